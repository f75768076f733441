import type { Models } from "../contract/models";
import { toName } from "./fields";
import type { Callback } from "./outcomes";
import { all } from "./queryLanguage";
import type { ActiveWaypoint, AwaitedEvents } from "./waypoints";

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
  const links: { id: string; link(next: string): State }[] = [];
  for (const [index, { name, count, selections }] of waypoints.entries()) {
    for (let round = 1; round <= count; round += 1) {
      const id = `waypoint-${index + 1}-${round}`;
      const key = { id, name: toName(name, count > 1 ? ` (${round} of ${count})` : "") };
      const limit = links.length === 0 ? undefined : longestWait;
      links.push({ id, link: (next) => toWait(key, selections, next, limit) });
    }
  }
  const hasWaits = links.length > 1;
  for (const [index, callback] of callbacks.entries()) {
    const id = `outcome-${index + 1}`;
    const key = { id, name: toName(callback.name) };
    if (webhook) links.push({ id, link: (next) => toCall(key, callback, webhook, next) });
  }
  return [
    ...links.map(({ link }, index) => link(links[index + 1]?.id ?? COMPLETED)),
    { type: "EXIT", key: { id: COMPLETED, name: "Completed" } },
    ...(hasWaits ? [{ type: "EXIT" as const, key: { id: EXPIRED, name: "Expired" } }] : []),
  ];
}
