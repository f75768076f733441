/** Replaces `lodash/uniq`: returns a list without repeated entries. */
export default function uniq<Item>(list: readonly Item[]): Item[] {
  return [...new Set(list)];
}
