import { SpectralError } from "@prismatic-io/spectral";
import type { Models } from "../contract/models";
import { isRecord } from "../values/record";
import { type Check, compileSchema, UncheckableError } from "./planSchema";

/** A rule of a tracking plan, as List Rules from Tracking Plan returns it. */
export type TrackingPlanRule = Models["RuleV1"];

/** A place in an event that does not fit a rule. It never contains a value of the event. */
export interface Violation {
  /** The path in the event, e.g. `properties.products[0].sku`; empty for the event itself. */
  path: string;
  /** The rule, e.g. `track "Order Completed"` or `Common JSON Schema`. */
  rule: string;
  /** The problem in plain words, e.g. `expected a number, got text`. */
  problem: string;
}

/** Checks events against the rules of a tracking plan. */
export interface PlanCheck {
  /** Returns the violations of an event, at most 100 of each rule. */
  violations(event: Readonly<Record<string, unknown>>): Violation[];
  /** Returns true if the plan has no rule for the event's name or type. */
  isUnplanned(event: Readonly<Record<string, unknown>>): boolean;
}

/** The steps that the check of one event may take for each rule. */
const STEP_LIMIT = 2_000_000;

interface Version {
  version: number;
  name: string;
  check: Check;
}

const isTrack = (type: unknown): boolean => String(type).toUpperCase() === "TRACK";
const keyOf = (type: unknown, name: unknown): string =>
  JSON.stringify(isTrack(type) ? ["TRACK", name] : [String(type).toUpperCase()]);

function nameOf({ type, key }: TrackingPlanRule): string {
  if (type === "COMMON") return "Common JSON Schema";
  return isTrack(type) ? `track ${JSON.stringify(key ?? "")}` : type.toLowerCase();
}

function compileRule(rule: TrackingPlanRule): Version {
  const name = nameOf(rule);
  try {
    return { version: rule.version, name, check: compileSchema(rule.jsonSchema) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SpectralError(`Tracking plan, rule ${name}, version ${rule.version}: ${reason}`);
  }
}

/** Selects the version that the event names, or the oldest, as Segment does. */
function versionFor(
  event: Readonly<Record<string, unknown>>,
  versions: readonly Version[],
): Version | undefined {
  const { context } = event;
  const protocols = isRecord(context) ? context.protocols : undefined;
  const wanted = isRecord(protocols) ? protocols.event_version : undefined;
  return versions.find(({ version }) => version === wanted) ?? versions[0];
}

function violationsOf(event: unknown, { name, check }: Version): Violation[] {
  let left = STEP_LIMIT;
  const state = {
    found: [],
    depth: 0,
    spend: (steps: number) => {
      left -= steps;
      if (left < 0) throw new UncheckableError("it takes too many steps");
    },
  };
  try {
    check(event, "", state);
  } catch (error) {
    if (!(error instanceof UncheckableError)) throw error;
    return [{ path: "", rule: name, problem: `the event cannot be checked: ${error.message}` }];
  }
  return state.found.map(({ path, problem }: { path: string; problem: string }) => ({
    path,
    rule: name,
    problem,
  }));
}

/**
 * Compiles the rules of a tracking plan once, for any number of events.
 * Errors: the rule whose schema cannot be used, and the place in it.
 */
export function createPlanCheck(rules: readonly TrackingPlanRule[]): PlanCheck {
  const byKey = new Map<string, Version[]>();
  for (const rule of rules) {
    const key = keyOf(rule.type, rule.key);
    byKey.set(key, [...(byKey.get(key) ?? []), compileRule(rule)]);
  }
  for (const versions of byKey.values()) versions.sort((one, other) => one.version - other.version);
  const rulesFor = (event: Readonly<Record<string, unknown>>) =>
    byKey.get(keyOf(event.type, event.event)) ?? [];
  return {
    violations: (event) =>
      [byKey.get(keyOf("COMMON", undefined)) ?? [], rulesFor(event)].flatMap((versions) => {
        const version = versionFor(event, versions);
        return version ? violationsOf(event, version) : [];
      }),
    isUnplanned: (event) => rulesFor(event).length === 0,
  };
}
