import { type ParseArgsConfig, parseArgs } from "node:util";

/** Arguments that cannot be used; the message says which and why. */
export class BadArgument extends Error {}

/** Reads arguments as Node does. Throws {@link BadArgument} for those that are not asked for. */
export function valuesOf<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new BadArgument((error as Error).message);
  }
}

/**
 * Runs a command on the arguments of this process. It ends with 0, with 1 where the command answers
 * false, and with 2 and a line that says why where it cannot be carried out.
 */
export function runCommand(command: (args: string[]) => Promise<boolean>): void {
  command(process.argv.slice(2)).then(
    (isGood) => {
      process.exitCode = isGood ? 0 : 1;
    },
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      const advice = error instanceof BadArgument ? "\nTry --help." : "";
      process.stderr.write(`${message}${advice}\n`);
      process.exitCode = 2;
    },
  );
}
