import { readCommandLine, wholeNumber } from "../../cli";
import { UsageError } from "../../cli/errors";
import type { FlowCommand } from "./context";

/** The text of `--help`. */
export const HELP = `Runs a flow of an integration in the YAML format of Prismatic, with the built component.

  npm run flow -- flows/provision-workspace.yml --payload FILE --config FILE

  --flow NAME     the flow; optional if the file has only one
  --payload FILE  JSON: the body of the request that triggers the flow, for a test run; {} if absent.
                  Without it, a flow with a trigger of the component is deployed: see below
  --config FILE   JSON: values of config variables by name. For a picklist, the label or key of a
                  choice; for a connection, an object of its fields, in which "env:NAME" is read
                  from the environment. At a terminal, the program asks for missing choices
  --region NAME   api or eu1.api, for the config variables that hold a region and are not in --config
  --trace FILE    writes the inputs and results of each step as JSON, without secrets
  --live          runs on Segment itself, with SEGMENT_TOKEN and SEGMENT_WORKSPACE of the
                  environment; otherwise on a simulated Segment on this machine

A flow with a trigger of the component is deployed without --payload: the trigger sets up what it needs
in Segment, the program listens on 127.0.0.1 or polls, once at the start and then on the schedule, runs
the flow for each event, and removes the trigger at the end.

  --once          ends after the first request that starts the flow, or after the first poll
  --for TIME      ends after this time, such as 30s, 5m or 1h; otherwise Ctrl-C ends it
  --every TIME    the time between polls, instead of the schedule
  --port NUMBER   the port to listen on; otherwise any free one
  --url URL       with --live, the public URL that leads to that port

Ends with 0 if the flow is done, 1 if a step failed it, 2 if nothing was run, 130 if Ctrl-C stopped
it; a deployed flow with the worst of its runs and polls. Ctrl-C stops a run between two requests and
reports the finished steps; a second Ctrl-C ends it at once, and a trigger may stay in Segment.
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
  once: {},
  for: { takes: "a time" },
  every: { takes: "a time" },
  port: { takes: "a number" },
  url: { takes: "a URL" },
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
  const { for: duration, every, port, url, ...others } = values;
  if (url !== undefined && !/^https?:\/\/[^/?#\s]+(?:\/[^?#\s]*)?$/.test(url)) {
    throw new UsageError(`--url: expected an http or https URL without a query, got "${url}"`);
  }
  const deployment = {
    ...(duration !== undefined && { forMs: readTime("for", duration) }),
    ...(every !== undefined && { everyMs: readTime("every", every) }),
    ...(port !== undefined && { port: wholeNumber("port", port, 1, 65_535) }),
    ...(url !== undefined && { url }),
  };
  const [file, ...more] = files;
  if (file === undefined) throw new UsageError(`${FILE}; got none`);
  if (more.length > 0) throw new UsageError(`${FILE}; got ${files.length}: ${files.join(", ")}`);
  return { ...others, ...deployment, file, live };
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const LONGEST_MS = 24 * 3_600_000;

/**
 * Reads a time such as `30s`, in milliseconds.
 * @throws UsageError if it is none, or longer than a day.
 */
function readTime(option: string, text: string): number {
  const [, count, unit = ""] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS_MS[unit] ?? 0);
  if (ms > 0 && ms <= LONGEST_MS) return ms;
  throw new UsageError(
    `--${option}: expected a time such as 30s, 5m or at most 24h, got "${text}"`,
  );
}
