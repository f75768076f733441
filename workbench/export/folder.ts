import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Refusal } from "../../cli/errors";

/** The file that lists the files of an export. */
const MARKER = "workbench-export.json";

/** The path of a file of an export in its folder: at most one folder deep, and never a hidden file. */
const OWN_NAME = /^(?:[\w-][\w.-]*\/)?[\w-][\w.-]*$/;

/** A file of an export, by its path in the folder with `/` between the parts. */
export type ExportedFiles = ReadonlyMap<string, Buffer>;

const isFile = (file: string): boolean =>
  lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** True if no symbolic link in the path of a file leads out of its folder. */
const isWithin = (folder: string, file: string): boolean =>
  realpathSync(file).startsWith(realpathSync(folder) + path.sep);

/** Reads the names in the marker of a folder. Names that no export writes are left out. */
function readMarker(folder: string): string[] | undefined {
  const marker = path.join(folder, MARKER);
  if (!isFile(marker)) return undefined;
  try {
    const { files } = JSON.parse(readFileSync(marker, "utf8")) as { files: unknown };
    if (!Array.isArray(files)) return undefined;
    return files.filter((name) => typeof name === "string" && OWN_NAME.test(name));
  } catch {
    return undefined;
  }
}

/** @throws Refusal with the reason of the system, instead of its error. */
function attempt<Result>(at: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Refusal(`--export: ${at} cannot be written (${code}).`);
  }
}

function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // Nothing is below a file.
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return false;
    throw error;
  }
}

/** The nearest folder above a path that exists, or the path itself. A link that leads nowhere exists too. */
const nearestOf = (folder: string): string =>
  isThere(folder) ? folder : nearestOf(path.dirname(folder));

/** Makes a folder and those above it. With `recursive`, Node never ends in a system folder. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Checks the folder of an export before anything is written: a new or empty one, or one of an earlier export.
 * @throws Refusal for any other.
 */
export function requireExportFolder(folder: string): void {
  attempt(folder, () => requireFolder(folder));
}

function requireFolder(folder: string): void {
  const nearest = nearestOf(folder);
  if (!statSync(nearest).isDirectory()) {
    throw new Refusal(`--export: ${nearest} is a file: expected a folder.`);
  }
  if (!isWritable(nearest)) throw new Refusal(`--export: ${nearest} cannot be written.`);
  if (nearest !== folder || readdirSync(folder).length === 0 || readMarker(folder)) return;
  throw new Refusal(
    `--export: ${folder} has files that no export wrote: expected a new or empty folder, or that of an earlier export.`,
  );
}

/** @throws Refusal if a file of the export would replace one that no export wrote. */
function refuseForeign(folder: string, names: readonly string[], before: readonly string[]): void {
  const isOwnFolder = (name: string) => lstatSync(path.join(folder, name)).isDirectory();
  for (const name of [MARKER, ...names]) {
    const parent = path.dirname(name);
    if (parent !== "." && existsSync(path.join(folder, parent)) && !isOwnFolder(parent)) {
      throw new Refusal(`--export: ${path.join(folder, parent)} is not a folder of the export.`);
    }
    const file = path.join(folder, name);
    const isOwn = isFile(file) && (name === MARKER || before.includes(name));
    if (isThere(file) && !isOwn) {
      throw new Refusal(`--export: ${file} is no file of an export: move it.`);
    }
  }
}

/**
 * Writes an export, and removes the files of an earlier one that it no longer has. Other files stay.
 * @throws Refusal before anything is written, if a file would replace one that no export wrote.
 */
export function writeExport(folder: string, files: ExportedFiles): void {
  requireExportFolder(folder);
  attempt(folder, () => replaceFiles(folder, files));
}

function replaceFiles(folder: string, files: ExportedFiles): void {
  const before = readMarker(folder) ?? [];
  const names = [...files.keys()];
  refuseForeign(folder, names, before);
  makeFolder(folder);
  const mark = (all: readonly string[]) =>
    writeFileSync(
      path.join(folder, MARKER),
      `${JSON.stringify({ files: [...new Set(all)].toSorted() }, null, 2)}\n`,
    );
  // An export that is interrupted here can be repeated.
  mark([...before, ...names]);
  for (const [name, content] of files) {
    makeFolder(path.dirname(path.join(folder, name)));
    writeFileSync(path.join(folder, name), content);
  }
  for (const name of before) {
    const file = path.join(folder, name);
    if (!files.has(name) && isFile(file) && isWithin(folder, file)) rmSync(file);
  }
  mark(names);
}
