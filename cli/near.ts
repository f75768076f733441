import { distance } from "fastest-levenshtein";

/** The largest edit distance of a typo; two letters exchanged count as two. */
function allowedDistance(left: string, right: string): number {
  const longer = Math.max(left.length, right.length);
  return Math.max(longer > 3 ? 2 : 1, Math.floor(longer / 3));
}

/** The nearest of some names, if it is near enough to be meant. Case does not count. */
function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: { name: string; away: number } | undefined;
  for (const other of names) {
    const away = distance(name.toLowerCase(), other.toLowerCase());
    if (away <= allowedDistance(name, other) && away < (best?.away ?? Number.POSITIVE_INFINITY)) {
      best = { name: other, away };
    }
  }
  return best?.name;
}

/** The end of a message about a name that does not exist: `; did you mean "slug"?`, or nothing. */
export function nearHint(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near === undefined ? "" : `; did you mean "${near}"?`;
}
