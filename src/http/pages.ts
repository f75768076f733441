import { SpectralError } from "@prismatic-io/spectral";
import { isRecord } from "../inputs/clean";
import type { Answer } from "./answer";

/** Segment's cursor pagination, as it goes out in the query. */
export interface Pagination {
  /** Entries on the page. */
  count: number;
  /** Which page; the first where undefined. */
  cursor?: string;
}

/** A page's answer. */
export type Page = { data: Record<string, unknown> };

/** Asks for one page. */
export type LoadPage = (pagination: Pagination) => Promise<Answer>;

/** The entries of a page, which must be a list. */
function entriesOf(page: Answer, items: string, label: string): unknown[] {
  const entries = page?.data[items];
  if (Array.isArray(entries)) return entries;
  throw new SpectralError(`${label}: a page came without its list of ${items}.`);
}

function nextOf(page: Answer): string | undefined {
  const pagination = page?.data.pagination;
  const next = isRecord(pagination) ? pagination.next : undefined;
  return typeof next === "string" && next !== "" ? next : undefined;
}

/**
 * Follows every page and answers the first page's envelope with the whole list in it, in order, and
 * no next page. A page that fails, lacks its list or repeats a cursor fails the whole.
 * @param items the list's name in `data`.
 * @param label begins the errors.
 */
export async function allPages(
  load: LoadPage,
  items: string,
  count: number,
  label: string,
): Promise<Page> {
  const first = await load({ count });
  const entries = [...entriesOf(first, items, label)];
  const seen = new Set<string>();
  let cursor = nextOf(first);
  while (cursor !== undefined) {
    if (seen.has(cursor)) {
      throw new SpectralError(`${label}: Segment answered the same page cursor twice.`);
    }
    seen.add(cursor);
    const page = await load({ count, cursor });
    for (const entry of entriesOf(page, items, label)) entries.push(entry);
    cursor = nextOf(page);
  }
  const data = { ...first?.data, [items]: entries };
  if (isRecord(data.pagination)) data.pagination = { ...data.pagination, next: null };
  return { data };
}
