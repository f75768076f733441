import { EVENT_TYPES, type EventType } from "../inputs/eventTypes";
import { isExact, isWhole, writtenForm } from "../values/exactNumber";
import { describeValue } from "../values/inputError";
import { isRecord } from "../values/record";
import { textOf } from "../values/text";
import { timeText, toTime } from "../values/timeCleaners";
import { TRACKING_LIMITS } from "./event";

/** The reason an event cannot be sent. */
export interface EventProblem {
  /** The field, such as `properties`; empty for the event itself. */
  path: string;
  expected: string;
  came: string;
}

/** An event before it has a message ID and, if none was given, a timestamp. Its first field is the context. */
export interface EventDraft {
  type: EventType;
  messageId?: string;
  timestamp?: string;
  context: Record<string, unknown>;
  integrations: Record<string, unknown>;
  [field: string]: unknown;
}

/** The defaults of all events of a step. The fields of an event come first. */
export interface EventDefaults {
  context?: Readonly<Record<string, unknown>>;
  integrations?: Readonly<Record<string, unknown>>;
}

const ID = { expected: "text or a whole number", read: readId };
const TEXT = { expected: "text", read: textOf };
const OBJECT = { expected: "an object", read: readObject };
const INTEGRATIONS = {
  expected: "an object whose values are true, false or objects",
  read: readIntegrations,
};

/** A kind of field: the value that errors ask for, and the function that reads it. */
interface FieldKind {
  expected: string;
  /** Returns undefined for a value of another kind. */
  read(value: unknown): unknown;
}

/** The fields of all types. */
const COMMON: Readonly<Record<string, FieldKind>> = {
  userId: ID,
  anonymousId: ID,
  timestamp: {
    expected: "a date and time since 1970 with a time zone, such as 2026-01-31T08:00:00Z",
    read: readTime,
  },
  context: OBJECT,
  integrations: INTEGRATIONS,
  messageId: {
    expected: `unique text of at most ${TRACKING_LIMITS.messageIdCharacters} characters`,
    read: readMessageId,
  },
};

/** The fields of each type, in the order in which they are sent. */
const FIELDS: Readonly<Record<EventType, Readonly<Record<string, FieldKind>>>> = {
  track: { event: TEXT, properties: OBJECT },
  identify: { traits: OBJECT },
  page: { name: TEXT, category: TEXT, properties: OBJECT },
  screen: { name: TEXT, category: TEXT, properties: OBJECT },
  group: { groupId: ID, traits: OBJECT },
  alias: { previousId: ID },
};

const kindsOf = (type: EventType): ReadonlyMap<string, FieldKind> =>
  new Map(Object.entries({ ...COMMON, ...FIELDS[type] }));

/** The fields that an event of each type can have. */
const KINDS: Readonly<Record<EventType, ReadonlyMap<string, FieldKind>>> = {
  track: kindsOf("track"),
  identify: kindsOf("identify"),
  page: kindsOf("page"),
  screen: kindsOf("screen"),
  group: kindsOf("group"),
  alias: kindsOf("alias"),
};

/** The fields without which Segment drops an event of a type. */
const REQUIRED: Readonly<Partial<Record<EventType, readonly string[]>>> = {
  track: ["event"],
  group: ["groupId"],
  alias: ["previousId", "userId"],
};

/** The fields that Segment or its libraries add. An exported event has them, and they are not sent again. */
export const ADDED_BY_SEGMENT: ReadonlySet<string> = new Set([
  "_metadata",
  "channel",
  "originalTimestamp",
  "projectId",
  "receivedAt",
  "sentAt",
  "version",
  "writeKey",
]);

/** The text that a template or a script makes of a missing value. */
const NO_ID = /^(?:undefined|null|NaN|\[object .*\])$/;

/** Returns an ID as text; undefined for other values and for the text of a missing one. */
export function readId(value: unknown): string | undefined {
  if (typeof value === "string") return NO_ID.test(value.trim()) ? undefined : value;
  const isId = isExact(value) ? isWhole(value) : Number.isSafeInteger(value);
  return isId ? writtenForm(value) : undefined;
}

function readObject(value: unknown): object | undefined {
  return isRecord(value) ? value : undefined;
}

