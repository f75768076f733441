/** In place of `lodash/uniq`: a list without its repeated entries. */
export default function uniq<Item>(list: readonly Item[]): Item[] {
  return [...new Set(list)];
}
