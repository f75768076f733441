import type { CompactSchema } from "./compactSchema";

/**
 * Reads a schema of `runtimeContract.json`: JSON without quotes, in which a name without a value has the
 * value `"s"` (text), since most have. Digits without a leading zero are numbers.
 */
export const readNotation = (text: string): CompactSchema =>
  JSON.parse(
    text
      .replace(/[^{}[\],:]+/g, '"$&"')
      .replace(/"([1-9]\d*)"/g, "$1")
      .replace(/:(?=[,}])/g, ':"s"'),
  );
