import { parseJson, toJson } from "../values/json";
import { isRecord } from "../values/record";

/** A property path of an event, or the whole event; `$.99` is a price. */
const PATH = /^\$\.(?:$|[\p{L}_$[].*)/u;

/**
 * Whether a value says where in the event a field's value comes from, as the mapping of Segment's
 * Actions destinations has it: an object whose keys all begin with `@`.
 */
export function isDirective(value: unknown): value is Record<`@${string}`, unknown> {
  if (!isRecord(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key.startsWith("@"));
}

/** JSON text of an object as that object; undefined for any other text. */
function objectIn(text: string): unknown {
  // Templates such as `{{name}}` are no JSON; to find that out by parsing takes long for many of them.
  if (!/^\{\s*"/.test(text) || !text.endsWith("}")) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** A directive as a value, as its JSON text, or as the path alone (`$.userId`); undefined otherwise. */
export function asDirective(raw: unknown): Record<string, unknown> | undefined {
  if (typeof raw !== "string") return isDirective(raw) ? raw : undefined;
  const text = raw.trim();
  if (PATH.test(text)) return { "@path": text };
  const value = objectIn(text);
  return isDirective(value) ? value : undefined;
}

/** The shortest text that `asDirective` reads as this directive. */
export function directiveText(directive: Record<string, unknown>): string {
  const { "@path": path, ...others } = directive;
  const isPath = typeof path === "string" && Object.keys(others).length === 0 && PATH.test(path);
  return isPath && path === path.trim() ? path : toJson(directive);
}
