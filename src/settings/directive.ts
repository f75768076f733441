import { parseJson, toJson } from "../values/json";
import { isRecord } from "../values/record";

/** A property path of an event, or the whole event. `$.99` is a price, not a path. */
const PATH = /^\$\.(?:$|[\p{L}_$[].*)/u;

/**
 * Tells whether a value is a mapping directive of Segment's Actions destinations, which reads the value of
 * a field from the event: an object whose keys all begin with `@`.
 */
export function isDirective(value: unknown): value is Record<`@${string}`, unknown> {
  if (!isRecord(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key.startsWith("@"));
}

/** Parses JSON text of an object; returns undefined for any other text. */
function objectIn(text: string): unknown {
  // Templates such as `{{name}}` are not JSON; parsing many of them to find out is slow.
  if (!/^\{\s*"/.test(text) || !text.endsWith("}")) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Reads a directive from a value, its JSON text or a path alone (`$.userId`); otherwise undefined. */
export function asDirective(raw: unknown): Record<string, unknown> | undefined {
  if (typeof raw !== "string") return isDirective(raw) ? raw : undefined;
  const text = raw.trim();
  if (PATH.test(text)) return { "@path": text };
  const value = objectIn(text);
  return isDirective(value) ? value : undefined;
}

/** Returns the shortest text that `asDirective` reads as this directive. */
export function directiveText(directive: Record<string, unknown>): string {
  const { "@path": path, ...others } = directive;
  const isPath = typeof path === "string" && Object.keys(others).length === 0 && PATH.test(path);
  return isPath && path === path.trim() ? path : toJson(directive);
}
