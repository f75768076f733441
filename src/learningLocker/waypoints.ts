import { fromJson, named } from "../values/jsonCleaners";
import { omitOthers, readFlag, readName, readObjects } from "./fields";
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

/** Reads the active waypoints in their order, without their conditions. */
export function readWaypoints(value: unknown, omit: Omit): ActiveWaypoint[] {
  return readObjects<Waypoint>(value, "waypoints")
    .flatMap(([waypoint, path], index): ActiveWaypoint[] => {
      const { description, isActive, conditions } = waypoint;
      if (!readFlag(isActive, `${path}.isActive`, true)) {
        omit(path, "The waypoint is inactive.");
        return [];
      }
      const count = waypoint.count ?? 1;
      if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 1) {
        return refuseAt(`${path}.count`, "a whole number of 1 or more", count);
      }
      const order = waypoint.order ?? index;
      if (typeof order !== "number") return refuseAt(`${path}.order`, "a number", order);
      const name = readName(description, `${path}.description`, `Waypoint ${index + 1}`, omit);
      const carriedOver = ["description", "isActive", "conditions", "count", "order"] as const;
      omitOthers<Waypoint>(waypoint, carriedOver, `${path}.`, omit);
      return [{ path, name, count, order, conditions }];
    })
    .toSorted((one, other) => one.order - other.order);
}

/** The most events that a state of Segment waits for. */
const MOST_EVENTS = 9;
/** In characters. A condition is sent once for each count. */
const MOST_CONDITION = 100_000;

/**
 * Reads the conditions of a waypoint.
 * @param isEntry people enter by this waypoint, which needs exactly one event.
 * @param findEvent returns the event of a verb.
 */
export function readAwaitedEvents(
  { path, conditions, count }: ActiveWaypoint,
  isEntry: boolean,
  findEvent: (verb: string, path: string) => string,
  omit: Omit,
): AwaitedEvents {
  const place = `${path}.conditions`;
  const expected = "a query, as JSON text or as an object";
  const query = fromJson(conditions, named(JOURNEY_LABEL, place), expected);
  const selected = readQuery(query, place, omit);
  const names = new Set(selected.verbs.map((verb) => findEvent(verb, place)));
  if (names.size > (isEntry ? 1 : MOST_EVENTS)) {
    const most = isEntry ? "one event, by which people enter" : `at most ${MOST_EVENTS} events`;
    refuseAt(place, most, query, String(names.size));
  }
  const selections = [...names].map((name) => events(name, selected.conditions));
  const expressions = 1 + selected.comparisons;
  if (expressions > MOST_EXPRESSIONS || selections.some(({ length }) => length > MOST_CONDITION)) {
    refuseAt(
      place,
      `less than ${MOST_EXPRESSIONS} comparisons and ${MOST_CONDITION} characters`,
      query,
      "more",
    );
  }
  return { count, selections, expressions: expressions * names.size };
}