/** Returns integrations with the texts `true` and `false` as booleans: Segment takes any text for true. */
export function readIntegrations(value: unknown): Record<string, unknown> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).map(([name, one]) => [name, readIntegration(one)]);
  return entries.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(entries);
}

function readIntegration(value: unknown): unknown {
  if (typeof value === "boolean" || isRecord(value)) return value;
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  return word === "true" || word === "false" ? word === "true" : undefined;
}

function readTime(value: unknown): string | undefined {
  const text = toTime(timeText(value));
  return text !== undefined && Date.parse(text) >= 0 ? text : undefined;
}

function readMessageId(value: unknown): string | undefined {
  const isShort = typeof value === "string" && value.length <= TRACKING_LIMITS.messageIdCharacters;
  // Someone has sent every such text before, and Segment would drop the event.
  return isShort ? readId(value) : undefined;
}

/** Returns true for a value that says nothing: Segment drops an event with a blank ID. */
const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

function misplaced(name: string, type: EventType): EventProblem {
  if (name === "traits") return { path: name, expected: "traits in context", came: "them here" };
  const place = "traits" in FIELDS[type] ? "traits" : "properties";
  const hint = type === "alias" ? "" : `: put it in ${place}`;
  return { path: name, expected: `only fields of ${type} events`, came: `another one${hint}` };
}

/**
 * Reads one event and checks everything for which Segment would drop it in silence, except for its size.
 * Blank fields are left out, and IDs that are numbers become text.
 * @returns the event, or the first reason it cannot be sent. No reason quotes a text of the event.
 */
export function readEvent(
  raw: unknown,
  defaults: EventDefaults = {},
): { draft: EventDraft } | { problem: EventProblem } {
  if (!isRecord(raw)) {
    return { problem: { path: "", expected: "an event", came: describeValue(raw, false) } };
  }
  const type = EVENT_TYPES.find((one) => one === raw.type);
  if (!type) {
    const came = describeValue(raw.type, false);
    return { problem: { path: "type", expected: `one of ${EVENT_TYPES.join(", ")}`, came } };
  }
  const kinds = KINDS[type];
  // The context is the first field: see completeJson in prepare.ts.
  const draft: EventDraft = { context: {}, type, integrations: {} };
  for (const [name, value] of fieldsOf(raw)) {
    if (name === "type" || ADDED_BY_SEGMENT.has(name) || isBlank(value)) continue;
    const kind = kinds.get(name);
    if (!kind) return { problem: misplaced(name, type) };
    const read = kind.read(value);
    if (read === undefined) {
      return {
        problem: { path: name, expected: kind.expected, came: describeValue(value, false) },
      };
    }
    draft[name] = read;
  }
  const problem = findMissing(draft);
  if (problem) return { problem };
  fillIn(draft, defaults);
  return { draft };
}

/** Returns the fields of an event. An exported event without its timestamp still has the original one. */
function fieldsOf(raw: Readonly<Record<string, unknown>>): [string, unknown][] {
  const fields = Object.entries(raw);
  if (!isBlank(raw.timestamp) || isBlank(raw.originalTimestamp)) return fields;
  return [...fields, ["timestamp", raw.originalTimestamp]];
}

function findMissing(draft: EventDraft): EventProblem | undefined {
  const { type, userId, anonymousId } = draft;
  const missing = REQUIRED[type]?.find((name) => draft[name] === undefined);
  if (missing !== undefined) {
    const { expected } = KINDS[type].get(missing) as FieldKind;
    return { path: missing, expected, came: "nothing" };
  }
  if (userId !== undefined || anonymousId !== undefined) return undefined;
  return { path: "userId", expected: "a user ID or an anonymous ID", came: "nothing" };
}

/** Adds the fields that every event of the type has, and the defaults. */
function fillIn(draft: EventDraft, defaults: EventDefaults): void {
  const { type } = draft;
  if ("properties" in FIELDS[type]) draft.properties ??= {};
  if ("traits" in FIELDS[type]) draft.traits ??= {};
  // Segment's libraries repeat the category of a page, and not that of a screen.
  if (type === "page" && draft.category !== undefined) {
    draft.properties = { ...(draft.properties as object), category: draft.category };
  }
  draft.context = { ...defaults.context, ...draft.context };
  draft.integrations = { ...defaults.integrations, ...draft.integrations };
}
