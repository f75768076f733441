import { isDeepStrictEqual } from "node:util";
import { present } from "../http/request";
import { isRecord } from "../inputs/clean";

/** As it goes out: without undefined, and whatever class or realm it came from. */
const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify({ value: value ?? null }));

/** Without the properties that are null, at any depth; a list keeps its nulls. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutNulls(inner)]));
}

/**
 * Whether two values are the same once sent; the order of keys is nothing. A value that is null is
 * the same as none, but a null inside it is a value, as in a JSON schema.
 */
export const isSame = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(asSent(one), asSent(other));

const differs = (now: unknown, wanted: unknown): boolean =>
  !isSame(withoutNulls(now), withoutNulls(wanted));

/**
 * The values to send so that an object becomes what is wanted: those that are set and differ. Of an
 * object such as settings only its differing entries are sent, and null is the same as absent at any
 * depth. A secret always differs from the mask
 * that Segment shows in its place, so it is always sent, and the mask itself never is.
 */
export function changesTo(
  current: Record<string, unknown>,
  wanted: Record<string, unknown>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(present(wanted))) {
    const now = current[name];
    if (isRecord(value) && isRecord(now)) {
      const differing = Object.entries(value).filter(([key, entry]) => differs(now[key], entry));
      if (differing.length > 0) changes[name] = Object.fromEntries(differing);
    } else if (differs(now, value)) {
      changes[name] = value;
    }
  }
  return changes;
}
