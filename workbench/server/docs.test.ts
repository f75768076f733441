import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { linkAddress, resolveLink } from "../documents";
import { Documents } from "./docs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "documents-"));
  mkdirSync(path.join(folder, "package/docs"), { recursive: true });
  writeFileSync(path.join(folder, "package/package.json"), "{}");
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const pathsOf = (): string[] =>
  new Documents(path.join(folder, "package/dist/index.js")).list().map((one) => one.path);

test("a document outside of the package is not read, whatever a link to it looks like", () => {
  write("secret.md", "# Outside");
  symlinkSync(path.join(folder, "secret.md"), path.join(folder, "package/linked.md"));
  const targets = ["../../secret.md", "..%2f..%2Fsecret.md", "..%5C..%5csecret.md", "../linked.md"];
  write("package/docs/a.md", targets.map((target) => `[x](${target})`).join("\n\n"));
  expect(pathsOf()).toEqual(["docs/a.md"]);
});

test("a link that cannot be read leaves the other documents as they are", () => {
  write("package/README.md", "# Read me");
  write("package/docs/a.md", "[x](100%) [y](%E0%A4%A.md) [z](#%zz) [r](../README.md)");
  expect(pathsOf()).toEqual(["docs/a.md", "README.md"]);
  expect(resolveLink("docs/a.md", "100%")).toBeUndefined();
});

test("an integration whose name has other characters than words has a page too", () => {
  const link = resolveLink("docs/a.md", "../flows/orders%20&%20refunds.yml");
  expect(link && linkAddress(link, new Set())).toBe("/flows/orders%20&%20refunds");
});
