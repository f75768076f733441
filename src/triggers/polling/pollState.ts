import { createHash } from "node:crypto";
import { isRecord } from "../../values/record";

/** The place of an item in the order of a trigger: its time in milliseconds since 1970, then its ID. */
export type Place = readonly [time: number, id: string];

/** The state that a polling trigger keeps between polls. It is plain JSON, of bounded size. */
export interface PollState {
  /** Identifies what is polled, such as one warehouse. State of another subject is not used. */
  of: string;
  /** The watermark: the time of the newest received item, in milliseconds since 1970. */
  since: number;
  /** The time, and the count if there is one, of each known item within the overlap, by its ID. */
  seen: Record<string, readonly number[]>;
  /**
   * Items up to this place are not new. Set while the overlap reaches back to before the first poll, and
   * if `seen` had no room for all.
   */
  floor?: Place;
  /** The IDs of the items that were unfinished. */
  open?: readonly string[];
  /** The earliest start of an item that is still to come, in milliseconds since 1970. */
  reach?: number;
}

/** The latest time that a request can name. */
const LATEST_MS = Date.parse("9999-12-31T23:59:59.999Z");

const isTime = (value: unknown): value is number =>
  typeof value === "number" && Math.abs(value) <= LATEST_MS;

const isPlace = (value: unknown): value is Place =>
  Array.isArray(value) && isTime(value[0]) && typeof value[1] === "string";

/**
 * Reads the saved state of a subject.
 * @returns undefined if there is none, if it is of another subject, or if it is not usable.
 */
export function readState(saved: Record<string, unknown>, of: string): PollState | undefined {
  const { since, seen, floor, open, reach } = saved;
  if (saved.of !== of || !isTime(since)) return undefined;
  const known = Object.entries(isRecord(seen) ? seen : {}).filter(
    (entry): entry is [string, number[]] =>
      Array.isArray(entry[1]) && entry[1].every((number) => typeof number === "number"),
  );
  return {
    of,
    since,
    seen: Object.fromEntries(known),
    ...(isPlace(floor) && { floor }),
    ...(Array.isArray(open) && { open: open.filter((id) => typeof id === "string") }),
    ...(isTime(reach) && { reach }),
  };
}

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** Returns the name of a subject in the state. */
export const subjectKey = (parts: readonly unknown[]): string =>
  digest(JSON.stringify(parts)).slice(0, 16);

/** The longest ID that is kept as it is. A warehouse sync has about 50 characters. */
const LONGEST_ID = 80;

/** Returns an ID of bounded length, so that the state is bounded too. */
export const boundedId = (id: string): string => (id.length > LONGEST_ID ? digest(id) : id);

/** Compares two places. */
export const byPlace = (a: Place, b: Place): number =>
  a[0] - b[0] || Number(a[1] > b[1]) - Number(a[1] < b[1]);
