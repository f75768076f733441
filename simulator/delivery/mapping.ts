/**
 * Replaces each `{"@path": "$.a.b"}` of a mapping by that part of an event, at every level. `$.` is the
 * whole event. A missing part is undefined. Everything else stays as it is.
 * @throws Error for any other directive, such as `@template`.
 */
export function resolveMapping(mapping: unknown, event: unknown): unknown {
  if (Array.isArray(mapping)) return mapping.map((item) => resolveMapping(item, event));
  if (!isObject(mapping)) return mapping;
  const entries = Object.entries(mapping);
  const [directive] = entries.find(([key]) => key.startsWith("@")) ?? [];
  if (directive === undefined) {
    return Object.fromEntries(entries.map(([key, value]) => [key, resolveMapping(value, event)]));
  }
  const path = mapping["@path"];
  if (typeof path === "string") return readPath(path, event);
  throw new Error(`the simulator resolves @path only, not ${directive}`);
}

/** Names are separated by dots, or stand in brackets: `$.context.page`, `$.traits['plan.name']`. */
function readPath(path: string, event: unknown): unknown {
  const names = path.replace(/^\$\.?/, "").matchAll(/\[(['"])(.*?)\1\]|([^.[\]]+)/g);
  let part = event;
  for (const [, , quoted, plain] of names) {
    const name = quoted ?? plain ?? "";
    if (typeof part !== "object" || part === null || !Object.hasOwn(part, name)) return undefined;
    part = (part as Record<string, unknown>)[name];
  }
  return part;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
