import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** An edit of a file, as a page describes it in one sentence above a block of code. */
export interface Edit {
  file: string;
  place: "above" | "below" | "in place of" | "at the end";
  /** The start of the line at the place; empty for the end of the file. */
  line: string;
  /** True if further lines may begin so. */
  first: boolean;
  code: string;
}

/** The edits and commands of a page. */
export interface Steps {
  edits: Edit[];
  commands: string[];
}

const BLOCK = /^(.*)\n\n((?: {4}.*\n|\n(?= {4}))+)/gm;
const EDIT = /^In `([^`]+)`, (above|below|in place of|at the end)(?: the (first )?line `(.+)`)?:$/;

/** Reads the edits and the commands of a page in their order. */
export function stepsOf(page: string): Steps {
  const steps: Steps = { edits: [], commands: [] };
  for (const [, sentence = "", block = ""] of page.matchAll(BLOCK)) {
    const code = block.replaceAll(/^ {4}/gm, "");
    const [, file, place, first, line = ""] = EDIT.exec(sentence) ?? [];
    if (file !== undefined) {
      const isFirst = first !== undefined;
      steps.edits.push({ file, place: place as Edit["place"], line, first: isFirst, code });
    } else if (/^np[mx] /.test(code)) steps.commands.push(...code.trim().split("\n"));
  }
  return steps;
}

/**
 * Makes an edit in a copy of the project. In Markdown, the new part is a paragraph of its own.
 * @throws Error unless exactly one line of the file begins with the named text.
 */
export function makeEdit(root: string, { file, place, line, first, code }: Edit): void {
  const target = path.join(root, file);
  const lines = readFileSync(target, "utf8").split("\n");
  const added = code.split("\n").slice(0, -1);
  if (file.endsWith(".md") || place === "at the end") added.unshift("");
  const found = lines.flatMap((one, index) => (one.trimStart().startsWith(line) ? [index] : []));
  const [index = 0] = place === "at the end" ? [lines.length - 1] : found;
  if (place !== "at the end" && found.length !== 1 && !(first && found.length > 1)) {
    throw new Error(`${file}: ${found.length} lines begin with ${line}`);
  }
  lines.splice(place === "below" ? index + 1 : index, place === "in place of" ? 1 : 0, ...added);
  writeFileSync(target, lines.join("\n"));
}
