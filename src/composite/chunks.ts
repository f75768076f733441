/**
 * Cuts a list into lists that weigh no more than `most` each; one item alone may.
 * @param weigh what an item weighs: 1 unless given, so that `most` is a number of items.
 */
export function chunksOf<Item>(
  items: readonly Item[],
  most: number,
  weigh: (item: Item) => number = () => 1,
): Item[][] {
  const chunks: Item[][] = [];
  let weight = 0;
  for (const item of items) {
    weight += weigh(item);
    const last = chunks.at(-1);
    if (last && weight <= most) {
      last.push(item);
    } else {
      chunks.push([item]);
      weight = weigh(item);
    }
  }
  return chunks;
}
