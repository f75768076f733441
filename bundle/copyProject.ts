import { cpSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.resolve(__dirname, "..");

/** The paths and names that git does not keep. */
const ignored = (): string[] =>
  readFileSync(path.join(ROOT, ".gitignore"), "utf8")
    .split("\n")
    .map((line) => line.trim().replace(/\/$/, ""))
    .filter((line) => line !== "")
    .concat(".git");

/**
 * Copies the files that git keeps, as they are now, to a new temporary folder. The packages are linked.
 * @returns the path of the copy, which the caller removes.
 */
export function copyProject(): string {
  const names = ignored();
  const copy = mkdtempSync(path.join(tmpdir(), "project-"));
  cpSync(ROOT, copy, {
    recursive: true,
    filter: (file) =>
      !names.includes(path.basename(file)) && !names.includes(path.relative(ROOT, file)),
  });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"));
  return copy;
}
