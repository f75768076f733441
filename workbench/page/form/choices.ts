import type { Choice } from "../../protocol";

/** The most choices that a picker shows at a time. The filter goes over all of them. */
export const MOST_SHOWN = 200;

const isElement = (entry: unknown): entry is { key: string; label?: string } =>
  typeof entry === "object" && entry !== null && "key" in entry && typeof entry.key === "string";

/**
 * Reads the choices in the result of a picklist: texts, or keys with labels.
 * @throws if the result is no list of them.
 */
export function readChoices(result: unknown): readonly Choice[] {
  if (!Array.isArray(result)) throw new Error("The data source returned no list of choices.");
  return result.map((entry: unknown) => {
    if (typeof entry === "string") return { label: entry, value: entry };
    if (isElement(entry)) return { label: entry.label || entry.key, value: entry.key };
    throw new Error("The data source returned a choice without a key.");
  });
}

/** Finds the choices whose label or key holds a text, in any case. */
export function filterChoices(
  choices: readonly Choice[],
  text: string,
): { shown: readonly Choice[]; hidden: number } {
  const wanted = text.trim().toLowerCase();
  const found = choices.filter(
    ({ label, value }) =>
      label.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted),
  );
  return { shown: found.slice(0, MOST_SHOWN), hidden: Math.max(0, found.length - MOST_SHOWN) };
}
