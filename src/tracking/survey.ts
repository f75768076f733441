import { isExact } from "../values/exactNumber";
import { isRecord } from "../values/record";

/** The facts about a value that decide how it becomes JSON. */
export interface Survey {
  /** True for plain data, which JSON writes as it is. Dates, bytes and other instances are not. */
  isPlain: boolean;
  /** True if an exact number is in it. */
  hasExact: boolean;
}

/**
 * Looks at every value once, at every level. Shared parts and holes of lists count each time.
 * @param most the values beyond which the rest is not looked at.
 * @returns undefined for more values than `most`.
 */
export function survey(value: object, most: number): Survey | undefined {
  const found: Survey = { isPlain: true, hasExact: false };
  const rest: object[] = [value];
  let count = 0;
  for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
    const values: unknown = Array.isArray(one) || !isRecord(one) ? one : Object.values(one);
    if (!Array.isArray(values)) {
      if (isExact(one)) found.hasExact = true;
      else found.isPlain = false;
      continue;
    }
    if ("toJSON" in one) found.isPlain = false;
    count += values.length;
    if (count > most) return undefined;
    for (const inner of values) if (typeof inner === "object" && inner !== null) rest.push(inner);
  }
  return found;
}
