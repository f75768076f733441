import axios from "axios";
import { isRecord } from "../values/record";
import { LIMITS } from "./limits";
import type { SegmentRequest } from "./request";

/** The style of lists in a query: `key[0]=`, as Segment's own SDKs send them. */
export const QUERY_STYLE = { indexes: true } as const;

/** The digits of an index beyond the first, for lists of up to 99,999 entries. */
const MORE_DIGITS = 4;

type Query = NonNullable<SegmentRequest["query"]>;

/** The bytes of path and query, encoded as they go out; the origin is not counted. */
export function addressBytes(path: string, query: Query = {}): number {
  const uri = axios.getUri({ url: path, params: query, paramsSerializer: QUERY_STYLE });
  // The address is ASCII: whatever is not was encoded.
  const { pathname, search } = new URL(uri, "https://host");
  return pathname.length + search.length;
}

const bytesOf = (list: string, entries: readonly unknown[]): number =>
  addressBytes("/", { [list]: entries }) - 1;

/** The most bytes that one entry of a list takes in a query, whatever its index. */
export function entryBytes(list: string, entry: unknown): number {
  const params = { [list]: [entry] };
  const fields = axios.getUri({ params, paramsSerializer: QUERY_STYLE }).split("&");
  return bytesOf(list, [entry]) + fields.length * MORE_DIGITS;
}

/** The bytes that an address may give to one of the lists in its query. */
export const roomFor = (
  list: string,
  entries: readonly unknown[],
  { path, query }: SegmentRequest,
): number => LIMITS.addressBytes - addressBytes(path, query) + bytesOf(list, entries);

/** The lists in a query, by their names in it: `sourceId`, `filter[sourceId]`. */
function listsIn(query: object, within?: string): [name: string, entries: unknown[]][] {
  return Object.entries(query).flatMap(([key, value]: [string, unknown]) => {
    const name = within === undefined ? key : `${within}[${key}]`;
    if (Array.isArray(value)) return [[name, value] as [string, unknown[]]];
    return isRecord(value) ? listsIn(value, name) : [];
  });
}

/** Describes an address that is too long, and how many entries of its longest list fit. */
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
