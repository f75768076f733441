const [QUOTE, COMMA, LIST, BACKSLASH, END_OF_LIST, OBJECT, END_OF_OBJECT] = [
  ...Buffer.from('",[\\]{}'),
];
/** The weight of an object or list without its values: some 60 bytes of memory. */
export const CONTAINER = 4;

/** The size of JSON once it is parsed. */
interface JsonSize {
  /** 1 for each value after the first of its list or object, 4 for each list and object. */
  weight: number;
  /** The nesting depth of lists and objects. */
  depth: number;
}

/** The largest JSON that is parsed, in an input or a response. */
export const MOST_JSON: Readonly<JsonSize> = { weight: 10_000_000, depth: 200 };

/**
 * Measures JSON by its punctuation, in a fraction of the time of parsing and without memory.
 * @param json UTF-8. For bytes that are not JSON, the size is meaningless.
 * @param most the size beyond which the rest is not read.
 */
export function jsonSize(json: Uint8Array, most: Readonly<JsonSize> = MOST_JSON): JsonSize {
  let weight = 0;
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) {
      // Most bytes are in texts. A loop of their own takes a third less time.
      for (at += 1; at < json.length && json[at] !== QUOTE; at += 1) {
        if (json[at] === BACKSLASH) at += 1;
      }
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
