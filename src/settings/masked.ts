import { inputError } from "../inputs/clean";

/** What Segment puts in the place of a secret's characters. */
const BULLET = "•";

/** Whether a value, or anything within it, is a secret as Segment shows it. */
export const isMasked = (value: unknown): boolean =>
  JSON.stringify(value)?.includes(BULLET) ?? false;

/** The settings that can be written, and the names of those that are masked secrets. */
export function withoutMasked(given: Readonly<Record<string, unknown>>): {
  kept: Record<string, unknown>;
  masked: string[];
} {
  const entries = Object.entries(given);
  return {
    kept: Object.fromEntries(entries.filter(([, value]) => !isMasked(value))),
    masked: entries.filter(([, value]) => isMasked(value)).map(([name]) => name),
  };
}

/** What is created needs its secrets themselves: a masked one is refused. */
export function refuseMasked(given: Readonly<Record<string, unknown>>, label: string): void {
  const [name] = withoutMasked(given).masked;
  if (name === undefined) return;
  throw inputError(`${label}.${name}`, "the secret itself", "a masked secret, as Segment shows it");
}
