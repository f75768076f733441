import { isRecord } from "../inputs/clean";
import { type Answer, MalformedAnswer, type ReadBody, readEnvelope } from "./answer";

/** Segment's cursor pagination, as it goes out in the query. */
export interface Pagination {
  /** Entries on the page. */
  count: number;
  /** Which page; the first where undefined. */
  cursor?: string;
}

/** A page's answer. */
export type Page = { data: Record<string, unknown> };

/** Asks for one page, and reads its answer as told. */
export type LoadPage = (pagination: Pagination, read: ReadBody<Page>) => Promise<Page>;

function nextOf({ data }: Page): string | undefined {
  const next = isRecord(data.pagination) ? data.pagination.next : undefined;
  return typeof next === "string" && next !== "" ? next : undefined;
}

/** Reads a page; one without its list, or that leads back, is not what it claims to be. */
function readPage(items: string, read: ReadonlySet<string>): ReadBody<Page> {
  return (body, status, contentType) => {
    const page: Answer = readEnvelope(body, status, contentType);
    if (!Array.isArray(page?.data[items])) {
      throw new MalformedAnswer(`the answer is a page without its list of ${items}`);
    }
    if (read.has(nextOf(page) ?? "")) {
      throw new MalformedAnswer("the answer names a page as the next one that was read before");
    }
    return page;
  };
}

/**
 * Follows every page and answers the first page's envelope with the whole list in it, in order, and
 * no next page. A page that fails, lacks its list or leads back to an earlier one fails the whole.
 * @param items the list's name in `data`.
 * @param count entries on a page.
 */
export async function allPages(load: LoadPage, items: string, count: number): Promise<Page> {
  const read = new Set<string>();
  const first = await load({ count }, readPage(items, read));
  const entries: unknown[] = [];
  let page = first;
  for (;;) {
    for (const entry of page.data[items] as unknown[]) entries.push(entry);
    const cursor = nextOf(page);
    if (cursor === undefined) break;
    read.add(cursor);
    page = await load({ count, cursor }, readPage(items, read));
  }
  const data = { ...first.data, [items]: entries };
  if (isRecord(data.pagination)) data.pagination = { ...data.pagination, next: null };
  return { data };
}
