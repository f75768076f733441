import path from "node:path";
import { BadArgument, valuesOf } from "./command";
import { GROUP_NAMES, type GroupName } from "./groups";

/** What a run is asked for. */
export interface Options {
  /** Processes for each variant; each group has its own number unless given. */
  runs?: number;
  only: readonly GroupName[];
  /** Another bundle in place of `dist/index.js`, as an absolute path. */
  component?: string;
  help: boolean;
}

const MOST_RUNS = 1000;

function runsOf(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= MOST_RUNS) return value;
  throw new BadArgument(`--runs: expected a whole number from 1 to ${MOST_RUNS}, got "${text}"`);
}

function groupsOf(text: string): GroupName[] {
  const asked = text.split(",").map((name) => name.trim());
  const unknown = asked.find((name) => !GROUP_NAMES.some((one) => one === name));
  if (unknown !== undefined) {
    throw new BadArgument(`--only: expected any of ${GROUP_NAMES.join(", ")}, got "${unknown}"`);
  }
  return GROUP_NAMES.filter((name) => asked.includes(name));
}

/** Reads the arguments of `npm run bench`. Throws {@link BadArgument}. */
export function optionsOf(args: string[]): Options {
  const { runs, only, component, help } = valuesOf(args, {
    runs: { type: "string" },
    only: { type: "string" },
    component: { type: "string" },
    help: { type: "boolean" },
  });
  return {
    ...(runs !== undefined && { runs: runsOf(runs) }),
    only: only === undefined ? GROUP_NAMES : groupsOf(only),
    ...(component !== undefined && { component: path.resolve(component) }),
    help: help === true,
  };
}
