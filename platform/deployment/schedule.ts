import type { Flow } from "../format/integration";

/** A cron schedule that a local run can follow. */
export interface Schedule {
  /** Tells if the minute of a time is one of the schedule's. */
  includes(time: Date): boolean;
}

/** The range of a field, and the names of its values from the first one. */
interface Field {
  from: number;
  to: number;
  names?: readonly string[];
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const DAYS = "sun mon tue wed thu fri sat".split(" ");

const FIELDS: readonly Field[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12, names: MONTHS },
  // 7 is Sunday as well.
  { from: 0, to: 7, names: DAYS },
];

/** Reads a value of a field; undefined if it is none. */
function readValue(text: string, { from, to, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named !== -1) return from + named;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : undefined;
}

/** Reads a part of a field, such as `5`, `1-5` or `*` with `/15`; undefined if it is none. */
function readPart(part: string, field: Field): number[] | undefined {
  const [range = "", step = "1", ...rest] = part.split("/");
  const [first = "", last, ...more] = range.split("-");
  const isAll = range === "*" || range === "?";
  const from = isAll ? field.from : readValue(first, field);
  // A step after one value goes on to the end.
  const open = part.includes("/") ? field.to : from;
  const to = isAll ? field.to : last === undefined ? open : readValue(last, field);
  const by = /^\d{1,2}$/.test(step) ? Number(step) : 0;
  const isWrong = rest.length > 0 || more.length > 0 || by === 0;
  if (isWrong || from === undefined || to === undefined || from > to) return undefined;
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

/** Reads a field: parts with commas between them; undefined if it is none. */
function readField(text: string, field: Field): ReadonlySet<number> | undefined {
  const parts = text.split(",").map((part) => readPart(part, field));
  const values = parts.flatMap((part) => part ?? []);
  return parts.includes(undefined) ? undefined : new Set(values);
}

const isAny = (field: string): boolean => /^[*?]/.test(field);

/** Creates a function that returns minute, hour, day, month and weekday of a time in a time zone. */
function clockIn(timeZone: string): ((time: Date) => number[]) | undefined {
  const parts = ["minute", "hour", "day", "month", "weekday"] as const;
  try {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: timeZone || "UTC",
      hourCycle: "h23",
      minute: "numeric",
      hour: "numeric",
      day: "numeric",
      month: "numeric",
      weekday: "short",
    });
    return (time) => {
      const found = Object.fromEntries(
        format.formatToParts(time).map(({ type, value }) => [type, value]),
      );
      return parts.map((part) =>
        part === "weekday"
          ? DAYS.indexOf(String(found.weekday).toLowerCase())
          : Number(found[part]),
      );
    };
  } catch {
    return undefined;
  }
}

/**
 * Reads a cron schedule of five fields with numbers, names, lists, ranges and steps.
 * @param timeZone such as `Europe/Berlin`; empty means UTC.
 * @returns undefined for any other text, and for an unknown time zone.
 */
export function readSchedule(text: string, timeZone = ""): Schedule | undefined {
  const written = text.trim().split(/\s+/);
  const clock = clockIn(timeZone);
  if (written.length !== FIELDS.length || !clock) return undefined;
  const fields = FIELDS.flatMap((field, index) => readField(written[index] ?? "", field) ?? []);
  const [minutes, hours, days, months, weekdays] = fields;
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  // With a day and a weekday, either is enough.
  const isEither = !isAny(written[2] ?? "") && !isAny(written[4] ?? "");
  return {
    includes: (time) => {
      const [minute = 0, hour = 0, day = 0, month = 0, weekday = 0] = clock(time);
      const isDay = days.has(day);
      const isWeekday = weekdays.has(weekday) || (weekday === 0 && weekdays.has(7));
      const isNow = minutes.has(minute) && hours.has(hour) && months.has(month);
      return isNow && (isEither ? isDay || isWeekday : isDay && isWeekday);
    },
  };
}

/**
 * Finds the schedule of the trigger of a flow.
 * @returns its text, and the schedule if a local run can follow it.
 */
export function findSchedule(
  { steps: [step] }: Flow,
  configVars: Readonly<Record<string, unknown>>,
): { text: string; schedule?: Schedule } {
  const { type, value = "", meta } = step?.schedule ?? {};
  const text = String(type === "configVar" ? (configVars[value] ?? "") : value);
  const timeZone = typeof meta?.timeZone === "string" ? meta.timeZone : "";
  return { text, schedule: readSchedule(text, timeZone) };
}
