import { jsonSize, MOST_JSON } from "../values/jsonSize";

/**
 * A response that is larger than the component reads, once it is unpacked or parsed. Its message is
 * blank unless it says more than that.
 */
export class OversizeAnswer extends Error {}

/**
 * Checks what JSON takes once it is parsed: packed, 50 kB can hold enough small values for gigabytes.
 * @throws OversizeAnswer
 */
export function checkJsonSize(json: Uint8Array, most = MOST_JSON): void {
  const { weight, depth } = jsonSize(json);
  if (depth > most.depth) {
    throw new OversizeAnswer(`the response is nested deeper than ${most.depth} levels`);
  }
  if (weight > most.weight) {
    throw new OversizeAnswer("the response holds more values than the component reads");
  }
}
