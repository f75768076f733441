import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** The SHA-256 of files, in hexadecimal, by path. */
export type Hashes = ReadonlyMap<string, string>;

/** Returns the paths of the files in a folder and its folders, or the path of a file; none if it is missing. */
function filesAt(root: string, name: string): string[] {
  const stats = statSync(path.join(root, name), { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats ? [path.normalize(name)] : [];
  return readdirSync(path.join(root, name)).flatMap((entry) =>
    filesAt(root, path.join(name, entry)),
  );
}

/**
 * Returns the hashes of files, in the order of their paths.
 * @param root the folder that the paths are relative to.
 * @param names files, and folders that stand for all files in them. A missing one has no hash.
 */
export function hashesOf(root: string, names: readonly string[]): Hashes {
  const files = names.flatMap((name) => filesAt(root, name)).toSorted();
  return new Map(
    files.map((file) => {
      const content = readFileSync(path.join(root, file));
      return [file, createHash("sha256").update(content).digest("hex")];
    }),
  );
}

/** Returns the paths that only one of two sets of files has, or that have another hash. */
export function differingFiles(hashes: Hashes, others: Hashes): string[] {
  const names = new Set([...hashes.keys(), ...others.keys()]);
  return [...names].filter((name) => hashes.get(name) !== others.get(name)).toSorted();
}
