import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
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

test("symbolic links in the folder of an export change and delete nothing that they lead to", () => {
  const out = at("out");
  mkdirSync(at("mine"));
  writeFileSync(at("mine/a.js"), "mine");
  writeExport(out, files("index.html", "data/a.js"));
  rmSync(path.join(out, "index.html"));
  symlinkSync(at("mine/a.js"), path.join(out, "index.html"));
  expect(() => writeExport(out, files("index.html"))).toThrow(
    `--export: ${path.join(out, "index.html")} is no file of an export: move it.`,
  );
  rmSync(path.join(out, "index.html"));
  rmSync(path.join(out, "data"), { recursive: true });
  symlinkSync(at("mine"), path.join(out, "data"));
  writeExport(out, files("index.html"));
  expect(readFileSync(at("mine/a.js"), "utf8")).toBe("mine");
});

test("a folder in the place of a file is refused before anything is written", () => {
  writeExport(folder, files("index.html"));
  const marker = readFileSync(at("workbench-export.json"), "utf8");
  rmSync(at("index.html"));
  mkdirSync(at("index.html"));
  expect(() => writeExport(folder, files("index.html", "b.js"))).toThrow(
    `--export: ${at("index.html")} is no file of an export: move it.`,
  );
  expect(readFileSync(at("workbench-export.json"), "utf8")).toBe(marker);
});

test("a folder that the system does not let be made is refused by its name", () => {
  symlinkSync(at("nowhere"), at("dangling"));
  symlinkSync(at("loop"), at("loop"));
  for (const name of ["dangling", "dangling/out", "loop", "x".repeat(300)]) {
    const refused = new RegExp(
      `^--export: ${at(name)} cannot be written \\((ENOENT|ELOOP|ENAMETOOLONG)\\)\\.$`,
    );
    expect(() => requireExportFolder(at(name))).toThrow(refused);
    expect(() => writeExport(at(name), files("index.html"))).toThrow(refused);
  }
});
