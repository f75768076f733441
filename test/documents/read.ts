import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(__dirname, "../..");

/** Reads a file of the project by its path from the root. */
export const readFile = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

const IGNORED = readFile(".gitignore")
  .split("\n")
  .flatMap((line) => /^([^/*]+)\/$/.exec(line.trim())?.[1] ?? [])
  .concat(".git");

/** Returns the paths of all files of the project with an ending, from a folder on; without generated folders. */
export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return IGNORED.includes(entry.name) ? [] : filesIn(file, ending);
    return file.endsWith(ending) ? [file] : [];
  });
}

/** A command of a document. */
export interface Command {
  /** As written, without the prompt of a console. */
  text: string;
  /** True if its line or the text that introduces it says that it needs an account. */
  needsAccount: boolean;
}

const PROGRAM = /^(?:[A-Z_]+=\S+ )*\(?(?:npm|npx|bash|node|git|curl|prism|sleep) \S/;
const MARK = /\baccount\b|\byour workspace\b|\bworkspace of your own\b/i;
const COMMENT = /\s+# .*$/;

/** Reads the commands of a Markdown page: those of blocks of code, and code within text that is a command. */
export function commandsOf(markdown: string): Command[] {
  const commands: Command[] = [];
  let inFence = false;
  let inIndented = false;
  let paragraph: string[] = [];
  let isParagraphOpen = false;
  /** The start of a command that goes on in the next line. */
  let started = "";

  const addLine = (line: string, prompt: RegExp) => {
    const whole = started + line.trim().replace(prompt, "");
    started = whole.endsWith("\\") ? whole.slice(0, -1) : "";
    if (started !== "" || !PROGRAM.test(whole)) return;
    const mark = COMMENT.exec(whole)?.[0] ?? "";
    const needsAccount = MARK.test(mark) || MARK.test(paragraph.join(" "));
    commands.push({ text: whole.replace(COMMENT, ""), needsAccount });
  };

  for (const line of markdown.split("\n")) {
    if (/^\s*```/.test(line)) {
      inFence = !inFence;
      isParagraphOpen = false;
    } else if (inFence) {
      // The output of a command may look like one.
      if (/^\s*\$ /.test(line)) addLine(line, /^\$ /);
    } else if (line.trim() === "") {
      isParagraphOpen = false;
    } else if (/^ {4,}\S/.test(line) && (!isParagraphOpen || inIndented)) {
      inIndented = true;
      addLine(line, /^\$ /);
    } else {
      const isRow = line.startsWith("|");
      paragraph = isParagraphOpen && !isRow ? [...paragraph, line] : [line];
      isParagraphOpen = true;
      inIndented = false;
      for (const [, text = ""] of line.matchAll(/`([^`]+)`/g)) {
        if (!PROGRAM.test(text)) continue;
        commands.push({ text, needsAccount: MARK.test(paragraph.join(" ")) });
      }
    }
  }
  return commands;
}

/** Splits a command line into its commands, without variables, redirections and the parentheses of a shell. */
export function simpleCommands(text: string): string[] {
  return text
    .split(/ && | \| /)
    .map((part) =>
      part
        .trim()
        .replace(/^\(/, "")
        .replace(/(?: > \S+?)?\)?(?: &)?$/, "")
        .replace(/ > \S+$/, "")
        .replace(/^(?:[A-Z_]+=\S+ )+/, "")
        .trim(),
    )
    .filter((part) => PROGRAM.test(part));
}
