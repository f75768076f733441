import { namedValues } from "../http/queryText";
import { isExact } from "../values/exactNumber";
import { describeValue, inputError } from "../values/inputError";
import type { Pair } from "../values/pairCleaners";

/** Refuses half of a surrogate pair: in an address it would become another character. */
function refuseIllFormed([name, text]: readonly [string, string], label: string): void {
  const place = name.isWellFormed() ? name : "every key";
  if (!`${name}=${text}`.isWellFormed()) {
    throw inputError(label, `well-formed Unicode for ${place}`, "half of a surrogate pair");
  }
}

function textOf(name: string, value: unknown, label: string): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (isExact(value)) return value.digits;
  if (typeof value === "object" || typeof value === "function" || typeof value === "symbol") {
    throw inputError(label, `text, a list or an object for ${name}`, describeValue(value));
  }
  return String(value);
}

/**
 * Builds the query of a raw request. Lists and objects are written as the Public API takes them, as
 * `key[0]=` and `key[name]=`, and dates in ISO 8601. A key may be repeated.
 * @throws an input error for a value that a query cannot hold, and for ill-formed Unicode.
 */
export function toRawQuery(pairs: readonly Pair[], label: string): URLSearchParams {
  const params = pairs
    .flatMap(({ key, value }) => namedValues(key, value))
    .map(([name, value]): [string, string] => [name, textOf(name, value, label)]);
  for (const param of params) refuseIllFormed(param, label);
  return new URLSearchParams(params);
}
