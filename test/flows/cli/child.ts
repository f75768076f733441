import { spawn } from "node:child_process";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

const ROOT = path.resolve(__dirname, "../../..");
const FOLDER = path.relative(ROOT, __dirname);

/** The flows that are run. */
export const OPENING = path.join(FOLDER, "opening.yml");
/** Chooses Javascript as the Source Type. */
export const JAVASCRIPT = path.join(FOLDER, "javascript.json");

/** Ctrl-C, as a terminal sends it. */
export const CTRL_C = "\u0003";

/** Keys that are typed once something is to be seen. */
export interface Typing {
  /** In what was written since the keys before, control characters included. */
  seen: RegExp;
  keys: string;
  /** Types them again whenever it is to be seen again, until the process ends. */
  goesOn?: boolean;
}

/** How a command is run. */
export interface CommandOptions {
  /** Files of this folder that are loaded first. */
  preload?: string[];
  env?: Record<string, string>;
  /** Runs it in a terminal of so many columns, with keys typed into it; on pipes where left out. */
  terminal?: { columns: number; typing?: Typing[] };
  /** Sends SIGTERM once this is written to stderr. */
  terminate?: string;
}

/** How a command ended. */
export interface Ended {
  code: number | null;
  /** What it wrote to stdout; to the terminal where it ran in one. */
  out: string;
  /** What it wrote to stderr, where it did not run in a terminal. */
  errors: string;
}

/** Runs `npm run flow`'s program with arguments, and nothing of the environment that could change it. */
export function runCommand(args: string[], options: CommandOptions = {}): Promise<Ended> {
  const { preload = [], env = {}, terminal, terminate } = options;
  const required = preload.flatMap((file) => ["--require", path.join(__dirname, file)]);
  const node = [process.execPath, ...required, "--import", "tsx", "flows/runner/main.ts", ...args];
  const [program = "", ...rest] = terminal ? inTerminal(node, terminal.columns) : node;
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(program, rest, {
    cwd: ROOT,
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), TERM: "xterm-256color", ...env },
  });
  const typing = [...(terminal?.typing ?? [])];
  let out = "";
  let errors = "";
  let unread = "";
  const type = () => {
    const [next] = typing;
    if (!next?.seen.test(unread)) return;
    unread = "";
    if (!next.goesOn) typing.shift();
    child.stdin.write(next.keys);
  };
  return new Promise((resolve, reject) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      const missing = terminal && error.code === "ENOENT";
      reject(missing ? new Error("`script` is missing: Debian has it in bsdutils") : error);
    });
    // A process that has ended takes no keys.
    child.stdin.on("error", () => undefined);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      unread += text;
      type();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
      if (terminate && errors.includes(terminate)) child.kill("SIGTERM");
    });
    child.on("close", (code) => resolve({ code, out, errors }));
    if (!terminal) child.stdin.end();
  });
}

/** The command that runs a command in a terminal, and ends as it does. */
function inTerminal(command: string[], columns: number): string[] {
  const quoted = command.map((word) => `'${word}'`).join(" ");
  const sized = `stty cols ${columns} rows 50; exec ${quoted}`;
  // BSD's, which macOS has, and util-linux's.
  return process.platform === "darwin"
    ? ["script", "-q", "/dev/null", "sh", "-c", sized]
    : ["script", "-qec", sized, "/dev/null"];
}

/** What erasing a line ends with; whatever is drawn is erased line by line before it is drawn again. */
const FIRST_COLUMN = "\u001B[G";

/** What is left on the screen of what was last drawn: lines without colours. */
export const lastDrawn = (out: string): string[] =>
  plain(out.split(FIRST_COLUMN).at(-1) ?? "")
    .trimEnd()
    .split("\n");

/** Text without control characters, and with plain line breaks. */
export const plain = (text: string): string =>
  stripVTControlCharacters(text).replaceAll("\r\n", "\n");
