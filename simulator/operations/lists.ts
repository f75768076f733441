import { invalid } from "../contract/errors";
import { hash } from "../state/ids";
import type { ApiRequest } from "./handler";

/** The default page size, as Segment has it. The contract does not state it. */
const DEFAULT_COUNT = 200;

/** The pagination object of a response. */
export interface Pagination {
  current: string;
  next?: string;
  previous?: string;
  totalEntries: number;
}

/**
 * Returns one page of a list. `pagination` is the checked query parameter. `list` identifies the list, so
 * that a cursor of another list is rejected. `parameter` is the name of the parameter, or empty if cursor
 * and count are parameters themselves. Throws 422 for a cursor that this function did not make.
 */
export function page<T>(
  items: readonly T[],
  pagination: unknown,
  list: string,
  parameter = "pagination",
): { items: T[]; pagination: Pagination } {
  const { count = DEFAULT_COUNT, cursor } = (pagination ?? {}) as {
    count?: number;
    cursor?: string;
  };
  const start = cursor === undefined ? 0 : readCursor(cursor, list, parameter);
  const end = start + count;
  return {
    items: items.slice(start, end),
    pagination: {
      current: writeCursor(start, list),
      ...(end < items.length ? { next: writeCursor(end, list) } : {}),
      ...(start > 0 ? { previous: writeCursor(Math.max(0, start - count), list) } : {}),
      totalEntries: items.length,
    },
  };
}

function writeCursor(position: number, list: string): string {
  const check = hash(`${list} ${position}`).toString(36);
  return Buffer.from(`${position}.${check}`).toString("base64");
}

function readCursor(cursor: string, list: string, parameter: string): number {
  const position = Number.parseInt(Buffer.from(cursor, "base64").toString("latin1"), 10);
  // Base64 decoders accept many spellings. Only the exact text of a cursor is valid.
  if (!Number.isSafeInteger(position) || writeCursor(position, list) !== cursor) {
    const field = parameter === "" ? "cursor" : `${parameter}.cursor`;
    throw invalid(field, `${field} is not a cursor of this list`);
  }
  return position;
}

/** Returns the `data` of a list: one page under the list's name, and `pagination`. */
export function listData<T>(
  request: ApiRequest,
  name: string,
  all: readonly T[],
  view: (item: T) => unknown = (item) => item,
): Record<string, unknown> {
  const scope = [request.operationId, ...Object.values(request.params)].join("/");
  const { items, pagination } = page(all, request.query.pagination, scope);
  return { [name]: items.map(view), pagination };
}

/** Returns a copy sorted by a text of each entry. The sort is stable. */
export function sortBy<T>(all: T[], text: (one: T) => string, ascending: boolean): T[] {
  const sign = ascending ? 1 : -1;
  return [...all].sort((a, b) => sign * (Number(text(a) > text(b)) - Number(text(a) < text(b))));
}
