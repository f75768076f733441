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
  const visit = (inner: unknown) => {
    if (typeof inner === "object" && inner !== null) rest.push(inner);
  };
  for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
    if (Array.isArray(one)) {
      count += one.length;
      if (count > most) return undefined;
      for (const inner of one) visit(inner);
    } else if (isRecord(one)) {
      const names = Object.keys(one);
      count += names.length;
      if (count > most) return undefined;
      for (const name of names) visit(one[name]);
    } else if (isExact(one)) {
      found.hasExact = true;
      continue;
    } else {
      found.isPlain = false;
      continue;
    }
    if ("toJSON" in one) found.isPlain = false;
  }
  return found;
}
