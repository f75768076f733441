import { omitUndefined } from "../http/request";
import { isSameJson } from "../values/json";
import { isRecord, ownValue } from "../values/record";

/** Removes the properties that are null, at any depth. A list keeps its nulls. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutNulls(inner)]));
}

/**
 * Returns true if two values are the same once sent: see {@link isSameJson}. A null value equals an
 * absent one, but a null inside a value counts, as in a JSON schema.
 */
export const isSame = (one: unknown, other: unknown): boolean =>
  isSameJson(one ?? null, other ?? null);

const differs = (now: unknown, wanted: unknown): boolean =>
  !isSame(withoutNulls(now), withoutNulls(wanted));

/**
 * Returns the values to send to bring an object to the wanted state: those that are set and differ. Of
 * an object such as settings, only the differing entries are returned; null equals absent at any depth.
 * A secret always differs from its mask in Segment's response, so it is always sent. The mask never is.
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
