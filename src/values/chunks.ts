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
 * Creates a function that takes one item after the other, and returns true for an item that begins a
 * chunk: the chunk before has no room for it.
 * @throws the error of `tooLarge` for an item that is too large. Without `tooLarge`, the item gets a
 * chunk of its own.
 */
export function createChunker<Item>({
  items: most = Number.POSITIVE_INFINITY,
  bytes = Number.POSITIVE_INFINITY,
  bytesOf,
  tooLarge,
}: ChunkBounds<Item>): (item: Item) => boolean {
  let count = 0;
  let size = 0;
  return (item) => {
    const added = bytesOf?.(item) ?? 0;
    if (added > bytes && tooLarge) throw tooLarge(item);
    count += 1;
    size += added;
    if (count > 1 && count <= most && size <= bytes) return false;
    count = 1;
    size = added;
    return true;
  };
}

/**
 * Splits a list into the longest possible lists within bounds.
 * @throws as {@link createChunker}.
 */
export function chunksOf<Item>(
  items: readonly Item[],
  bounds: ChunkBounds<NoInfer<Item>>,
): Item[][] {
  const begins = createChunker<Item>(bounds);
  const chunks: Item[][] = [];
  for (const item of items) {
    if (begins(item)) chunks.push([item]);
    else chunks.at(-1)?.push(item);
  }
  return chunks;
}

/** Returns the size of a list entry in a JSON body, in bytes. */
export const jsonBytes = (entry: unknown): number =>
  Buffer.byteLength(JSON.stringify(entry) ?? "null") + 1;
