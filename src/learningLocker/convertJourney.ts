import type { Models } from "../contract/models";
import { eventFinder } from "./eventNames";
import { omitOthers, readFlag, readText, toName } from "./fields";
import type { LearningLockerJourney, Unchecked } from "./model";
import { type Omission, type Omit, refuseAt } from "./notes";
import { readCallbacks } from "./outcomes";
import { all, either, MOST_EXPRESSIONS } from "./queryLanguage";
import { countStates, toStates, type Webhook } from "./states";
import { type AwaitedEvents, readAwaitedEvents, readWaypoints } from "./waypoints";

/** A journey of Segment, by the keys of the inputs of Create Journey, and the notes about it. */
export interface ConvertedJourney {
  name: string;
  description: string;
  initialState: string;
  entryRules: Models["EntryRules"];
  exitRules: Models["ExitRulesConfig"];
  states: Models["JourneyState"][];
  /**
   * The query of an audience: profiles that completed the journey in any order. Null if the order
   * matters, or if the query language cannot express it exactly.
   */
  audienceQuery: string | null;
  notCarriedOver: Omission[];
}

/** The part of a conversion that is not in the journey. */
export interface ConversionSettings {
  /** Events by the IRIs of their verbs. */
  eventNames: Readonly<Record<string, unknown>>;
  /** The longest wait for an event, such as `182d`. */
  longestWait: string;
  /** Without it, callbacks are not carried over. */
  webhook?: Webhook;
}

/** Segment's limit: https://www.twilio.com/docs/segment/engage/journeys/v2/limits */
const MOST_STATES = 50;

/** Writes the query of the audience; null if the language cannot express it exactly. */
function toAudienceQuery(waypoints: readonly AwaitedEvents[]): string | null {
  // The language cannot add the counts of several events.
  const isSum = waypoints.some(({ count, selections }) => count > 1 && selections.length > 1);
  const expressions = waypoints.reduce((sum, waypoint) => sum + waypoint.expressions, 0);
  if (isSum || expressions > MOST_EXPRESSIONS) return null;
  return all(
    waypoints.map(({ count, selections }) =>
      either(selections.map((selection) => `${selection}.count() >= ${count}`)),
    ),
  );
}

/**
 * Converts a journey of Learning Locker into the inputs of Create Journey. Every field is carried over
 * or listed in `notCarriedOver`.
 * @throws an input error with the path of a part that Segment's journeys do not have.
 */
export function convertJourney(
  journey: Unchecked<LearningLockerJourney>,
  { eventNames, longestWait, webhook }: ConversionSettings,
): ConvertedJourney {
  const notCarriedOver: Omission[] = [];
  const omit: Omit = (path, why) => notCarriedOver.push({ path, why });

  const description = readText(journey.description, "description");
  const carriedOver: (keyof LearningLockerJourney)[] = [
    "description",
    "waypoints",
    "outcomes",
    "isSequential",
    "isRepeatable",
  ];
  omitOthers(journey, carriedOver, "", omit);
  omit("waypoints", "Past statements do not count.");
  const active = readWaypoints(journey.waypoints, omit);
  const callbacks = readCallbacks(journey.outcomes, webhook !== undefined, omit);

  const waits = active.reduce((sum, { count }) => sum + count, 0);
  if (waits === 0) refuseAt("waypoints", "an active waypoint", undefined, "none");
  const size = countStates(waits, callbacks.length);
  if (size > MOST_STATES) {
    refuseAt("waypoints", `counts that need at most ${MOST_STATES} states`, undefined, `${size}`);
  }
  const findEvent = eventFinder(eventNames, omit);
  const waypoints = active.map((waypoint, index) => ({
    ...waypoint,
    ...readAwaitedEvents(waypoint, index === 0, findEvent, omit),
  }));

  let audienceQuery: string | null = null;
  if (!readFlag(journey.isSequential, "isSequential")) {
    audienceQuery = toAudienceQuery(waypoints);
    omit("isSequential", "The journey keeps the order.");
  }
  const states = toStates(waypoints, callbacks, longestWait, webhook);
  return {
    name: toName(description),
    description,
    initialState: states[0]?.key.id ?? "",
    entryRules: {
      type: readFlag(journey.isRepeatable, "isRepeatable") ? "RE_ENTRY_AFTER_EXIT" : "ONCE",
    },
    exitRules: { enabled: false, rules: [] },
    states,
    audienceQuery,
    notCarriedOver,
  };
}
