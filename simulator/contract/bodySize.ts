/** The maximum depth of objects and lists. */
const MOST_LEVELS = 200;
/** The maximum number of values in a body. Ten megabytes of `{},` would take 250 MB of memory. */
const MOST_VALUES = 1_000_000;

// Bytes. To compare texts would take most of the time to read a large body.
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/**
 * Returns what is wrong with the size of a JSON body, or undefined. Reads only the body's punctuation, so
 * the result means nothing for a body that is not JSON.
 */
export function findOversize(body: Buffer): string | undefined {
  let values = 1;
  let level = 0;
  let deepest = 0;
  for (let at = 0; at < body.length; at += 1) {
    switch (body[at]) {
      case QUOTE:
        at = endOfText(body, at);
        break;
      case COMMA:
        values += 1;
        break;
      case OPEN_OBJECT:
      case OPEN_LIST:
        values += 1;
        level += 1;
        if (level > deepest) deepest = level;
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        level -= 1;
        break;
    }
  }
  if (deepest > MOST_LEVELS) return `is nested deeper than ${MOST_LEVELS} levels`;
  return values > MOST_VALUES ? `holds more than ${MOST_VALUES} values` : undefined;
}

/** Returns the position of the closing quotation mark of a string, or the length if there is none. */
function endOfText(body: Buffer, start: number): number {
  let end = body.indexOf(QUOTE, start + 1);
  while (end >= 0 && isEscaped(body, end)) end = body.indexOf(QUOTE, end + 1);
  return end < 0 ? body.length : end;
}

/** Returns true if an odd number of backslashes precedes this position. */
function isEscaped(body: Buffer, at: number): boolean {
  let start = at;
  while (body[start - 1] === BACKSLASH) start -= 1;
  return (at - start) % 2 === 1;
}
