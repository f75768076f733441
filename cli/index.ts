import { parseArgs } from "node:util";
import { Refusal, UsageError } from "./errors";
import { nearHint } from "./near";

/** The exit codes of every program here. */
export const EXIT = {
  done: 0,
  /** The program ran, with a bad result or an unexpected error. */
  failed: 1,
  /** Nothing was run. */
  refused: 2,
  /** Stopped by Ctrl-C. */
  stopped: 130,
} as const;

/** Options by name, without dashes: `takes` names the value of an option in messages; a flag has none. */
type Options = Readonly<Record<string, { takes?: string }>>;

/** The values of the options that were given. */
type Values<O extends Options> = {
  -readonly [Name in keyof O]?: O[Name] extends { takes: string } ? string : true;
};

/**
 * Reads a command line. `--help` is left to {@link runProgram}.
 * @throws UsageError for an unknown or repeated option, and for a value that is missing or not expected.
 */
export function readCommandLine<const O extends Options>(
  args: string[],
  options: O,
): { values: Values<O>; files: string[] } {
  const { tokens } = parseArgs({
    args,
    allowPositionals: true,
    // The errors of strict mode list no options and suggest none.
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { takes }]) => [
        name,
        { type: takes === undefined ? ("boolean" as const) : ("string" as const) },
      ]),
    ),
  });
  const values: Record<string, string | true> = {};
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) throw new UsageError(unknownOption(rawName, Object.keys(options)));
    if (Object.hasOwn(values, name)) throw new UsageError(`${rawName}: given twice`);
    const { takes } = option;
    if (takes === undefined && value !== undefined) {
      throw new UsageError(`${rawName}: expected no value, got "${value}"`);
    }
    if (takes !== undefined && (!value || (!inlineValue && value.startsWith("-")))) {
      const got = value ? `"${value}"` : "nothing";
      throw new UsageError(`${rawName}: expected ${takes}, got ${got}`);
    }
    values[name] = value ?? true;
  }
  return { values: values as Values<O>, files };
}

function unknownOption(rawName: string, names: readonly string[]): string {
  const known = [...names, "help"].map((name) => `--${name}`);
  return `${rawName}: unknown option${nearHint(rawName, known) || "."} Options: ${known.join(", ")}`;
}

/**
 * Reads the command line of a program that takes options only.
 * @throws UsageError
 */
export function readOptions<const O extends Options>(args: string[], options: O): Values<O> {
  const { values, files } = readCommandLine(args, options);
  const [file] = files;
  if (file !== undefined) throw new UsageError(`${file}: expected options only`);
  return values;
}

/**
 * The number in the value of an option.
 * @throws UsageError if it is not a whole number in the range.
 */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(
    `--${option}: expected a whole number from ${least} to ${most}, got "${text}"`,
  );
}

/** The start of a program. */
interface Program {
  /** The text that `--help` and `-h` print. */
  help: string;
  /**
   * Does the work of the program on its arguments.
   * @returns the exit code; nothing means done.
   */
  run(args: string[]): Promise<number | undefined> | number | undefined;
}

/** Runs a program on the arguments of this process, and ends with one of the {@link EXIT} codes. */
export async function runProgram({ help, run }: Program): Promise<void> {
  const { stdout, stderr } = process;
  // A closed reader, such as `head`, must not end a program in the middle of its work.
  stdout.on("error", () => undefined);
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    stdout.write(`${help.trimEnd()}\n`);
    return;
  }
  try {
    process.exitCode = (await run(args)) ?? EXIT.done;
  } catch (error) {
    process.exitCode = error instanceof Refusal ? EXIT.refused : EXIT.failed;
    stderr.write(`${textOf(error)}\n`);
  }
}

function textOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nTry --help.`;
  if (error instanceof Refusal) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
