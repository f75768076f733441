import type { Span } from "./settle";

/** The times of an entry of a history, in milliseconds since 1970. */
interface HistoryTimes<Item> {
  start(item: Item): number;
  /** Undefined for an unfinished entry. */
  time(item: Item): number | undefined;
}

/** A first poll looks for unfinished entries that started so long before its newest finished one. */
const LONGEST_MS = 24 * 60 * 60_000;

/**
 * Returns a function that says after each page of a history if enough was read. It is if the list runs
 * from new to old and has come to an entry that started before the range. In any other order, every
 * page is needed; entries that all started at one time show no order.
 */
export const readsFarEnough =
  <Item>({ start, time }: HistoryTimes<Item>, { reach }: Span) =>
  (entries: readonly unknown[]): boolean => {
    const items = entries as readonly Item[];
    const [first, last] = [items[0], items.at(-1)];
    if (first === undefined || last === undefined) return false;
    const newest = () =>
      items.reduce((max, item) => Math.max(max, time(item) ?? max), Number.NEGATIVE_INFINITY);
    const earliest = reach ?? newest() - LONGEST_MS;
    return start(first) > start(last) && start(last) < earliest;
  };
