import { canonicalJson } from "../values/canonicalJson";
import { describeValue } from "../values/inputError";
import { toJson } from "../values/json";
import { illFormedIn } from "../values/wellFormed";
import { LIBRARY, TRACKING_LIMITS, type TrackingEvent } from "./event";
import { createMessageIds, type MessageIdScope } from "./messageId";
import type { PlanCheck, Violation } from "./planCheck";
import { type EventDefaults, type EventDraft, type EventProblem, readEvent } from "./readEvent";

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
}

/** An event that is ready to be sent. */
export interface PreparedEvent {
  /** The place in the list of the step, from 0. */
  index: number;
  messageId: string;
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

const HALF_PAIR = "\\ud";

/** Describes violations, for the error or the reason of one event. */
export const describeViolations = (violations: readonly Violation[]): string =>
  violations
    .map(({ path, rule, problem }) => `${path || "the event"}: ${problem} (${rule})`)
    .join("; ");

/**
 * Creates a function that makes the events of one step ready to be sent, in their order. It reads and
 * checks an event, gives it its message ID, and holds it against the tracking plan. The time is linear
 * in the size of the events.
 * @param raws all events of the step.
 */
export function createPreparation(raws: readonly unknown[], options: PrepareOptions) {
  const messageIdOf = createMessageIds(options);
  const firstIndex = new Map<string, number>();

  function identify(raw: unknown, draft: EventDraft, index: number): string | EventProblem {
    if (draft.messageId !== undefined) return draft.messageId;
    if (options.by === "content" && draft.timestamp === undefined) {
      return {
        path: "timestamp",
        expected: "a date and time, since events are deduplicated by content",
        came: "nothing",
      };
    }
    if (options.by !== "key") return messageIdOf(draft, index);
    const value = options.keyOf(raw as Record<string, unknown>);
    const isKey = (typeof value === "string" && value.trim() !== "") || Number.isSafeInteger(value);
    if (isKey) return messageIdOf(draft, index, String(value));
    return {
      path: options.keyPath,
      expected: "the text or whole number by which the event is deduplicated",
      came: describeValue(value, false),
    };
  }

  const contentAt = (index: number): string => {
    const read = readEvent(raws[index], options);
    return "draft" in read ? canonicalJson(read.draft) : "";
  };

  return (index: number): Preparation => {
    const none = { violations: [], unplanned: false };
    const raw = raws[index];
    const read = readEvent(raw, options);
    if ("problem" in read) return { ...none, problem: read.problem };
    const { draft } = read;
    const messageId = identify(raw, draft, index);
    if (typeof messageId !== "string") return { ...none, problem: messageId };
    const earlier = firstIndex.get(messageId);
    if (earlier !== undefined) {
      if (contentAt(earlier) === canonicalJson(draft)) return { ...none, repeats: earlier };
      return {
        ...none,
        problem: {
          path: "",
          expected: "a message ID of its own",
          came: `the one of event ${earlier}`,
        },
      };
    }
    firstIndex.set(messageId, index);
    const event = completeEvent(draft, messageId, options.startedAt);
    const json = toJson(event);
    const bytes = Buffer.byteLength(json);
    const problem = findUnsendable(event, json, bytes);
    if (problem) return { ...none, problem };
    const prepared = { index, messageId, json, bytes };
    const violations = options.check?.violations(event) ?? [];
    return { violations, unplanned: options.check?.isUnplanned(event) ?? false, prepared, event };
  };
}

function completeEvent(draft: EventDraft, messageId: string, startedAt: string): TrackingEvent {
  const context = { library: LIBRARY, ...draft.context };
  return { ...draft, messageId, timestamp: draft.timestamp ?? startedAt, context };
}

function findUnsendable(
  event: TrackingEvent,
  json: string,
  bytes: number,
): EventProblem | undefined {
  const most = TRACKING_LIMITS.eventBytes;
  if (bytes > most) {
    return { path: "", expected: `an event of at most ${most} bytes`, came: `one of ${bytes}` };
  }
  // JSON writes half of a surrogate pair as an escape, and escapes a backslash of the text.
  const path = json.includes(HALF_PAIR) ? illFormedIn(event, "") : undefined;
  return path === undefined
    ? undefined
    : { path: path.slice(1), expected: "well-formed Unicode", came: "half of a surrogate pair" };
}
