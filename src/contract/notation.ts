/**
 * Reads the notation of `runtimeContract.json`: JSON without quotes, in which a name without a value has
 * the value `"s"` (text), since most have. Digits without a leading zero and `true` stand for themselves.
 */
export function readNotation<Read>(text: string): Read {
  const json = text
    .replace(/[^{}[\],:]+/g, (word) => (/^(true|[1-9]\d*)$/.test(word) ? word : `"${word}"`))
    .replace(/:(?=[,}])/g, ':"s"');
  return JSON.parse(json);
}
