const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Characters of a text, as JSON Schema counts them: code points, so that an emoji is one. */
export const characters = (text: string): number => text.length - (text.match(PAIR)?.length ?? 0);

/** Text without a byte order mark at its beginning. */
export const withoutMark = (text: string): string =>
  text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
