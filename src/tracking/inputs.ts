import { checked, choice, id, keyValues, text, time } from "../inputs/fields";
import { type Cleaner, isBlank } from "../values/cleaner";
import { describeValue, inputError, refuse } from "../values/inputError";
import { TRACKING_LIMITS } from "./event";
import { readId, readIntegrations } from "./readEvent";

export const sourceId = id({
  label: "Source ID",
  comments: "The source that receives the events. If left empty, Write Key is required.",
  example: "qQEHquLrjRDN9j1ByrChyn",
  dataSource: "sources",
});

/** Visible ASCII without the colon, which ends the name in basic authorization. */
const WRITE_KEY = /^[\x21-\x39\x3b-\x7e]{1,100}$/;

/** Accepts text that can be a write key. Segment would drop the events of any other in silence. */
const asWriteKey: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const text = typeof raw === "string" ? raw.trim() : "";
  if (WRITE_KEY.test(text) && readId(text) !== undefined) return text;
  const came = typeof raw === "number" ? "a number" : describeValue(raw, false);
  throw inputError(label, "a write key: text without spaces or colons", came);
};

export const writeKey = {
  type: "password" as const,
  ...checked(
    {
      label: "Write Key",
      comments:
        "The write key of the source, for an API key that cannot read it. If left empty, it is read from the source once per run. Without Source ID a wrong key cannot be noticed: Segment accepts its events and drops them.",
      placeholder: "3YdEudTwjouyC5WPjpbTik",
    },
    asWriteKey,
    "a write key",
  ),
};

export const context = keyValues({
  label: "Context",
  comments:
    "Information around the event, such as ip, locale or campaign: keys and values, an object, or JSON. Values that are typed in are sent as text.",
  example: "locale: en-US",
});

const destinations = keyValues({
  label: "Integrations",
  comments:
    "The destinations that receive the event, by their exact name: true, false, or options. All stands for those that are not named. If left empty, all receive it.",
  example: "All: true",
});

/** The destinations of an event. A row of the designer gives `true` and `false` as text. */
export const integrations = {
  ...destinations,
  clean: (raw: unknown) => {
    const given = destinations.clean(raw);
    if (given === undefined) return undefined;
    const read = readIntegrations(given);
    return read ?? refuse(given, destinations.label, "true, false or an object for every name");
  },
};

export const timestamp = time({
  label: "Timestamp",
  comments:
    "The time of the event, in ISO 8601 with a time zone. If left empty, the time at which the step began.",
  example: "2026-01-31T08:00:00Z",
});

export const messageId = text(
  {
    label: "Message ID",
    comments: `A unique ID of the event, up to ${TRACKING_LIMITS.messageIdCharacters} characters, in place of Deduplicate By. Segment drops an event whose message ID it received in the last 24 hours, from any source.`,
    example: "order-10042-completed",
  },
  TRACKING_LIMITS.messageIdCharacters,
);

const deduplication = choice(
  {
    label: "Deduplicate By",
    comments:
      "The part of an event that makes it the same event. Run protects from duplicates if a request or the step is retried within one execution; a replay, a retry or another run of the flow is a new execution and sends the event again. Key protects from them in every run, as long as one key means one event; a corrected event with the same key is dropped. Content protects from them in every run if Timestamp is set; two equal events count as one. Segment remembers events for at least 24 hours.",
    default: "run",
  },
  { run: "Run", key: "Key", content: "Content" },
);

/** The choice of Deduplicate By; `run` if left empty. */
export const deduplicateBy = {
  ...deduplication,
  clean: (raw: unknown) => deduplication.clean(raw) ?? ("run" as const),
};

export const deduplicationKey = text({
  label: "Deduplication Key",
  comments:
    "The value that identifies the event among those of its type and name, such as the ID of an order. Required if events are deduplicated by Key.",
  example: "order-10042",
});

export const trackingPlanId = id({
  label: "Tracking Plan ID",
  comments:
    "The tracking plan that events are checked against before they are sent. If left empty, they are not checked.",
  example: "tp_kR7vNz3XqWm9TcY5LfJ8Bd",
  dataSource: "selectTrackingPlan",
});

const violation = choice(
  {
    label: "On Violation",
    comments:
      "The reaction to an event that violates the tracking plan: fail before anything is sent, skip the event, or send it and report the violation. Events that the plan does not contain are reported and sent.",
    default: "fail",
  },
  { fail: "Fail", skip: "Skip", send: "Send" },
);

/** The choice of On Violation; `fail` if left empty. */
export const onViolation = {
  ...violation,
  clean: (raw: unknown) => violation.clean(raw) ?? ("fail" as const),
};

/** The inputs at the end of every step that sends events. */
export const checkInputs = { trackingPlanId, onViolation, writeKey };
