import { readCommandLine, UsageError } from "../../cli";
import type { FlowCommand } from "./index";

/** The text of `--help`. */
export const HELP = `Runs a flow of an integration in Prismatic's YAML, with the built component.

  npm run flow -- flows/provision-workspace.yml --payload FILE --config FILE

  --flow NAME     which flow of the file; may be left out where there is one
  --payload FILE  JSON: the body of the request that triggers the flow ({} unless given)
  --config FILE   JSON: values of config variables by name; of picklists a choice's label or key;
                  of a connection an object of its fields, where "env:NAME" is read from the
                  environment. A terminal asks for choices that are not given
  --region NAME   api or eu1.api, for the config variables that say a region and are not in --config
  --trace FILE    writes what each step was given and answered, without secrets, as JSON
  --live          runs on Segment itself, with SEGMENT_TOKEN and SEGMENT_WORKSPACE of the
                  environment; without it on a simulated Segment on this machine

Ends with 0 when the flow was done, 1 when a step failed it, 2 when nothing was run, 130 when Ctrl-C
stopped it: between two requests, saying what was done; a second Ctrl-C ends it at once.
`;

/** A command line after reading. */
interface Arguments extends FlowCommand {
  live: boolean;
}

const OPTIONS = {
  flow: { takes: "a name" },
  payload: { takes: "a file" },
  config: { takes: "a file" },
  region: { takes: "a name" },
  trace: { takes: "a file" },
  live: {},
} as const;

const REGIONS = ["api", "eu1.api"];

const FILE = "expected one file, npm run flow -- flows/audit-workspace.yml";

/** @throws UsageError that names the option and what was expected. */
export function readArguments(args: string[]): Arguments {
  const { values, files } = readCommandLine(args, OPTIONS);
  const { region, live = false } = values;
  if (region !== undefined && !REGIONS.includes(region)) {
    throw new UsageError(`--region: expected ${REGIONS.join(" or ")}, got "${region}"`);
  }
  const [file, ...others] = files;
  if (file === undefined) throw new UsageError(`${FILE}; got none`);
  if (others.length > 0) throw new UsageError(`${FILE}; got ${files.length}: ${files.join(", ")}`);
  return { ...values, file, live };
}
