import { LIMITS } from "../http/limits";
import { EVENT_TYPES } from "../inputs/eventTypes";
import { checked, required, text, toggle, wholeNumber } from "../inputs/fields";
import { compositeAction } from "../kit/compositeAction";
import { type Cleaner, isBlank } from "../values/cleaner";
import { inputError, refuse } from "../values/inputError";
import { fromJson } from "../values/jsonCleaners";
import { isRecord, ownValue } from "../values/record";
import { VIOLATION } from "./eventAction";
import { checkInputs, context, deduplicateBy, integrations, sourceId } from "./inputs";
import { trackEvents } from "./track";

const label = "Send Events";
const EVENTS = "Events";
const DEFAULT_PER_SECOND = 1000;
const MOST_PER_SECOND = 100_000;

/** Accepts a list of events, as a value or as JSON text. A single event is a list of one. */
const asEvents: Cleaner<unknown[]> = (raw, name) => {
  if (isBlank(raw)) return undefined;
  const expected = "a list of events";
  const value = fromJson(raw, name, expected);
  if (Array.isArray(value)) return value;
  return isRecord(value) ? [value] : refuse(value, name, expected, false);
};

const events = required({
  type: "code" as const,
  language: "json" as const,
  ...checked(
    {
      label: EVENTS,
      comments: `The events, any number: a list of objects with type (${EVENT_TYPES.join(", ")}), userId or anonymousId, and the fields of the type. An event can have its own timestamp, context, integrations and messageId.`,
      example:
        '[{"type": "track", "userId": "customer-42", "event": "Order Completed", "properties": {"total": 42.5}}]',
    },
    asEvents,
    "a list of events",
    [],
  ),
});

const keyField = text({
  label: "Key Field",
  comments:
    "The path to the value that identifies an event among those of its type and name, such as properties.orderId. Required if events are deduplicated by Key.",
  example: "properties.orderId",
});

const skipInvalid = toggle({
  label: "Skip Invalid",
  comments:
    "When true, events that Segment would drop are skipped and reported, and the others are sent. When false, such an event fails the step before anything is sent.",
});

const pace = wholeNumber(
  {
    label: "Events per Second",
    comments: `The most events to send per second, on average; 0 for no limit, ${DEFAULT_PER_SECOND} if left empty. Segment takes 1000 a second for a workspace.`,
    default: String(DEFAULT_PER_SECOND),
    example: String(DEFAULT_PER_SECOND),
  },
  0,
  MOST_PER_SECOND,
);

const eventsPerSecond = {
  ...pace,
  clean: (raw: unknown): number => pace.clean(raw) ?? DEFAULT_PER_SECOND,
};

/** Returns the value at a dotted path. */
const valueAt = (event: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>((value, name) => (isRecord(value) ? ownValue(value, name) : undefined), event);

/** Refuses a list that a step has no time to send at the given pace. */
function refuseSlow(count: number, perSecond: number): void {
  const most = perSecond * (LIMITS.longActionMs / 1000);
  if (perSecond === 0 || count <= most) return;
  throw inputError(
    EVENTS,
    `at most ${most} events, which a step has time for at ${perSecond} events per second`,
    `${count}`,
  );
}

/** Sends any number of events of any type. */
export const sendEvents = compositeAction({
  label,
  description: "Send any number of events of any type, in their order.",
  inputs: {
    events,
    sourceId,
    context,
    integrations,
    deduplicateBy,
    keyField,
    skipInvalid,
    eventsPerSecond,
    ...checkInputs,
  },
  longestMs: () => LIMITS.longActionMs,
  async perform(run, values) {
    const { events, keyField: path, eventsPerSecond: perSecond } = values;
    refuseSlow(events.length, perSecond);
    if (values.deduplicateBy === "key" && path === undefined) {
      throw inputError(
        keyField.label,
        "the path of the key, since events are deduplicated by Key",
        "nothing",
      );
    }
    const { first: _first, ...result } = await trackEvents(run, events, values, {
      label,
      nameOf: (index, path = "") => `${EVENTS}[${index}]${path === "" ? "" : `.${path}`}`,
      keyOf: (event) => valueAt(event, path ?? ""),
      keyPath: path ?? "",
      perSecond,
      skipInvalid: values.skipInvalid,
    });
    return result;
  },
  resultSchema: {
    accepted: "n",
    requests: "n",
    bytes: "n",
    messageIds: ["s"],
    skipped: [{ index: "n", reason: "s" }],
    violations: [{ index: "n", ...(VIOLATION as object) }],
    unplanned: "n",
  },
  example: {
    accepted: 1,
    requests: 1,
    bytes: 412,
    messageIds: ["prismatic-mX0kU9m3J1pYyQ2vB7rTzWc5dE8fG4hL6nSaKxVbPqo"],
    skipped: [
      { index: 1, reason: "Events[1].userId: expected a user ID or an anonymous ID, got nothing." },
    ],
    violations: [],
    unplanned: 0,
  },
});
