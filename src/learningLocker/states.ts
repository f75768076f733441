import type { Models } from "../contract/models";
import { toName } from "./fields";
import type { Callback } from "./outcomes";
import { all } from "./queryLanguage";
import { type ActiveWaypoint, type AwaitedEvents, roundOf } from "./waypoints";

type State = Models["JourneyState"];

/** A webhook destination of Segment, and its action that sends a request. */
export interface Webhook {
  destinationId: string;
  actionId: string;
}

const COMPLETED = "completed";
const EXPIRED = "expired";

/** The number of states that {@link toStates} returns. */
export const countStates = (waits: number, callbacks: number): number =>
  waits + callbacks + (waits > 1 ? 2 : 1);

/** Makes a state that waits for an event, or for the longest wait. The entry has no longest wait. */
function toWait(
  key: State["key"],
  selections: readonly string[],
  next: string,
  longestWait?: string,
): State {
  const conditions = selections.map((selection) => `${selection}.count() = 1`);
  if (longestWait === undefined) {
    return { type: "EVENT_ENTRY", key, condition: all(conditions), transitions: [{ next }] };
  }
  return {
    type: "EVENT_SPLIT",
    key,
    transitions: [
      ...conditions.map((condition) => ({ type: "CONDITION" as const, condition, next })),
      { type: "TIMEOUT", duration: longestWait, next: EXPIRED },
    ],
  };
}

/** Makes a state that calls a URL with all data of the journey. */
const toCall = (
  key: State["key"],
  { name, url }: Callback,
  webhook: Webhook,
  next: string,
): State => ({
  type: "DESTINATION",
  key,
  destinations: [
    {
      destinationId: webhook.destinationId,
      activations: [
        {
          eventName: toName(name),
          actionDefinition: {
            actionId: webhook.actionId,
            mappings: { url, method: "POST", data: { "@path": "$." } },
          },
        },
      ],
    },
  ],
  transitions: [{ next }],
});

/**
 * Makes the states of a journey: a wait for each event of each waypoint, the callbacks one after the
 * other, and the exits.
 */
export function toStates(
  waypoints: readonly (ActiveWaypoint & AwaitedEvents)[],
  callbacks: readonly Callback[],
  longestWait: string,
  webhook: Webhook | undefined,
): State[] {
  const states: State[] = [];
  let next = COMPLETED;
  /** Adds a state above those that exist. It leads to the first of them. */
  const add = (id: string, name: string, toState: (key: State["key"]) => State): void => {
    states.unshift(toState({ id, name }));
    next = id;
  };
  add(COMPLETED, "Completed", (key) => ({ type: "EXIT", key }));
  for (const [index, callback] of [...callbacks.entries()].toReversed()) {
    if (!webhook) break;
    const toState = (key: State["key"]) => toCall(key, callback, webhook, next);
    add(`outcome-${index + 1}`, toName(callback.name), toState);
  }
  for (const [index, { name, count, selections }] of [...waypoints.entries()].toReversed()) {
    for (let round = count; round > 0; round -= 1) {
      const limit = index + round > 1 ? longestWait : undefined;
      const toState = (key: State["key"]) => toWait(key, selections, next, limit);
      add(`waypoint-${index + 1}-${round}`, toName(name, roundOf(round, count)), toState);
    }
  }
  if (states.some(({ type }) => type === "EVENT_SPLIT")) {
    states.push({ type: "EXIT", key: { id: EXPIRED, name: "Expired" } });
  }
  return states;
}
