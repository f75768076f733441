import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireExportFolder, writeExport } from "./folder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "export-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);
const files = (...names: string[]) => new Map(names.map((name) => [name, Buffer.from(name)]));

test("an export is written to a new folder, and a later one replaces its files and no others", () => {
  const out = at("new/out");
  requireExportFolder(out);
  expect(existsSync(out)).toBe(false);
  writeExport(out, files("index.html", "data/a.js", "data/b.js"));
  writeFileSync(path.join(out, "data/mine.js"), "mine");
  writeFileSync(path.join(out, "CNAME"), "mine");
  writeExport(out, files("index.html", "data/b.js", "data/c.js"));
  expect(readdirSync(path.join(out, "data")).toSorted()).toEqual(["b.js", "c.js", "mine.js"]);
  expect(readdirSync(out).toSorted()).toEqual([
    ...["CNAME", "data", "index.html", "workbench-export.json"],
  ]);
});

test("a folder with files that no export wrote is refused, and keeps them", () => {
  writeFileSync(at("index.html"), "mine");
  const refusal = `--export: ${folder} has files that no export wrote: expected a new or empty folder, or that of an earlier export.`;
  expect(() => requireExportFolder(folder)).toThrow(refusal);
  expect(() => writeExport(folder, files("index.html"))).toThrow(refusal);
  expect(readFileSync(at("index.html"), "utf8")).toBe("mine");
  expect(readdirSync(folder)).toEqual(["index.html"]);
});

test("a file is refused as the folder, and as a folder above it", () => {
  writeFileSync(at("file"), "");
  for (const name of ["file", "file/out"]) {
    expect(() => requireExportFolder(at(name))).toThrow(
      `--export: ${at("file")} is a file: expected a folder.`,
    );
  }
});

test("a file that came into the folder of an export is not replaced", () => {
  writeExport(folder, files("index.html"));
  mkdirSync(at("data"));
  writeFileSync(at("data/a.js"), "mine");
  expect(() => writeExport(folder, files("index.html", "data/a.js"))).toThrow(
    `--export: ${at("data/a.js")} is no file of an export: move it.`,
  );
  expect(readFileSync(at("data/a.js"), "utf8")).toBe("mine");
});

test("names in the marker that lead out of the folder delete nothing", () => {
  const out = at("out");
  writeExport(out, files("index.html"));
  writeFileSync(at("kept"), "mine");
  writeFileSync(path.join(out, ".hidden"), "mine");
  const names = ["index.html", "../kept", at("kept"), ".hidden", "data/../../kept"];
  writeFileSync(path.join(out, "workbench-export.json"), JSON.stringify({ files: names }));
  writeExport(out, files("index.html"));
  expect(readdirSync(folder).toSorted()).toEqual(["kept", "out"]);
  expect(existsSync(path.join(out, ".hidden"))).toBe(true);
});
