import type { SentEvent } from "./events";
import { parseTime } from "./times";

/** The maximum length of a messageId, in characters. */
const MAX_MESSAGE_ID = 100;
/** The maximum number of values in the properties and traits of an event, at every level. */
const MAX_PROPERTIES = 10_000;

const TIMES = ["timestamp", "originalTimestamp", "sentAt"];

/** Returns the reason why a type of events is dropped. */
type TypeCheck = (event: SentEvent) => string | undefined;

const anyUser: TypeCheck = ({ userId, anonymousId }) =>
  isAbsent(userId) && isAbsent(anonymousId) ? "no userId or anonymousId" : undefined;

const TYPES = new Map<unknown, TypeCheck>([
  ["track", (event) => anyUser(event) ?? required(event, "event")],
  ["identify", anyUser],
  ["page", anyUser],
  ["screen", anyUser],
  ["group", (event) => anyUser(event) ?? required(event, "groupId")],
  ["alias", (event) => required(event, "userId") ?? required(event, "previousId")],
]);

/** The types of events, each with an endpoint of its own. */
export const EVENT_TYPES = [...TYPES.keys()] as string[];

/** Returns the reason why Segment drops an event, or undefined. */
export function findDefect(event: unknown): string | undefined {
  if (!isObject(event)) return "the event is not an object";
  const checkType = TYPES.get(event.type);
  if (checkType === undefined) return "unknown type";
  return (
    checkMessageId(event) ??
    optional(event, "userId") ??
    optional(event, "anonymousId") ??
    checkType(event) ??
    checkTimes(event) ??
    checkProperties(event)
  );
}

/** Returns true for a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function checkMessageId(event: SentEvent): string | undefined {
  const { messageId } = event;
  if (typeof messageId === "string" && messageId.length > MAX_MESSAGE_ID) {
    return `messageId has more than ${MAX_MESSAGE_ID} characters`;
  }
  return optional(event, "messageId");
}

function checkTimes(event: SentEvent): string | undefined {
  const wrong = TIMES.find(
    (name) => !isAbsent(event[name]) && parseTime(event[name]) === undefined,
  );
  return wrong && `${wrong} is not an ISO 8601 time with a zone`;
}

function checkProperties({ properties, traits }: SentEvent): string | undefined {
  const count = countValues(properties) + countValues(traits);
  return count > MAX_PROPERTIES ? `more than ${MAX_PROPERTIES} properties` : undefined;
}

function countValues(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, one) => sum + 1 + countValues(one), 0);
}

function required(event: SentEvent, name: string): string | undefined {
  return isAbsent(event[name]) ? `no ${name}` : optional(event, name);
}

function optional(event: SentEvent, name: string): string | undefined {
  const value = event[name];
  if (isAbsent(value)) return undefined;
  if (typeof value !== "string") return `${name} is not text`;
  return value.trim() === "" ? `${name} is blank` : undefined;
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
