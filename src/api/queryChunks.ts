import type { Client } from "../client";
import { entryBytes, roomFor } from "../http/address";
import { LIMITS } from "../http/limits";
import type { SegmentRequest } from "../http/request";
import type { Envelope, ReadBody } from "../http/response";
import { chunksOf } from "../values/chunks";
import { inputError } from "../values/inputError";
import { sendBatches } from "./batches";

/** One of the requests that a request with a long list was split into. */
interface QueryChunk<Item> {
  request: SegmentRequest;
  /** The part of the list in this request. */
  items: Item[];
}

/** Removes repeated items. Items with the same JSON are the same. */
const distinct = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/**
 * Splits a request by a list in its query, so that each address is short enough for servers and
 * proxies. A short request is not split. Use it only for requests that can be sent in several parts,
 * such as those that remove members.
 * @param list the name of the list in the query.
 * @param label the label of the input, for the error of an item that fits in no request.
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
 * Sends the chunks of a removal one after the other. Returns the last response: all are alike.
 * @param what the label of the input, for the log and for the error of a later chunk.
 * @param read reads each response, and refuses one without success.
 * @throws the error of the first failed chunk, with the number of items removed before.
 */
export async function removeChunks(
  chunks: readonly QueryChunk<unknown>[],
  { client, log }: { client: Client; log(text: string): void },
  what: string,
  read: ReadBody<Envelope>,
) {
  const batches = chunks.map(({ request, items }) => ({
    items: items.length,
    send: () => client.read(request, read),
  }));
  const responses = await sendBatches(batches, {
    log,
    done: `${what} removed`,
    advice: () => "; run the step again with the others.",
  });
  return responses.at(-1);
}
