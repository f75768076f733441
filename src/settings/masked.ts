import { inputError } from "../values/inputError";

/** The character that Segment shows in place of those of a secret. */
const BULLET = "•";

/** Tells whether a value, or anything within it, is a masked secret. */
export function isMasked(value: unknown): boolean {
  const rest = [value];
  const seen = new Set<object>();
  while (rest.length > 0) {
    const given = rest.pop();
    if (typeof given === "string" && given.includes(BULLET)) return true;
    if (typeof given !== "object" || given === null || ArrayBuffer.isView(given)) continue;
    if (seen.has(given)) continue;
    seen.add(given);
    for (const [name, inner] of Object.entries(given)) rest.push(name, inner);
  }
  return false;
}

/** Separates the settings that can be written from the names of masked secrets. */
export function withoutMasked(given: Readonly<Record<string, unknown>>): {
  kept: Record<string, unknown>;
  masked: string[];
} {
  const kept: [string, unknown][] = [];
  const masked: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (isMasked(value)) masked.push(name);
    else kept.push([name, value]);
  }
  return { kept: Object.fromEntries(kept), masked };
}

/**
 * Refuses masked secrets, since a new object needs the secrets themselves.
 * @throws an input error that names the first masked secret.
 */
export function refuseMasked(given: Readonly<Record<string, unknown>>, label: string): void {
  const [name] = withoutMasked(given).masked;
  if (name === undefined) return;
  throw inputError(`${label}.${name}`, "the secret itself", "a masked secret, as Segment shows it");
}
