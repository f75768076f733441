import type { Client } from "../client";
import { entryBytes, roomFor } from "../http/address";
import { LIMITS } from "../http/limits";
import type { SegmentRequest } from "../http/request";
import type { Envelope, ReadBody } from "../http/response";
import { chunksOf } from "../values/chunks";
import { inputError } from "../values/inputError";
import { sendBatches } from "./batches";

/** One of the requests that a request with a long list was split into. */
export interface QueryChunk<Item> {
  request: SegmentRequest;
  /** Its part of the list. */
  items: Item[];
}

/** Every item once; items that go out alike are the same. */
const distinct = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/**
 * Splits a request by a list in its query into requests with addresses that servers and proxies take;
 * a request that is short enough stays as it is. Only for requests that may be sent in any number,
 * such as those that remove members.
 * @param list the name of the list in the query.
 * @param label the input's, for the error of an item that fits no request.
 */
export function splitQuery<Item>(
  request: SegmentRequest,
  list: string,
  label: string,
): QueryChunk<Item>[] {
  const query = request.query as Record<string, unknown>;
  const items = (query[list] ?? []) as Item[];
  const bounds = {
    bytes: roomFor(list, items, request),
    bytesOf: (item: Item) => entryBytes(list, item),
    tooLarge: () =>
      inputError(
        label,
        `entries that fit in an address of ${LIMITS.addressBytes} bytes`,
        "a longer one",
      ),
  };
  const whole = chunksOf(items, bounds);
  const chunks = whole.length > 1 ? chunksOf(distinct(items), bounds) : whole;
  return chunks.map((items) => ({
    request: { ...request, query: { ...query, [list]: items } },
    items,
  }));
}

/**
 * Sends the chunks of a removal one after the other; returns the last response, as all say the same.
 * @param what the input's label, for the log and for the error of a later chunk.
 * @param read reads the response to each, and refuses one that tells of no success.
 * @throws the error of the first chunk that fails, which says how many were removed before.
 */
export async function removeChunks(
  chunks: readonly QueryChunk<unknown>[],
  { client, log }: { client: Client; log(text: string): void },
  what: string,
  read: ReadBody<Envelope>,
) {
  const parts = chunks.map(({ request, items }) => ({
    items: items.length,
    send: () => client.read(request, read),
  }));
  const answers = await sendBatches(parts, {
    log,
    done: `${what} removed`,
    advice: () => "; run the step again with the others.",
  });
  return answers.at(-1);
}
