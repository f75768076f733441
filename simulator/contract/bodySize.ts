/** How deep objects and lists may be within each other. */
const MOST_LEVELS = 200;
/** How many values a body may hold. Ten megabytes of `{},` would take a quarter of a gigabyte. */
const MOST_VALUES = 1_000_000;

/**
 * What is wrong with the size of a JSON body, told from its marks alone; undefined where nothing is.
 * Whatever is not JSON may be told anything.
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

/** Where the text ends that begins at a quotation mark. */
function endOfText(body: Buffer, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== 0x22) at += body[at] === 0x5c ? 2 : 1;
  return at;
}
