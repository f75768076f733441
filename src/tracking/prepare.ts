import { canonicalJson } from "../values/canonicalJson";
import { describeValue } from "../values/inputError";
import { parseJson, toJson } from "../values/json";
import { illFormedIn } from "../values/wellFormed";
import { LIBRARY, TRACKING_LIMITS, type TrackingEvent } from "./event";
import { createMessageIds, type MessageIdScope } from "./messageId";
import type { PlanCheck, Violation } from "./planCheck";
import {
  type EventDefaults,
  type EventDraft,
  type EventProblem,
  readEvent,
  readId,
} from "./readEvent";
import { survey } from "./survey";

/** The reaction to an event that violates the tracking plan. */
export type OnViolation = "fail" | "skip" | "send";

/** The rules for all events of a step. */
export interface PrepareOptions extends MessageIdScope, EventDefaults {
  /** The time of events without one, in ISO 8601. */
  startedAt: string;
  /** Returns the value that identifies an event, for Deduplicate By Key. */
  keyOf(event: Readonly<Record<string, unknown>>): unknown;
  /** Names the key in errors. */
  keyPath: string;
  /** Checks events against a tracking plan. */
  check?: PlanCheck;
  onViolation: OnViolation;
}

/** An event that is ready to be sent. */
export interface PreparedEvent {
  /** The place in the list of the step, from 0. */
  index: number;
  messageId: string;
  /** True if the event was given with its message ID, which is then the same in every run. */
  hasOwnId: boolean;
  /** The event as it is sent, and its size. */
  json: string;
  bytes: number;
}

/** The result of preparing one event. */
export interface Preparation {
  /** Absent if the event is not to be sent. */
  event?: TrackingEvent;
  prepared?: PreparedEvent;
  /** The reason the event cannot be sent. */
  problem?: EventProblem;
  /** The place of an earlier event that is the same. This one need not be sent. */
  repeats?: number;
  violations: readonly Violation[];
  /** True if the tracking plan has no rule for the event. */
  unplanned: boolean;
}

/** The most violations of one event that its error or reason describes. */
const MOST_DESCRIBED = 5;
const HALF_PAIR = "\\ud";

/** Describes violations, for the error or the reason of one event. */
export function describeViolations(violations: readonly Violation[]): string {
  const named = violations
    .slice(0, MOST_DESCRIBED)
    .map(({ path, rule, problem }) => `${path || "the event"}: ${problem} (${rule})`);
  const rest = violations.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join("; ");
}

/**
 * Creates a function that makes the events of one step ready to be sent, in their order. It reads and
 * checks an event, gives it its message ID, and holds it against the tracking plan. The time is linear
 * in the size of the events.
 * @param raws all events of the step.
 */
export function createPreparation(raws: readonly unknown[], options: PrepareOptions) {
  const messageIdOf = createMessageIds(options);
  const firstIndex = new Map<string, number>();

  function identify(raw: unknown, { draft, json }: Draft, index: number): string | EventProblem {
    if (draft.messageId !== undefined) return draft.messageId;
    if (options.by === "content" && draft.timestamp === undefined) {
      const expected = "a date and time, since events are deduplicated by content";
      return problemAt("timestamp", expected, "nothing");
    }
    if (options.by !== "key") return messageIdOf({ draft, json, index });
    const value = options.keyOf(raw as Record<string, unknown>);
    const key = readId(value);
    if (key?.trim()) return messageIdOf({ draft, json, index, key });
    const expected = "the text or whole number by which the event is deduplicated";
    return problemAt(options.keyPath, expected, describeValue(value, false));
  }

  /** The content of each event that another one repeats, written once. */
  const repeated = new Map<number, string>();
  const contentAt = (index: number): string => {
    const known = repeated.get(index);
    if (known !== undefined) return known;
    const read = readDraft(raws[index], options);
    const content = "draft" in read ? canonicalJson(read.draft) : "";
    repeated.set(index, content);
    return content;
  };

  return (index: number): Preparation => {
    const none = { violations: [], unplanned: false };
    const raw = raws[index];
    const read = readDraft(raw, options);
    if ("problem" in read) return { ...none, problem: read.problem };
    const { draft } = read;
    const messageId = identify(raw, read, index);
    if (typeof messageId !== "string") return { ...none, problem: messageId };
    const earlier = firstIndex.get(messageId);
    if (earlier !== undefined) {
      if (contentAt(earlier) === canonicalJson(draft)) return { ...none, repeats: earlier };
      const came = `that of Events[${earlier}]`;
      return { ...none, problem: problemAt("", "a message ID of its own", came) };
    }
    const hasOwnId = draft.messageId !== undefined;
    const json = completeJson(read, messageId, options.startedAt);
    const bytes = Buffer.byteLength(json);
    const event = completeEvent(draft, messageId, options.startedAt);
    const problem = findUnsendable(event, json, bytes);
    if (problem) return { ...none, problem };
    const prepared = { index, messageId, hasOwnId, json, bytes };
    const violations = options.check?.violations(event) ?? [];
    // By Run, an ID that the event was not given is its own. An event that is kept back leaves its
    // message ID to a later one.
    const mayRepeat = hasOwnId || options.by !== "run";
    const isSent = violations.length === 0 || options.onViolation === "send";
    if (mayRepeat && isSent) firstIndex.set(messageId, index);
    return { violations, unplanned: options.check?.isUnplanned(event) ?? false, prepared, event };
  };
}

