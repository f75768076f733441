const [QUOTE, COMMA, LIST, BACKSLASH, END_OF_LIST, OBJECT, END_OF_OBJECT] = [
  ...Buffer.from('",[\\]{}'),
];
/** What an object or list weighs beside the values in it: some 60 bytes of memory. */
const CONTAINER = 4;

/** What JSON takes once it is parsed. */
export interface JsonSize {
  /** 1 for each value after the first of its list or object, 4 for each list and object. */
  weight: number;
  /** How deep lists and objects are within each other. */
  depth: number;
}

/** The most that is parsed, of an input as of a response. */
export const MOST_JSON: Readonly<JsonSize> = { weight: 10_000_000, depth: 200 };

/**
 * Tells from the marks of JSON alone what it will take once it is parsed. Takes a fraction of the time
 * of parsing, and no memory.
 * @param json UTF-8; may be anything else, of which the size says nothing.
 * @param most the size beyond which the rest is not looked at.
 */
export function jsonSize(json: Uint8Array, most: Readonly<JsonSize> = MOST_JSON): JsonSize {
  let weight = 0;
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) {
      isText = true;
    } else if (byte === COMMA) {
      weight += 1;
    } else if (byte === LIST || byte === OBJECT) {
      weight += CONTAINER;
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (depth > most.depth || weight > most.weight) break;
    } else if (byte === END_OF_LIST || byte === END_OF_OBJECT) {
      depth -= 1;
    }
  }
  return { weight, depth: deepest };
}
