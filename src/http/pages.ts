import { isRecord } from "../values/record";
import { type Answer, MalformedAnswer, type ReadBody, readEnvelope } from "./answer";

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
}

/** A page's answer. */
export type Page = { data: Record<string, unknown> };

/** Asks for one page, and reads its answer as told. */
export type LoadPage = (pagination: Pagination, read: ReadBody<Page>) => Promise<Page>;

/** A numeric cursor that JavaScript has no number for, as it was read: see `readEnvelope`. */
const LONG_CURSOR = /^\d{16,}$/;

function nextOf({ data }: Page, { pagination, numeric }: PagedList): string | number | undefined {
  const about = data[pagination];
  const next = isRecord(about) ? about.next : undefined;
  if (numeric && typeof next !== "number") {
    return LONG_CURSOR.test(String(next)) ? String(next) : undefined;
  }
  if (numeric) return next as number;
  return typeof next === "string" && next !== "" ? next : undefined;
}

/** Reads a page; one without its list, or that leads back, is not what it claims to be. */
function readPage(
  list: PagedList,
  read: ReadonlySet<unknown>,
  envelope: ReadBody<Answer>,
): ReadBody<Page> {
  return (body, status, contentType) => {
    const page = envelope(body, status, contentType);
    const entries = page?.data[list.items] ?? (page && list.optional ? [] : undefined);
    if (!page || !Array.isArray(entries)) {
      throw new MalformedAnswer(`the answer is a page without its list of ${list.items}`);
    }
    if (read.has(nextOf(page, list))) {
      throw new MalformedAnswer("the answer names a page as the next one that was read before");
    }
    const isFull = list.most > 0 && entries.length >= list.most;
    if (isFull && page.data[list.pagination] === undefined) {
      throw new MalformedAnswer(
        "the answer is a full page that does not say whether there are more",
      );
    }
    return { data: { ...page.data, [list.items]: entries } };
  };
}

/**
 * Follows every page and answers the first page's envelope with the whole list in it, in order, and
 * no next page. A page that fails, lacks its list, leads back to an earlier one, or is full and does
 * not say what follows fails the whole.
 * @param envelope reads each page's envelope.
 */
export async function allPages(
  load: LoadPage,
  list: PagedList,
  envelope: ReadBody<Answer> = readEnvelope,
): Promise<Page> {
  const { items, pagination, most: count } = list;
  const read = new Set<unknown>();
  const first = await load({ count }, readPage(list, read, envelope));
  const entries: unknown[] = [];
  let page = first;
  for (;;) {
    for (const entry of page.data[items] as unknown[]) entries.push(entry);
    const cursor = nextOf(page, list);
    if (cursor === undefined) break;
    read.add(cursor);
    page = await load({ count, cursor }, readPage(list, read, envelope));
  }
  const data: Page["data"] = { ...first.data, [items]: entries };
  const about = data[pagination];
  if (isRecord(about)) data[pagination] = { ...about, next: null };
  return { data };
}