const problemAt = (path: string, expected: string, came: string): EventProblem => ({
  path,
  expected,
  came,
});

const FITTING = `an event of at most ${TRACKING_LIMITS.eventBytes} bytes`;

/** An event as it was read, and its JSON. */
interface Draft {
  draft: EventDraft;
  json: string;
}

/** Reads an event. Dates, bytes and other instances are written once: what is checked is what is sent. */
function readDraft(raw: unknown, defaults: EventDefaults): Draft | { problem: EventProblem } {
  const read = readEvent(raw, defaults);
  if ("problem" in read) return read;
  const { draft } = read;
  // A value takes two bytes or more. An event far beyond its size is not written to be measured.
  const most = TRACKING_LIMITS.eventBytes / 2;
  const { count, isPlain, hasExact } = survey(draft, most);
  if (count > most) return { problem: problemAt("", FITTING, "a larger one") };
  if (isPlain) return { draft, json: toJson(draft, hasExact) };
  try {
    const plain = parseJson(toJson(draft)) as EventDraft;
    return { draft: plain, json: toJson(plain) };
  } catch {
    return { problem: problemAt("", "values of JSON", "an object that cannot be written") };
  }
}

const LIBRARY_JSON = `"library":${JSON.stringify(LIBRARY)}`;
/** The beginning of the JSON of every draft. */
const OPENING = '{"context":{';

/**
 * Makes the JSON of an event from that of its draft, which takes far less time than writing the event
 * again. Missing parts of the draft come before its context, and at the start of its context.
 * @param messageId the ID of a draft without one. Like the time, it needs no escapes.
 */
function completeJson({ draft, json }: Draft, messageId: string, startedAt: string): string {
  const id = draft.messageId === undefined ? `"messageId":"${messageId}",` : "";
  const time = draft.timestamp === undefined ? `"timestamp":"${startedAt}",` : "";
  const rest = json.slice(OPENING.length);
  const comma = rest.startsWith("}") ? "" : ",";
  const library = "library" in draft.context ? "" : LIBRARY_JSON + comma;
  return `{${id}${time}"context":{${library}${rest}`;
}

/** Completes an event in place. A spread of all fields would take longer than its JSON. */
function completeEvent(draft: EventDraft, messageId: string, startedAt: string): TrackingEvent {
  draft.context = { library: LIBRARY, ...draft.context };
  return Object.assign(draft, { messageId, timestamp: draft.timestamp ?? startedAt });
}

function findUnsendable(
  event: TrackingEvent,
  json: string,
  bytes: number,
): EventProblem | undefined {
  if (bytes > TRACKING_LIMITS.eventBytes) {
    return problemAt("", FITTING, `one of ${bytes}`);
  }
  // Each value takes two bytes or more.
  if (bytes > 2 * TRACKING_LIMITS.properties) {
    const count = survey(event.properties).count + survey(event.traits).count;
    if (count > TRACKING_LIMITS.properties) {
      const expected = `at most ${TRACKING_LIMITS.properties} values in properties and traits`;
      return problemAt("", expected, `${count}`);
    }
  }
  // JSON writes half of a surrogate pair as an escape, and escapes a backslash of the text.
  const path = json.includes(HALF_PAIR) ? illFormedIn(event, "") : undefined;
  return path === undefined
    ? undefined
    : problemAt(path.slice(1), "well-formed Unicode", "half of a surrogate pair");
}
