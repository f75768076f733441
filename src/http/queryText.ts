import { isRecord } from "../values/record";

/** Encodes a name or a value, except the characters that axios leaves as they are in a query. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(?:24|2C|3A)/g, decodeURIComponent)
    .replaceAll("%20", "+");

/**
 * Returns the values inside a list or an object with their names in a query, such as `filter[since]` and
 * `ids[0]`, or a plain value with its own. Undefined and null are left out.
 */
export function namedValues(name: string, value: unknown): [name: string, value: unknown][] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) && !isRecord(value)) return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => namedValues(`${name}[${key}]`, inner));
}

function parameter([name, value]: readonly [string, unknown]): string {
  const text = value instanceof Date ? value.toISOString() : String(value);
  return `${encoded(name)}=${encoded(text)}`;
}

/**
 * Writes a query in the style of Segment's own SDKs: lists as `key[0]=`, objects as `key[name]=`. Undefined
 * and null are left out.
 */
export const queryText = (query: Readonly<Record<string, unknown>> | URLSearchParams): string =>
  query instanceof URLSearchParams
    ? query.toString()
    : Object.entries(query)
        .flatMap((entry) => namedValues(...entry))
        .map(parameter)
        .join("&");
