const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}[\d:.]*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Reads an ISO 8601 time of a response, as milliseconds since 1970; UTC if it has no zone.
 * @returns NaN for anything else, so that every comparison with it is false.
 */
export function readTime(value: unknown): number {
  const [text, time, zone] = (typeof value === "string" && ISO.exec(value.trim())) || [];
  if (text === undefined) return Number.NaN;
  return Date.parse(time !== undefined && zone === undefined ? `${text}Z` : text);
}

/** False for NaN, and for placeholders of a missing time: 0001-01-01 and 1970-01-01. */
export const isSetTime = (time: number): boolean => time > 0;
