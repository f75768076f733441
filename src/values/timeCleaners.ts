import { type Cleaner, isBlank } from "./cleaner";
import { refuse } from "./inputError";

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Returns false for a day such as February 30, which Date reads as a day in March. */
function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/** Returns text without outer spaces, a JavaScript date in ISO 8601, and "" for anything else. */
export function timeText(raw: unknown): string {
  if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? "" : raw.toISOString();
  return typeof raw === "string" ? raw.trim() : "";
}

/** Returns the text if it is an RFC 3339 date and time with an offset, otherwise undefined. */
export function toTime(text: string): string | undefined {
  const date = ISO_TIME.exec(text)?.[1];
  const isTime = date !== undefined && isDay(date) && !Number.isNaN(Date.parse(text));
  return isTime ? text : undefined;
}

/** Accepts an RFC 3339 date and time with an offset, or a JavaScript date. */
export const asTime: Cleaner<string> = (raw, label) =>
  isBlank(raw)
    ? undefined
    : (toTime(timeText(raw)) ?? refuse(raw, label, "a date and time such as 2026-01-31T08:00:00Z"));

/** Accepts an RFC 3339 date, or a JavaScript date, which gives its day in UTC. */
export const asDate: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const text = raw instanceof Date ? timeText(raw).slice(0, 10) : timeText(raw);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)) return text;
  return refuse(raw, label, "a date such as 2026-01-31");
};
