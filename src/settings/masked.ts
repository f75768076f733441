import { inputError } from "../inputs/clean";

/** What Segment puts in the place of a secret's characters. */
const BULLET = "•";

/** Whether a value, or anything within it, is a secret as Segment shows it. */
export function isMasked(value: unknown): boolean {
  if (typeof value === "string") return value.includes(BULLET);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, inner]) => isMasked(name) || isMasked(inner));
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
