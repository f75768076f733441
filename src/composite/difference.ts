import { present } from "../http/request";
import { isSameJson } from "../values/json";
import { isRecord, ownValue } from "../values/record";

/** Whether two values are the same once sent: see {@link isSameJson}. */
export const isSame = isSameJson;

/**
 * The values to send so that an object becomes what is wanted: those that are set and differ. Of an
 * object such as settings only its differing entries are sent. A secret always differs from the mask
 * that Segment shows in its place, so it is always sent, and the mask itself never is.
 */
export function changesTo(
  current: Record<string, unknown>,
  wanted: Record<string, unknown>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(present(wanted))) {
    const now = ownValue(current, name);
    if (isRecord(value) && isRecord(now)) {
      const differing = Object.entries(value).filter(
        ([key, entry]) => !isSame(ownValue(now, key), entry),
      );
      if (differing.length > 0) changes[name] = Object.fromEntries(differing);
    } else if (!isSame(now, value)) {
      changes[name] = value;
    }
  }
  return changes;
}
