import { type Cleaner, isBlank } from "./cleaner";
import { inputError } from "./inputError";
import { fromJson } from "./jsonCleaners";

/** Prefilled by an older connector as a stand-in for "nothing"; flows built on it still carry it. */
const OLD_PLACEHOLDER = "000xxx";

/** Which rows of a list may be blank, and are left out: all, those of blank text, or none. */
export type Blanks = "any" | "text" | "none";

/**
 * A list of texts, cleaned one by one. The literal `000xxx` is left out, and so are blank rows. Of a
 * list that says who is deleted or who stays, those that may hide a missing value are refused. A single
 * text stands for a list of one, unless it is the JSON text of a list.
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
