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

/** The choices that hold a text, as far as a list shows them. */
export interface FoundChoices<One extends Choice = Choice> {
  /** The first ones. */
  shown: readonly One[];
  /** The number of the others. */
  hidden: number;
}

/**
 * Finds the choices whose label and key hold all words of a text, in any case.
 * @param most the most choices to show.
 */
export function filterChoices<One extends Choice>(
  choices: readonly One[],
  text: string,
  most = MOST_SHOWN,
): FoundChoices<One> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices.filter(({ label, value }) => {
    const searched = `${label} ${value}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
  return { shown: found.slice(0, most), hidden: Math.max(0, found.length - most) };
}
