import { fromJson, named } from "../values/jsonCleaners";
import { wholeNumberWithin } from "../values/numberCleaners";
import { omitCut, readParts } from "./fields";
import type { Waypoint } from "./model";
import { JOURNEY_LABEL, type Omit, refuseAt } from "./notes";
import { events, MOST_EXPRESSIONS } from "./queryLanguage";
import { readQuery } from "./readQuery";

/** An active waypoint. */
export interface ActiveWaypoint {
  path: string;
  name: string;
  /** The number of events to wait for. */
  count: number;
  order: number;
  /** The query as given. */
  conditions: unknown;
}

/** The events that a waypoint waits for. */
export interface AwaitedEvents {
  count: number;
  /** A selection in the query language for each event. */
  selections: string[];
  /** The number of primary expressions in all selections. */
  expressions: number;
}

/** Writes the place of one of several waits for the same events, behind their name. */
export const roundOf = (round: unknown, count: unknown): string =>
  count === 1 ? "" : ` (${round} of ${count})`;

/** Reads the active waypoints in their order, without their conditions. */
export const readWaypoints = (value: unknown, omit: Omit): ActiveWaypoint[] =>
  readParts<Waypoint>(value, "waypoints", ["conditions", "count", "order"], omit)
    .map(({ fields, path, name }) => {
      const { conditions } = fields;
      const count = fields.count ?? 1;
      const order = fields.order ?? 0;
      if (!Number.isSafeInteger(count) || Number(count) < 1) {
        refuseAt(`${path}.count`, wholeNumberWithin(1), count);
      }
      if (typeof order !== "number") refuseAt(`${path}.order`, "a number", order);
      omitCut({ path, name }, omit, roundOf(count, count));
      return { path, name, count: Number(count), order, conditions };
    })
    .toSorted((one, other) => one.order - other.order);

/** The most events that a state of Segment waits for. */
const MOST_EVENTS = 9;
/** In characters. A condition is sent once for each count. */
const MOST_CONDITION = 100_000;

/**
 * Reads the conditions of a waypoint.
 * @param isEntry profiles enter by this waypoint, which needs exactly one event.
 * @param findEvent returns the event of a verb.
 */
export function readAwaitedEvents(
  { path, conditions, count }: ActiveWaypoint,
  isEntry: boolean,
  findEvent: (verb: string, path: string) => string,
  omit: Omit,
): AwaitedEvents {
  const place = `${path}.conditions`;
  const query = fromJson(conditions, named(JOURNEY_LABEL, place), "a query, as JSON");
  const selected = readQuery(query, place, omit);
  const names = new Set(selected.verbs.map((verb) => findEvent(verb, place)));
  if (names.size > (isEntry ? 1 : MOST_EVENTS)) {
    const most = isEntry ? "one event" : `at most ${MOST_EVENTS} events`;
    refuseAt(place, `verbs of ${most}`, query, `${names.size}`);
  }
  const selections = [...names].map((name) => events(name, selected.conditions));
  const expressions = 1 + selected.comparisons;
  if (expressions > MOST_EXPRESSIONS || selections.some(({ length }) => length > MOST_CONDITION)) {
    refuseAt(place, `less than ${MOST_EXPRESSIONS} comparisons, and a shorter query`, query);
  }
  return { count, selections, expressions: expressions * names.size };
}
