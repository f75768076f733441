import { distance } from "fastest-levenshtein";

/** How far apart two names may be to count as one mistyped; two letters exchanged are two apart. */
function tooFar(left: string, right: string): number {
  const longer = Math.max(left.length, right.length);
  return Math.max(longer > 3 ? 2 : 1, Math.floor(longer / 3));
}

/** The name nearest to one that does not exist; undefined where none is near. Case does not count. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: { name: string; away: number } | undefined;
  for (const other of names) {
    const away = distance(name.toLowerCase(), other.toLowerCase());
    if (away <= tooFar(name, other) && away < (best?.away ?? Number.POSITIVE_INFINITY)) {
      best = { name: other, away };
    }
  }
  return best?.name;
}

/** `; "Analytics" is near it`, or nothing. */
export function nearHint(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near === undefined ? "" : `; "${near}" is near it`;
}
