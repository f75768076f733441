import { isRecord } from "../values/record";

/** Encodes a name or a value, except the characters that axios leaves as they are in a query. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(?:24|2C|3A)/g, decodeURIComponent)
    .replaceAll("%20", "+");

function parametersIn(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) || isRecord(value)) {
    return Object.entries(value).flatMap(([key, inner]) => parametersIn(`${name}[${key}]`, inner));
  }
  const text = value instanceof Date ? value.toISOString() : String(value);
  return [`${encoded(name)}=${encoded(text)}`];
}

/**
 * Writes a query in the style of Segment's own SDKs: lists as `key[0]=`, objects as `key[name]=`. Undefined
 * and null are left out.
 */
export const queryText = (query: Readonly<Record<string, unknown>> | URLSearchParams): string =>
  query instanceof URLSearchParams
    ? query.toString()
    : Object.entries(query)
        .flatMap(([name, value]) => parametersIn(name, value))
        .join("&");
