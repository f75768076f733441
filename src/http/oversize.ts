import { LIMITS } from "./limits";

/**
 * A response that is larger than the component reads, once it is unpacked or parsed. Its message is
 * blank unless it says more than that.
 */
export class OversizeAnswer extends Error {}

const [QUOTE, COMMA, LIST, BACKSLASH, END_OF_LIST, OBJECT, END_OF_OBJECT] = [
  ...Buffer.from('",[\\]{}'),
];
/** What an object or list weighs beside the values in it: some 60 bytes of memory. */
const CONTAINER = 4;

/**
 * Checks what JSON will take once it is parsed, by its marks alone: how many values, objects and lists
 * it holds, and how deep they are within each other.
 * @param json UTF-8; may be anything else, of which no more is said than of JSON.
 * @throws OversizeAnswer beyond {@link LIMITS}.
 */
export function checkJsonSize(
  json: Uint8Array,
  limits: { jsonWeight: number; jsonDepth: number } = LIMITS,
): void {
  let weight = 0;
  let depth = 0;
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
      if (depth > limits.jsonDepth) {
        throw new OversizeAnswer(`the response is nested deeper than ${limits.jsonDepth} levels`);
      }
    } else if (byte === END_OF_LIST || byte === END_OF_OBJECT) {
      depth -= 1;
    }
  }
  if (weight > limits.jsonWeight) {
    throw new OversizeAnswer("the response holds more values than the component reads");
  }
}
