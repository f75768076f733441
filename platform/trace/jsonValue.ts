import { types } from "node:util";

/**
 * Converts a value to one that JSON can hold, because a code step may return anything. Bytes become
 * their count, errors their name and message, and a circular reference `[circular]`.
 */
export function toJsonValue(given: unknown, around: readonly object[] = []): unknown {
  if (typeof given === "bigint") return String(given);
  if (typeof given !== "object" || given === null) return given;
  if (around.includes(given)) return "[circular]";
  if (types.isNativeError(given)) return { name: given.name, message: given.message };
  if (ArrayBuffer.isView(given) || types.isAnyArrayBuffer(given)) {
    return `[${given.byteLength} bytes]`;
  }
  const here = [...around, given];
  if ("toJSON" in given && typeof given.toJSON === "function")
    return toJsonValue(given.toJSON(), here);
  if (types.isSet(given)) return toJsonValue([...given], here);
  if (Array.isArray(given)) return given.map((entry) => toJsonValue(entry, here));
  const entries: [unknown, unknown][] = types.isMap(given) ? [...given] : Object.entries(given);
  return Object.fromEntries(
    entries.map(([name, entry]) => [String(name), toJsonValue(entry, here)]),
  );
}
