const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Counts the characters of a text as JSON Schema does, by code points: most emoji count as one. */
export const characters = (text: string): number => text.length - (text.match(PAIR)?.length ?? 0);

/** Removes a byte order mark at the start of a text. */
export const withoutMark = (text: string): string =>
  text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;

/** Returns a text; undefined for any other value. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;
