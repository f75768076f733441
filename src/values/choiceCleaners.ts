import { type Cleaner, isBlank } from "./cleaner";
import { refuse } from "./inputError";

/** Accepts a boolean, or the text `true` or `false` in any case. */
export const asBoolean: Cleaner<boolean> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw === "boolean") return raw;
  const word = typeof raw === "string" ? raw.trim().toLowerCase() : undefined;
  if (word === "true" || word === "false") return word === "true";
  return refuse(raw, label, "true or false");
};

/** Accepts one of the given names. Outer spaces are ignored. */
export function asChoice<const Choice extends string>(choices: readonly Choice[]): Cleaner<Choice> {
  return (raw, label) => {
    if (isBlank(raw)) return undefined;
    const text = typeof raw === "string" ? raw.trim() : undefined;
    const choice = choices.find((name) => name === text);
    return choice ?? refuse(raw, label, `one of ${choices.join(", ")}`);
  };
}
