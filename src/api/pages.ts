import { type Envelope, MalformedResponse, type ReadBody, readEnvelope } from "../http/response";
import { describeValue } from "../values/inputError";
import { isRecord } from "../values/record";

/** One page of a list, as Segment takes it. */
export interface Pagination {
  /** Entries on the page. */
  count: number;
  /** The cursor of the page; undefined for the first page. */
  cursor?: string | number;
}

/** A list that Segment returns in pages. */
export interface PagedList {
  /** The list's name in `data`. */
  items: string;
  /** The name of its pagination, in `data` and, unless flat, in the query. */
  pagination: string;
  /** The most entries on a page. */
  most: number;
  /** Count and cursor are separate query parameters. */
  flat?: boolean;
  /** The cursor is a number. */
  numeric?: boolean;
  /** An empty list is left out of the response. */
  optional?: boolean;
  /** Names the missing part of an entry; undefined for a usable entry. */
  lacks?(entry: unknown): string | undefined;
}

/** The response with one page. */
export type Page = { data: Record<string, unknown> };

/** Requests one page, and reads the response with `read`. */
type LoadPage = (pagination: Pagination, read: ReadBody<Page>) => Promise<Page>;

/** Returns the pagination of a page; undefined if it has none. */
function paginationOf({ data }: Page, { pagination }: PagedList) {
  const about = data[pagination] ?? undefined;
  if (about === undefined || isRecord(about)) return about;
  throw new MalformedResponse(
    `the response's ${pagination} is ${describeValue(about, false)}, not an object`,
  );
}

/** A numeric cursor too long for a JavaScript number, as text: see `readEnvelope`. */
const LONG_CURSOR = /^\d{16,}$/;

/** Returns the cursor of the next page; undefined if `next` is absent, null or "". */
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

/** Returns the total number of entries that the page gives; undefined if it gives none. */
function totalOf(page: Page, list: PagedList): number | undefined {
  const total = paginationOf(page, list)?.totalEntries ?? undefined;
  if (total === undefined || (Number.isSafeInteger(total) && (total as number) >= 0)) {
    return total as number | undefined;
  }
  throw new MalformedResponse(
    `the response's totalEntries is ${describeValue(total, false)}, not a number of entries`,
  );
}

/** The part of a list that was read before a page. */
interface Progress {
  cursors: Set<unknown>;
  entries: unknown[];
  /** The latest total that a page gave. */
  total?: number;
}

/** Counts entries. Entries with the same ID count once. */
function countOf(entries: readonly unknown[]): number {
  const ids = new Set<unknown>();
  let others = 0;
  for (const entry of entries) {
    const id = (entry as { id?: unknown } | null | undefined)?.id;
    if (typeof id === "string") ids.add(id);
    else others += 1;
  }
  return ids.size + others;
}

/**
 * Refuses entries without a part that their reader needs.
 * @param from the position of the first entry in the whole list.
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

/** Reads a page. Refuses one that is malformed, leads back, or ends the list too early. */
function readPage(list: PagedList, before: Progress, envelope: ReadBody<Envelope>): ReadBody<Page> {
  return (body, status, contentType) => {
    const page = envelope(body, status, contentType);
    const entries = page?.data[list.items] ?? (page && list.optional ? [] : undefined);
    if (!page || !Array.isArray(entries)) {
      throw new MalformedResponse(`the response has no list of ${list.items}`);
    }
    const next = nextOf(page, list);
    const ownTotal = totalOf(page, list);
    const total = ownTotal ?? before.total;
    if (before.cursors.has(next)) {
      throw new MalformedResponse("the next page of the response was already read");
    }
    const isFull = list.most > 0 && entries.length >= list.most;
    const about = paginationOf(page, list);
    // By the contract, a list with numeric cursors may omit both the total and `next`.
    const saysEnd =
      ownTotal !== undefined || about?.next !== undefined || (list.numeric && about !== undefined);
    if (isFull && !saysEnd) {
      throw new MalformedResponse(
        "the response is a full page that does not say if more pages follow",
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
 * Reads every page. Returns the envelope of the first page with the whole list, in order, and no next
 * page. Null counts as absent. A page without pagination ends the list unless the page is full.
 *
 * A list is complete, or the call fails. It fails with a {@link MalformedResponse} in the attempt if a
 * page has no list; if its pagination, cursor or total has the wrong type; if it leads back to an earlier
 * page; if it is full without saying what follows; or if the list ends before the latest total is
 * reached, each ID counted once. More entries are accepted: a list may shrink while it is read.
 * @param envelope reads the envelope of each page.
 * @param isEnough is called after each page with all entries so far; if it returns true, the pages after
 * it are not read. By default, all are.
 */
export async function allPages(
  load: LoadPage,
  list: PagedList,
  envelope: ReadBody<Envelope> = readEnvelope,
  isEnough: (entries: readonly unknown[]) => boolean = () => false,
): Promise<Page> {
  const { items, pagination, most: count } = list;
  const read: Progress = { cursors: new Set(), entries: [] };
  const first = await load({ count }, readPage(list, read, envelope));
  let page = first;
  for (;;) {
    for (const entry of page.data[items] as unknown[]) read.entries.push(entry);
    read.total = totalOf(page, list) ?? read.total;
    const cursor = nextOf(page, list);
    if (cursor === undefined || isEnough(read.entries)) break;
    read.cursors.add(cursor);
    page = await load({ count, cursor }, readPage(list, read, envelope));
  }
  const data: Page["data"] = { ...first.data, [items]: read.entries };
  const about = data[pagination];
  if (isRecord(about)) data[pagination] = { ...about, next: null };
  return { data };
}
