import { byPlace, type Place, type PollState } from "./pollState";

/** The most items that one poll returns. */
const MOST_ITEMS = 1000;
/** The most known items that the state holds. */
const MOST_SEEN = 5000;
/** The most unfinished items that the state holds. */
const MOST_OPEN = 1000;
/** Milliseconds after which an unfinished item counts as stuck: no poll reads back for it. */
const STUCK_MS = 3 * 24 * 60 * 60_000;

/** An item as the policy sees it. Times are in milliseconds since 1970. */
export interface Entry<Item> {
  id: string;
  /** Undefined while the item is unfinished. */
  time?: number;
  /** The start of an item that takes time. */
  start?: number;
  /** A count that can grow: the item is new again if it is larger than before. */
  count?: number;
  item: Item;
}

/** A new item, with the growth of its count since it was last returned. */
export interface Fresh<Item> {
  item: Item;
  added: number;
}

/** The range of a poll, in milliseconds since 1970. */
export interface Span {
  /** The watermark; for a first poll, the time at which it begins. */
  since: number;
  /** The earliest time of a new item. */
  from: number;
  /**
   * A list in the order of starts is read down to this start. Undefined for a first poll that only
   * remembers.
   */
  reach: number | undefined;
  now: number;
}

/** The situation in which a poll is settled. */
interface Settling<Item> extends Span {
  before: PollState | undefined;
  of: string;
  /** True for a first poll that returns nothing. */
  isSilent: boolean;
  overlapMs: number;
  /** A time up to which everything was read, even if there was nothing. */
  through?: number;
  /** Returns false for items that are not wanted. The watermark moves past them. */
  keep(item: Item): boolean;
}

type Finished<Item> = Entry<Item> & { time: number };

const isFinished = <Item>(entry: Entry<Item>): entry is Finished<Item> => entry.time !== undefined;

const placeOf = ({ time, id }: { time: number; id: string }): Place => [time, id];

/** Returns the usable starts. */
const startsOf = <Item>(entries: readonly Entry<Item>[]): number[] =>
  entries.flatMap(({ start = Number.NaN }) => (Number.isNaN(start) ? [] : start));

/** Removes repeated entries. A finished one, or the one with the larger count, wins. */
function distinct<Item>(entries: readonly Entry<Item>[]): Entry<Item>[] {
  const byId = new Map<string, Entry<Item>>();
  for (const entry of entries) {
    const other = byId.get(entry.id);
    const isBetter =
      other === undefined ||
      (isFinished(entry) && !isFinished(other)) ||
      (isFinished(entry) && (entry.count ?? 0) > (other.count ?? 0));
    if (isBetter) byId.set(entry.id, entry);
  }
  return [...byId.values()];
}

/**
 * Keeps the known items of the overlap that are above the floor. If there are too many, the floor rises
 * over the oldest.
 */
function bounded(
  known: ReadonlyMap<string, readonly number[]>,
  from: number,
  floor: Place,
): Pick<PollState, "seen" | "floor"> {
  const places = [...known]
    .map(([id, [time = 0]]): Place => [time, id])
    .filter((place) => place[0] >= from && byPlace(place, floor) > 0)
    .sort(byPlace);
  const dropped = Math.max(0, places.length - MOST_SEEN);
  const raised = places[dropped - 1] ?? floor;
  return {
    seen: Object.fromEntries(places.slice(dropped).map(([, id]) => [id, known.get(id) ?? []])),
    ...(byPlace(raised, [from, ""]) > 0 && { floor: raised }),
  };
}

/**
 * Returns the place up to which nothing is new, for state without one. Work that had ended before a
 * silent first poll is over, even on pages that it did not read.
 */
function firstFloor<Item>(
  { before, isSilent, from }: Settling<Item>,
  finished: readonly Finished<Item>[],
): Place {
  const last = finished.at(-1);
  return !before && isSilent && last?.start !== undefined ? placeOf(last) : [from, ""];
}

/** Finds the new items among the finished ones, in their order. */
function findNew<Item>(
  finished: readonly Finished<Item>[],
  { before, from, keep }: Settling<Item>,
  floor: Place,
): { items: Finished<Item>[]; growth(entry: Entry<Item>): number } {
  const seen = new Map(Object.entries(before?.seen ?? {}));
  const wasOpen = new Set(before?.open);
  const growth = ({ id, count = 0 }: Entry<Item>) => count - (seen.get(id)?.[1] ?? 0);
  const isNew = (entry: Finished<Item>) =>
    keep(entry.item) &&
    (!seen.has(entry.id) || growth(entry) > 0) &&
    (wasOpen.has(entry.id) || (entry.time >= from && byPlace(placeOf(entry), floor) > 0));
  return { items: finished.filter(isNew), growth };
}

/** Returns the part of the next state that leads back to items which are still to come. */
function findOpen<Item>(
  all: readonly Entry<Item>[],
  rest: readonly Finished<Item>[],
  from: number,
): Pick<PollState, "open" | "reach"> {
  const unfinished = all.filter((entry) => !isFinished(entry));
  const lastStart = startsOf(all).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const reach = [
    ...startsOf(rest),
    ...startsOf(unfinished).filter((start) => start > lastStart - STUCK_MS),
  ].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const open = [
    ...rest.filter(({ time }) => time < from),
    ...unfinished.sort((a, b) => (b.start ?? 0) - (a.start ?? 0)),
  ].map(({ id }) => id);
  return {
    ...(open.length > 0 && { open: open.slice(0, MOST_OPEN) }),
    ...(reach < Number.POSITIVE_INFINITY && { reach }),
  };
}

/**
 * Separates what a poll has read into new and known items, and returns the new ones and the next state.
 *
 * An item is new if it is not known and not older than the range, or if it was unfinished. At most
 * {@link MOST_ITEMS} are returned, the oldest first. The watermark is the time of the newest received
 * item, but of the last returned one if some are left for the next poll. It never passes the clock.
 */
export function settle<Item>(
  entries: readonly Entry<Item>[],
  settling: Settling<Item>,
): { fresh: Fresh<Item>[]; state: PollState } {
  const { before, of, isSilent, since, now, overlapMs, through } = settling;
  const all = distinct(entries);
  const finished = all.filter(isFinished).sort((a, b) => byPlace(placeOf(a), placeOf(b)));
  const floor = before?.floor ?? firstFloor(settling, finished);
  const { items, growth } = findNew(finished, settling, floor);
  const returned = isSilent ? [] : items.slice(0, MOST_ITEMS);
  const rest = isSilent ? [] : items.slice(MOST_ITEMS);

  const isCut = rest.length > 0;
  const last = (isCut ? returned : finished).at(-1);
  const read = [
    ...(last ? [last.time] : []),
    ...(through !== undefined && !isCut ? [through] : []),
  ];
  const newest = Math.min(now, Math.max(...read));
  const watermark = isSilent && read.length > 0 ? newest : Math.max(since, newest);
  const nextFrom = watermark - overlapMs;

  const known = new Map(Object.entries(before?.seen ?? {}));
  for (const { id, time, count } of isSilent ? finished : returned) {
    known.set(id, count === undefined ? [time] : [time, count]);
  }
  return {
    fresh: returned.map((entry) => ({ item: entry.item, added: growth(entry) })),
    state: {
      of,
      since: watermark,
      ...bounded(known, nextFrom, floor),
      ...findOpen(all, rest, nextFrom),
    },
  };
}
