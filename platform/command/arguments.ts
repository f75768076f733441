import { readCommandLine } from "../../cli";
import { UsageError } from "../../cli/errors";
import type { FlowCommand } from "./index";

/** The text of `--help`. */
export const HELP = `Runs a flow of an integration in the YAML format of Prismatic, with the built component.

  npm run flow -- flows/provision-workspace.yml --payload FILE --config FILE

  --flow NAME     the flow; optional if the file has only one
  --payload FILE  JSON: the body of the request that triggers the flow; {} if absent
  --config FILE   JSON: values of config variables by name. For a picklist, the label or key of a
                  choice; for a connection, an object of its fields, in which "env:NAME" is read
                  from the environment. At a terminal, the program asks for missing choices
  --region NAME   api or eu1.api, for the config variables that hold a region and are not in --config
  --trace FILE    writes the inputs and results of each step as JSON, without secrets
  --live          runs on Segment itself, with SEGMENT_TOKEN and SEGMENT_WORKSPACE of the
                  environment; otherwise on a simulated Segment on this machine

Ends with 0 if the flow is done, 1 if a step failed it, 2 if nothing was run, 130 if Ctrl-C stopped
it. Ctrl-C stops a run between two requests and reports the finished steps; a second Ctrl-C ends it
at once.
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
