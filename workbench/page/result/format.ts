import type { RunOutcome } from "../../protocol";

/** Formats a time such as `340 ms` or `2.4 s`. */
export function formatMs(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** Formats a size such as `512 B` or `1.2 kB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Formats a number and its noun, such as `1 request` or `2,000 requests`. */
export const formatCount = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? noun : noun.replace(/y$/, "ie").concat("s")}`;

/** Indents a text that is JSON; any other text stays as it is. */
export function formatBody(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/**
 * Describes what is left out of a result, a line for each part. Empty if nothing is.
 * @param outcome may have `omittedBytes`, the size of the whole, and `omitted`, its parts.
 */
export function describeOmitted({
  omittedBytes,
  omitted = [],
}: Pick<RunOutcome, "omitted" | "omittedBytes">): string[] {
  const parts = omitted.map(({ path, items, characters }) => {
    if (items !== undefined) return `${path}: ${formatCount(items, "entry")} left out`;
    if (characters !== undefined)
      return `${path}: ${formatCount(characters, "character")} left out`;
    return `${path}: left out`;
  });
  if (omittedBytes === undefined && parts.length === 0) return [];
  const size = omittedBytes === undefined ? "" : ` of ${formatBytes(omittedBytes)}`;
  return [`The result${size} is too long to be shown in full.`, ...parts];
}
