/** The maximum depth of objects and lists. */
const MOST_LEVELS = 200;
/** The maximum number of values in a body. Ten megabytes of `{},` would take 250 MB of memory. */
const MOST_VALUES = 1_000_000;

/**
 * Returns what is wrong with the size of a JSON body, or undefined. Reads only the body's punctuation, so
 * the result means nothing for a body that is not JSON.
 */
export function findOversize(body: Buffer): string | undefined {
  let values = 1;
  let level = 0;
  let deepest = 0;
  for (let at = 0; at < body.length; at += 1) {
    switch (String.fromCharCode(body[at] ?? 0)) {
      case '"':
        at = endOfText(body, at);
        break;
      case ",":
        values += 1;
        break;
      case "{":
      case "[":
        values += 1;
        level += 1;
        deepest = Math.max(deepest, level);
        break;
      case "}":
      case "]":
        level -= 1;
        break;
    }
  }
  if (deepest > MOST_LEVELS) return `is nested deeper than ${MOST_LEVELS} levels`;
  return values > MOST_VALUES ? `holds more than ${MOST_VALUES} values` : undefined;
}

/** Returns the position of the closing quotation mark of a string. */
function endOfText(body: Buffer, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== 0x22) at += body[at] === 0x5c ? 2 : 1;
  return at;
}
