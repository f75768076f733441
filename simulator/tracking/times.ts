const ISO = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/**
 * Returns an ISO 8601 time with a zone in milliseconds since 1970. Returns undefined for other texts,
 * days that do not exist, and times before 1970.
 */
export function parseTime(text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  const [, year, month, day] = ISO.exec(text) ?? [];
  if (day === undefined) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day))
    return undefined;
  const time = Date.parse(text);
  return time >= 0 ? time : undefined;
}

/**
 * Returns the time of an event: that of its sender's clock, moved by the difference between the clocks if
 * the sender says when it sent the event. All times are in milliseconds since 1970.
 */
export function eventTime(
  receivedAt: number,
  originalTimestamp: number,
  sentAt: number | undefined,
): number {
  return sentAt === undefined ? originalTimestamp : receivedAt - (sentAt - originalTimestamp);
}
