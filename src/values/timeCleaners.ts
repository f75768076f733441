import { type Cleaner, isBlank } from "./cleaner";
import { refuse } from "./inputError";

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** False for the 30th of February, which the engine takes for a day in March. */
function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/** Text without outer spaces; a date of JavaScript as ISO 8601 writes it. */
export function timeText(raw: unknown): string {
  if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? "" : raw.toISOString();
  return typeof raw === "string" ? raw.trim() : "";
}

/** An ISO 8601 date and time with its offset, as RFC 3339 writes it, or a date of JavaScript. */
export const asTime: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const text = timeText(raw);
  const date = ISO_TIME.exec(text)?.[1];
  if (date !== undefined && isDay(date) && !Number.isNaN(Date.parse(text))) return text;
  return refuse(raw, label, "a date and time such as 2026-01-31T08:00:00Z");
};

/** A day of the calendar, as RFC 3339 writes it; of a date of JavaScript its day in UTC. */
export const asDate: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const text = raw instanceof Date ? timeText(raw).slice(0, 10) : timeText(raw);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)) return text;
  return refuse(raw, label, "a date such as 2026-01-31");
};
