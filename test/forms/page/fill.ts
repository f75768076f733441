import type { CellValue, Row } from "../formPage";
import { cellOf, choiceNamed, kindOf } from "./dom";
import { choose, turn, type } from "./user";

/** Fills in one field or cell, whatever its kind is. */
export function fill(element: HTMLElement, value: CellValue): Promise<void> {
  const kind = kindOf(element);
  if (kind === "switch" || kind === "checkbox") {
    return turn(element as HTMLInputElement, value as boolean);
  }
  if (kind === "dropdown" && value !== "") return choose(element, () => choiceNamed(String(value)));
  return type(element as HTMLInputElement, String(value));
}

/**
 * Fills in cells of a table's row, -1 for the last one.
 * @param columns the names of the columns; none if the table is a list of single values.
 * @throws if the table has no such row or column.
 */
export async function fillRow(
  table: HTMLElement,
  label: string,
  columns: readonly string[],
  index: number,
  row: Row,
): Promise<void> {
  const cells = typeof row === "object" ? Object.entries(row) : [["", row] as const];
  for (const [name, value] of cells) {
    const column = columns.length === 0 && typeof row !== "object" ? 0 : columns.indexOf(name);
    if (column < 0) {
      throw new Error(
        `"${label}" has no column "${name}"; it has: ${columns.join(", ") || "one"}.`,
      );
    }
    await fill(cellOf(table, index, column), value);
  }
}
