import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Refusal } from "../../cli/errors";
import { readReason } from "../command/files";

/**
 * Reads a flow file with all its characters, a byte order mark too.
 * @throws Refusal if it cannot be read or is not UTF-8.
 */
export function readFlowText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${readReason(error as Error)}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal(`${file}:${findWrongLine(bytes)}: expected UTF-8, got other bytes`);
  }
}

/** Finds the first line with bytes that are not UTF-8, from 1. */
function findWrongLine(bytes: Buffer): number {
  const lines = bytes.toString("latin1").split("\n");
  const isWrong = (line: string): boolean => {
    const own = Buffer.from(line, "latin1");
    return !own.equals(Buffer.from(own.toString("utf8"), "utf8"));
  };
  return lines.findIndex(isWrong) + 1 || 1;
}

/**
 * Writes a file at once: a failure leaves the existing file unchanged. Permissions and links stay.
 * @throws Refusal if it cannot be written.
 */
export function replaceFile(file: string, text: string): void {
  let draft: string | undefined;
  try {
    const target = existsSync(file) ? realpathSync(file) : file;
    draft = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
    writeFileSync(draft, text, { flag: "wx" });
    if (existsSync(target)) chmodSync(draft, statSync(target).mode);
    renameSync(draft, target);
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { force: true });
    throw new Refusal(`${file} cannot be written: ${readReason(error as Error)}`);
  }
}
