import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../cli/errors";
import { differingFiles, type Hashes, hashesOf } from "./hashes";

/** Files that a command makes from other files. All paths are relative to the project, and may be folders. */
export interface Product {
  /** The name in messages, and of the stamp. */
  name: string;
  /** The files that the command reads. Tests among them do not count. */
  sources: readonly string[];
  /** The files that the command writes, and nothing else. */
  results: readonly string[];
  /** A command of the shell, run in the project. */
  command: string;
}

/** The sources and results of a product when it was last made. */
interface Stamp {
  sources: Hashes;
  results: Hashes;
}

/** The folder of the stamps. It is outside of `dist`, which is published as a whole. */
const STAMPS = ".build";

const stampFile = (root: string, { name }: Product): string =>
  path.join(root, STAMPS, `${name}.json`);

function sourcesOf(root: string, { sources }: Product): Hashes {
  const hashes = hashesOf(root, sources);
  return new Map([...hashes].filter(([file]) => !file.endsWith(".test.ts")));
}

/** Returns the stamp of a product; undefined if there is none that can be read. */
function readStamp(root: string, product: Product): Stamp | undefined {
  try {
    const { sources, results } = JSON.parse(readFileSync(stampFile(root, product), "utf8"));
    return { sources: new Map(sources), results: new Map(results) };
  } catch {
    return undefined;
  }
}

/** Writes a stamp in one piece, because another build may read it. */
function writeStamp(root: string, product: Product, { sources, results }: Stamp): void {
  const file = stampFile(root, product);
  const whole = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(whole, JSON.stringify({ sources: [...sources], results: [...results] }));
  renameSync(whole, file);
}

/** Returns the reason why a product must be made, for people; undefined if it is as it was made. */
function staleness(root: string, product: Product, sources: Hashes): string | undefined {
  const stamp = readStamp(root, product);
  if (!stamp) return "no earlier build is known";
  const [file, ...others] = [
    ...differingFiles(stamp.sources, sources),
    ...differingFiles(stamp.results, hashesOf(root, product.results)),
  ];
  if (file === undefined) return undefined;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `changed: ${file}${more}`;
}

/**
 * Makes a product, and notes what it was made from.
 *
 * Sources are read before the command runs: an edit during the command makes the product stale. Two
 * builds at a time write the same files from the same sources; if an edit came between them, the later
 * one leaves files or a stamp that do not fit the other's, and the product is stale again.
 * @throws Refusal if the command fails.
 */
export function make(root: string, product: Product, sources = sourcesOf(root, product)): void {
  const { name, command, results } = product;
  // What this program prints may be a result that is redirected to a file, so the output goes to stderr.
  const { status, signal } = spawnSync(command, {
    cwd: root,
    shell: true,
    stdio: ["ignore", process.stderr.fd, process.stderr.fd],
  });
  if (status !== 0) {
    const end = status === null ? `was stopped by ${signal}` : `ended with ${status}`;
    throw new Refusal(`${name}: it cannot be built, \`${command}\` ${end}`);
  }
  writeStamp(root, product, { sources, results: hashesOf(root, results) });
}

/**
 * Makes a product if its sources or its results are not as they were when it was last made.
 * @param tell gets the line that names the reason, before the product is made.
 * @returns true if it was made.
 * @throws Refusal if the command fails.
 */
export function makeIfStale(root: string, product: Product, tell: (line: string) => void): boolean {
  const sources = sourcesOf(root, product);
  const reason = staleness(root, product, sources);
  if (reason === undefined) return false;
  tell(`Building ${product.name} (${reason})`);
  make(root, product, sources);
  return true;
}
