import path from "node:path";
import { readOptions, wholeNumber } from "../cli";
import { UsageError } from "../cli/errors";
import { GROUP_NAMES, type GroupName } from "./groups";

/** The options of a run. */
interface Options {
  /** Processes for each variant. If left out, each group uses its own number. */
  runs?: number;
  only: readonly GroupName[];
  /** The absolute path of a bundle to measure instead of `dist/index.js`. */
  component?: string;
  /** The number of events that the group `events` sends. If left out, {@link EVENTS}. */
  events?: number;
}

const MOST_RUNS = 1000;
/** The default number of events of a list, and the largest. */
export const EVENTS = 100_000;

function groupsOf(text: string): GroupName[] {
  const asked = text.split(",").map((name) => name.trim());
  const unknown = asked.find((name) => !GROUP_NAMES.some((one) => one === name));
  if (unknown !== undefined) {
    throw new UsageError(`--only: expected any of ${GROUP_NAMES.join(", ")}, got "${unknown}"`);
  }
  return GROUP_NAMES.filter((name) => asked.includes(name));
}

/**
 * Reads the arguments of `npm run bench`.
 * @throws UsageError for an unknown or invalid option.
 */
export function optionsOf(args: string[]): Options {
  const { runs, only, component, events } = readOptions(args, {
    runs: { takes: "a number" },
    only: { takes: "names of groups" },
    component: { takes: "a file" },
    events: { takes: "a number" },
  });
  return {
    ...(runs !== undefined && { runs: wholeNumber("runs", runs, 1, MOST_RUNS) }),
    only: only === undefined ? GROUP_NAMES : groupsOf(only),
    ...(component !== undefined && { component: path.resolve(component) }),
    ...(events !== undefined && { events: wholeNumber("events", events, 1, EVENTS) }),
  };
}
