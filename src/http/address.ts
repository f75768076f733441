import axios from "axios";
import { isRecord } from "../values/record";
import { LIMITS } from "./limits";
import { queryText } from "./queryText";
import type { SegmentRequest } from "./request";

/** Lets axios write queries as {@link queryText} does. */
export const QUERY_STYLE = { serialize: queryText };

/** The most digits of an index after its first, for lists of up to 99,999 entries. */
const MORE_DIGITS = 4;

type Query = NonNullable<SegmentRequest["query"]>;

/** Returns path and query as they are sent. They are ASCII: other characters are encoded. */
const addressOf = (path: string, query: Query): URL =>
  new URL(
    axios.getUri({ url: path, params: query, paramsSerializer: QUERY_STYLE }),
    "https://host",
  );

/** Returns the bytes of path and query as they are sent, without the origin. */
export function addressBytes(path: string, query: Query = {}): number {
  const { pathname, search } = addressOf(path, query);
  return pathname.length + search.length;
}

const bytesOf = (list: string, entries: readonly unknown[]): number =>
  addressOf("/", { [list]: entries }).search.length;

/** Returns the most bytes that an entry of a list takes in a query, at any index. */
export function entryBytes(list: string, entry: unknown): number {
  const { search } = addressOf("/", { [list]: [entry] });
  return search.length + search.split("&").length * MORE_DIGITS;
}

/** Returns the bytes that an address has for one of the lists in its query. */
export const roomFor = (
  list: string,
  entries: readonly unknown[],
  { path, query }: SegmentRequest,
): number => LIMITS.addressBytes - addressBytes(path, query) + bytesOf(list, entries);

/** Returns the lists in a query with their names, such as `sourceId` and `filter[sourceId]`. */
function listsIn(query: object, within?: string): [name: string, entries: unknown[]][] {
  return Object.entries(query).flatMap(([key, value]: [string, unknown]) => {
    const name = within === undefined ? key : `${within}[${key}]`;
    if (Array.isArray(value)) return [[name, value] as [string, unknown[]]];
    return isRecord(value) ? listsIn(value, name) : [];
  });
}

/** Describes an address that is too long, with the number of entries of its longest list that fit. */
export function addressProblem(request: SegmentRequest): string {
  const { path, query = {} } = request;
  const problem = `the address is ${addressBytes(path, query)} bytes long, and no more than ${LIMITS.addressBytes} reach Segment`;
  const [longest] = listsIn(query)
    .map(([list, entries]) => ({ list, entries, bytes: bytesOf(list, entries) }))
    .sort((one, other) => other.bytes - one.bytes);
  if (!longest) return problem;
  const { list, entries } = longest;
  let room = roomFor(list, entries, request);
  const fitting = entries.findIndex((entry) => {
    room -= entryBytes(list, entry);
    return room < 0;
  });
  return fitting > 0
    ? `${problem}: of the ${entries.length} entries of ${list}, the first ${fitting} fit`
    : problem;
}
