import { isExact } from "../values/exactNumber";
import { isRecord } from "../values/record";

/** The facts about a value that decide how it becomes JSON. */
export interface Survey {
  /** The values in it, at every level. Shared parts and holes of lists count each time. */
  count: number;
  /** True for plain data, which JSON writes as it is. Dates, bytes and other instances are not. */
  isPlain: boolean;
  /** True if an exact number is in it. */
  hasExact: boolean;
}

/**
 * Looks at every part of a value once.
 * @param most the count beyond which the rest is not looked at.
 */
export function survey(value: unknown, most = Number.POSITIVE_INFINITY): Survey {
  const found = { count: 0, isPlain: true, hasExact: false };
  const rest: object[] = [];
  const visit = (inner: unknown) => {
    if (typeof inner === "object" && inner !== null) rest.push(inner);
  };
  visit(value);
  for (let one = rest.pop(); one && found.count <= most; one = rest.pop()) {
    if (Array.isArray(one)) {
      found.count += one.length;
      if (found.count <= most) one.forEach(visit);
    } else if (isRecord(one)) {
      const names = Object.keys(one);
      found.count += names.length;
      for (const name of names) visit(one[name]);
    } else if (isExact(one)) {
      found.hasExact = true;
      continue;
    } else {
      found.isPlain = false;
    }
    if ("toJSON" in one) found.isPlain = false;
  }
  return found;
}
