import { type Envelope, MalformedResponse, type ReadBody, readEnvelope } from "../http/response";
import { describeValue } from "../values/inputError";
import { isRecord } from "../values/record";

/** Which page of a list, as Segment takes it. */
export interface Pagination {
  /** Entries on the page. */
  count: number;
  /** Which page; the first where undefined. */
  cursor?: string | number;
}

/** A list that Segment answers in pages. */
export interface PagedList {
  /** The list's name in `data`. */
  items: string;
  /** The name of its pagination, in `data` and, unless flat, in the query. */
  pagination: string;
  /** The largest page. */
  most: number;
  /** Count and cursor stand alone in the query. */
  flat?: boolean;
  /** The cursor is a number. */
  numeric?: boolean;
  /** The list is left out where it is empty. */
  optional?: boolean;
  /** Names what an entry lacks that its reader needs; undefined for a usable entry. */
  lacks?(entry: unknown): string | undefined;
}

/** A page's answer. */
export type Page = { data: Record<string, unknown> };

/** Asks for one page, and reads its answer as told. */
export type LoadPage = (pagination: Pagination, read: ReadBody<Page>) => Promise<Page>;

/** What a page says about its list; undefined if it says nothing. */
function paginationOf({ data }: Page, { pagination }: PagedList) {
  const about = data[pagination] ?? undefined;
  if (about === undefined || isRecord(about)) return about;
  throw new MalformedResponse(
    `the response's ${pagination} is ${describeValue(about, false)}, not an object`,
  );
}

/** A numeric cursor that JavaScript has no number for, as it was read: see `readEnvelope`. */
const LONG_CURSOR = /^\d{16,}$/;

/** The cursor of the next page; undefined on the last page: one without `next`, or with null or "". */
function nextOf(page: Page, list: PagedList): string | number | undefined {
  const next = paginationOf(page, list)?.next ?? "";
  if (next === "") return undefined;
  if (list.numeric && LONG_CURSOR.test(String(next))) return String(next);
  const isCursor = list.numeric
    ? Number.isSafeInteger(next) && (next as number) >= 0
    : typeof next === "string" && next.isWellFormed();
  if (isCursor) return next as string | number;
  throw new MalformedResponse(
    `the response's cursor of the next page is ${describeValue(next, false)}`,
  );
}

/** How many entries the list has, as the page says; undefined if it does not say. */
function totalOf(page: Page, list: PagedList): number | undefined {
  const total = paginationOf(page, list)?.totalEntries ?? undefined;
  if (total === undefined || (Number.isSafeInteger(total) && (total as number) >= 0)) {
    return total as number | undefined;
  }
  throw new MalformedResponse(
    `the response's totalEntries is ${describeValue(total, false)}, not a number of entries`,
  );
}

/** What was read of a list before a page. */
interface Progress {
  cursors: Set<unknown>;
  entries: unknown[];
  /** The last number of entries that a page named. */
  total?: number;
}

/** The number of entries without those that repeat the ID of another. */
function countOf(entries: readonly unknown[]): number {
  const ids = new Set<unknown>();
  let others = 0;
  for (const entry of entries) {
    const id = isRecord(entry) ? entry.id : undefined;
    if (typeof id === "string") ids.add(id);
    else others += 1;
  }
  return ids.size + others;
}

/**
 * Refuses entries that lack what their reader needs.
 * @param from the position of the first of them in the whole list.
 */
export function checkEntries(
  { items, lacks }: Pick<PagedList, "items" | "lacks">,
  entries: readonly unknown[],
  from = 0,
): void {
  for (const [index, entry] of entries.entries()) {
    const lacking = lacks?.(entry);
    if (lacking === undefined) continue;
    throw new MalformedResponse(`the response has no usable ${items}[${from + index}]${lacking}`);
  }
}

/** Reads a page, and refuses one that is malformed, leads back, or ends the list too early. */
function readPage(list: PagedList, before: Progress, envelope: ReadBody<Envelope>): ReadBody<Page> {
  return (body, status, contentType) => {
    const page = envelope(body, status, contentType);
    const entries = page?.data[list.items] ?? (page && list.optional ? [] : undefined);
    if (!page || !Array.isArray(entries)) {
      throw new MalformedResponse(`the answer is a page without its list of ${list.items}`);
    }
    const next = nextOf(page, list);
    const named = totalOf(page, list);
    const total = named ?? before.total;
    if (before.cursors.has(next)) {
      throw new MalformedResponse("the answer names a page as the next one that was read before");
    }
    const isFull = list.most > 0 && entries.length >= list.most;
    const about = paginationOf(page, list);
    // The contract lets a list with numbers for cursors name no total and leave out `next`.
    const saysEnd =
      named !== undefined || about?.next !== undefined || (list.numeric && about !== undefined);
    if (isFull && !saysEnd) {
      throw new MalformedResponse(
        "the answer is a full page that does not say whether there are more",
      );
    }
    if (next === undefined && total !== undefined) {
      const count = countOf([...before.entries, ...entries]);
      if (count < total) {
        throw new MalformedResponse(`the list ends after ${count} of its ${total} ${list.items}`);
      }
    }
    checkEntries(list, entries, before.entries.length);
    return { data: { ...page.data, [list.items]: entries } };
  };
}

/**
 * Follows every page and answers the first page's envelope with the whole list in it, in order, and
 * no next page. Null is absent: an absent pagination ends the list unless the page is full.
 *
 * Fails the whole, with a {@link MalformedResponse} in the attempt, if a page fails, lacks its list,
 * has a pagination, a cursor or a number of entries of another type, leads back to an earlier page, is
 * full without saying what follows, or ends a list before all entries that the last page to count them
 * counts were read, each ID once. More entries than that are fine: a list may shrink while it is read.
 * @param envelope reads the envelope of each page.
 */
export async function allPages(
  load: LoadPage,
  list: PagedList,
  envelope: ReadBody<Envelope> = readEnvelope,
): Promise<Page> {
  const { items, pagination, most: count } = list;
  const read: Progress = { cursors: new Set(), entries: [] };
  const first = await load({ count }, readPage(list, read, envelope));
  let page = first;
  for (;;) {
    for (const entry of page.data[items] as unknown[]) read.entries.push(entry);
    read.total = totalOf(page, list) ?? read.total;
    const cursor = nextOf(page, list);
    if (cursor === undefined) break;
    read.cursors.add(cursor);
    page = await load({ count, cursor }, readPage(list, read, envelope));
  }
  const data: Page["data"] = { ...first.data, [items]: read.entries };
  const about = data[pagination];
  if (isRecord(about)) data[pagination] = { ...about, next: null };
  return { data };
}
