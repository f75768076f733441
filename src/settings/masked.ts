import { inputError } from "../values/inputError";

/** What Segment puts in the place of a secret's characters. */
const BULLET = "•";

/** Whether a value, or anything within it, is a secret as Segment shows it; of any depth. */
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

/** The settings that can be written, and the names of those that are masked secrets. */
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

/** What is created needs its secrets themselves: a masked one is refused. */
export function refuseMasked(given: Readonly<Record<string, unknown>>, label: string): void {
  const [name] = withoutMasked(given).masked;
  if (name === undefined) return;
  throw inputError(`${label}.${name}`, "the secret itself", "a masked secret, as Segment shows it");
}
