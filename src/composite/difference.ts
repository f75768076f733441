import { omitUndefined } from "../http/request";
import { isSameJson } from "../values/json";
import { isRecord, ownValue } from "../values/record";

/** Without the properties that are null, at any depth; a list keeps its nulls. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutNulls(inner)]));
}

/**
 * Whether two values are the same once sent: see {@link isSameJson}. A value that is null is the same
 * as none, but a null inside it is a value, as in a JSON schema.
 */
export const isSame = (one: unknown, other: unknown): boolean =>
  isSameJson(one ?? null, other ?? null);

const differs = (now: unknown, wanted: unknown): boolean =>
  !isSame(withoutNulls(now), withoutNulls(wanted));

/**
 * The values to send so that an object becomes what is wanted: those that are set and differ. Of an
 * object such as settings only its differing entries are sent, and null is the same as absent at any
 * depth. A secret always differs from the mask
 * that Segment shows in its place, so it is always sent, and the mask itself never is.
 */
export function findChanges(
  current: Record<string, unknown>,
  wanted: Record<string, unknown>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(omitUndefined(wanted))) {
    const now = ownValue(current, name);
    if (isRecord(value) && isRecord(now)) {
      const differing = Object.entries(value).filter(([key, entry]) =>
        differs(ownValue(now, key), entry),
      );
      if (differing.length > 0) changes[name] = Object.fromEntries(differing);
    } else if (differs(now, value)) {
      changes[name] = value;
    }
  }
  return changes;
}
