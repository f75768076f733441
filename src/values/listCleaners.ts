import { type Cleaner, isBlank } from "./cleaner";
import { inputError } from "./inputError";
import { fromJson } from "./jsonCleaners";

/** The placeholder for "nothing" that an older connector prefilled. Existing flows still contain it. */
const OLD_PLACEHOLDER = "000xxx";

/** The blank rows that a list leaves out instead of refusing: all, those of blank text, or none. */
export type Blanks = "any" | "text" | "none";

/**
 * Accepts a list of texts, and cleans each of them. A single text counts as a list of one, unless it is
 * the JSON text of a list. The literal `000xxx` and blank rows are left out.
 * @param blanks refuses blank rows that may hide a missing value, for lists that decide who is deleted
 * or who stays.
 */
export function asList<Text extends string>(
  item: Cleaner<Text>,
  blanks: Blanks = "any",
): Cleaner<Text[]> {
  return (raw, label) => {
    if (isBlank(raw)) return undefined;
    const isJsonList = typeof raw === "string" && /^\s*\[/.test(raw);
    const value = isJsonList ? fromJson(raw, label, "a list of text") : raw;
    const rows = Array.isArray(value) ? [...value] : [value];
    const nameOf = (index: number) => (rows.length > 1 ? `${label}[${index}]` : label);
    const cleaned = rows.map((row, index) =>
      row === OLD_PLACEHOLDER ? undefined : item(row, nameOf(index)),
    );
    const texts = cleaned.filter((text) => text !== undefined);
    if (texts.length === 0) return undefined;
    const isRefused = (row: unknown) =>
      isBlank(row) && (blanks === "none" || (blanks === "text" && typeof row !== "string"));
    const blank = rows.findIndex(isRefused);
    if (blank >= 0) throw inputError(nameOf(blank), "text", "nothing");
    return texts;
  };
}
