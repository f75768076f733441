/** The bounds of a chunk: a number of items, a number of bytes, or both. */
export interface ChunkBounds<Item> {
  items?: number;
  bytes?: number;
  /** The bytes that an item takes. */
  bytesOf?(item: Item): number;
  /** The error of an item that takes more than all the bytes of a chunk. */
  tooLarge?(item: Item): Error;
}

/**
 * Cuts a list into lists within bounds, each as long as it can be.
 * @throws `tooLarge`, before any list is returned; without it such an item goes alone.
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
  let taken = 0;
  for (const item of items) {
    const added = bytesOf?.(item) ?? 0;
    if (added > bytes && tooLarge) throw tooLarge(item);
    taken += added;
    const last = chunks.at(-1);
    if (last && last.length < most && taken <= bytes) {
      last.push(item);
    } else {
      chunks.push([item]);
      taken = added;
    }
  }
  return chunks;
}

/** The bytes that an entry of a list takes in a JSON body. */
export const jsonBytes = (entry: unknown): number =>
  Buffer.byteLength(JSON.stringify(entry) ?? "null") + 1;
