/**
 * Returns the data of a response without the write keys of sources, as a token without the role Source
 * Admin receives it.
 */
export function withoutWriteKeys(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutWriteKeys);
  if (Object.prototype.toString.call(data) !== "[object Object]") return data;
  if (Object.getPrototypeOf(data) !== Object.prototype) return data;
  return Object.fromEntries(
    Object.entries(data as object).map(([name, value]) => [
      name,
      name === "writeKeys" ? [] : withoutWriteKeys(value),
    ]),
  );
}
