import { parseArgs } from "node:util";
import { nearHint } from "../text/near";
import type { FlowCommand } from "./index";

/** What `--help` prints. */
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

/** A command line as it was understood. */
interface Arguments extends FlowCommand {
  live: boolean;
}

/** Thrown for a command line that cannot be carried out. */
export class UsageError extends Error {
  override name = "UsageError";
}

const OPTIONS = {
  flow: { type: "string" },
  payload: { type: "string" },
  config: { type: "string" },
  region: { type: "string" },
  trace: { type: "string" },
  live: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Option = keyof typeof OPTIONS;

const REGIONS = ["api", "eu1.api"];

const FILE = "expected one file, npm run flow -- flows/audit-workspace.yml";

/** @throws UsageError naming the option, and what was expected. */
export function readArguments(args: string[]): Arguments | "help" {
  // Not strict: its own words say neither what there is nor what is near.
  const { tokens } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: OPTIONS,
  });
  const given = new Map<Option, string>();
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind !== "option") continue;
    const { rawName, value } = token;
    const name = optionNamed(token.name, rawName);
    if (given.has(name)) throw new UsageError(`${rawName}: given twice`);
    const isFlag = OPTIONS[name].type === "boolean";
    if (isFlag && value !== undefined) {
      throw new UsageError(`${rawName}: expected no value, got "${value}"`);
    }
    if (!isFlag && (!value || (!token.inlineValue && value.startsWith("-")))) {
      const got = value ? `"${value}"` : "nothing";
      throw new UsageError(`${rawName}: expected a ${placeholderOf(name)}, got ${got}`);
    }
    given.set(name, value ?? "");
  }
  if (given.has("help")) return "help";
  const region = given.get("region");
  if (region !== undefined && !REGIONS.includes(region)) {
    throw new UsageError(`--region: expected ${REGIONS.join(" or ")}, got "${region}"`);
  }
  const [file, ...others] = files;
  if (file === undefined) throw new UsageError(`${FILE}; got none`);
  if (others.length > 0) throw new UsageError(`${FILE}; got ${files.length}: ${files.join(", ")}`);
  const { flow, payload, config, trace } = Object.fromEntries(given);
  return { file, flow, payload, config, region, trace, live: given.has("live") };
}

function optionNamed(name: string, rawName: string): Option {
  if (name in OPTIONS) return name as Option;
  const names = Object.keys(OPTIONS).map((one) => `--${one}`);
  throw new UsageError(
    `${rawName}: no such option${nearHint(rawName, names)}; there are ${names.join(", ")}`,
  );
}

const placeholderOf = (name: Option): string =>
  name === "flow" || name === "region" ? "name" : "file";
