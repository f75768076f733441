import { existsSync, statSync } from "node:fs";
import { EXIT, readCommandLine } from "../../cli";
import { Refusal, UsageError } from "../../cli/errors";
import { documented } from "../../contract/documentedComponent";
import { loadComponent } from "../component";
import { formatCount } from "../run/summary";
import { readFlowText, replaceFile } from "./files";
import { migrate } from "./migrate";
import { listChanges, reportOf } from "./report";

/** The text of `--help`. */
export const HELP = `Rewrites a flow file of the component that Prismatic documents for this component.

  npm run migrate -- flow.yml --output migrated.yml

  flow.yml        an integration in the YAML format of Prismatic (definitionVersion 7)
  --output FILE   writes the result to this file
  --in-place      replaces flow.yml itself; keep a copy

Without either option, the result goes to stdout; add --silent after "npm run", so that npm adds no lines.
The report goes to stderr. Only the values that must change are replaced: comments, order, quotes, line ends
and the steps of other components stay. A report line names the line in flow.yml, the reason and the thing
to do.

Ends with 0 if nothing is left to change by hand before the import, with 1 if there is something, and with
2 if nothing was written, because a file or the command line is wrong.
`;

const USAGE = "expected one file, npm run migrate -- flow.yml --output migrated.yml";

/**
 * Migrates the file of a command line, writes the result and reports on it.
 * @returns the exit code.
 * @throws Refusal if nothing was written.
 */
export function run(args: string[]): number {
  const { values, files } = readCommandLine(args, { output: { takes: "a file" }, "in-place": {} });
  const [file, ...more] = files;
  if (file === undefined) throw new UsageError(`${USAGE}; got none`);
  if (more.length > 0) throw new UsageError(`${USAGE}; got ${files.length}: ${files.join(", ")}`);
  const output = values["in-place"] ? file : values.output;
  if (values["in-place"] && values.output !== undefined) {
    throw new UsageError("--in-place: expected no --output beside it");
  }
  const text = readFlowText(file);
  if (values.output !== undefined && isSameFile(values.output, file)) {
    throw new UsageError(`--output: ${values.output} is the flow file itself; use --in-place`);
  }
  const migration = migrate(text, loadComponent(), documented);
  if ("problems" in migration) {
    const lines = migration.problems.map(({ line, message }) => `${file}:${line}: ${message}`);
    throw new Refusal(...lines, `${formatCount(lines.length, "problem")}; nothing was written`);
  }
  if (output === undefined) process.stdout.write(migration.text);
  else if (output !== file || migration.text !== text) replaceFile(output, migration.text);
  process.stderr.write(reportOf(file, migration));
  return listChanges(migration).length > 0 ? EXIT.failed : EXIT.done;
}

/** Tells if two paths lead to one file, also through links. */
function isSameFile(one: string, other: string): boolean {
  if (!existsSync(one)) return false;
  const [left, right] = [statSync(one), statSync(other)];
  return left.dev === right.dev && left.ino === right.ino;
}
