import path from "node:path";
import { EXIT, readCommandLine } from "../../cli";
import { UsageError } from "../../cli/errors";
import { compareDocuments } from "./compare";
import { readDocument } from "./document";
import { reportOf } from "./report";

const CONTRACT = path.join(__dirname, "../openapi.json");

/** The text of `--help`. */
export const HELP = `Lists the differences of another OpenAPI document from the contract, by what they mean here.

  npm run contract:compare -- other.json

  other.json         an OpenAPI document of version 3; YAML if its name ends in .yaml or .yml
  --contract FILE    compares with this document in place of contract/openapi.json

Compared are the operations with their parameters, bodies and responses at every level, their limits,
media types and extensions, and the hosts. A response is compared in the media types that the contract
lists and in those that it has nowhere. Not compared are prose, examples, the names of models, models that
no operation needs, and extensions that only one document has. If a rate limit has no extension, it is read
from the operation's description.

Ends with 0 if there is no difference, with 1 if there are some, and with 2 if a document cannot be read.
`;

/**
 * Compares the documents of a command line and prints the differences.
 * @returns the exit code.
 * @throws Refusal
 */
export function run(args: string[]): number {
  const { values, files } = readCommandLine(args, { contract: { takes: "a file" } });
  const [file, extra] = files;
  if (file === undefined) throw new UsageError("expected a file: the other OpenAPI document");
  if (extra !== undefined) throw new UsageError(`${extra}: expected one file only`);
  const comparison = compareDocuments(
    readDocument(values.contract ?? CONTRACT),
    readDocument(file),
  );
  process.stdout.write(reportOf(comparison));
  return comparison.differences.length > 0 ? EXIT.failed : EXIT.done;
}
