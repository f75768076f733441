/** The bounds of a chunk: a number of items, a number of bytes, or both. */
interface ChunkBounds<Item> {
  items?: number;
  bytes?: number;
  /** Returns the size of an item in bytes. */
  bytesOf?(item: Item): number;
  /** Creates the error of an item that is larger than a chunk. */
  tooLarge?(item: Item): Error;
}

/**
 * Splits a list into the longest possible lists within bounds.
 * @throws the error of `tooLarge` for an item that is too large. Without `tooLarge`, the item gets a
 * list of its own.
 */
export function chunksOf<Item>(
  items: readonly Item[],
  {
    items: most = Number.POSITIVE_INFINITY,
    bytes = Number.POSITIVE_INFINITY,
    bytesOf,
    tooLarge,
  }: ChunkBounds<NoInfer<Item>>,
): Item[][] {
  const chunks: Item[][] = [];
  let size = 0;
  for (const item of items) {
    const added = bytesOf?.(item) ?? 0;
    if (added > bytes && tooLarge) throw tooLarge(item);
    size += added;
    const last = chunks.at(-1);
    if (last && last.length < most && size <= bytes) {
      last.push(item);
    } else {
      chunks.push([item]);
      size = added;
    }
  }
  return chunks;
}

/** Returns the size of a list entry in a JSON body, in bytes. */
export const jsonBytes = (entry: unknown): number =>
  Buffer.byteLength(JSON.stringify(entry) ?? "null") + 1;
