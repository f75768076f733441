import { type RefObject, useEffect, useRef } from "react";

const FIELDS = ':is(input, textarea):not([aria-hidden="true"]), [role="combobox"]';

const textOf = (element: Element | null | undefined): string => element?.textContent?.trim() ?? "";

/** Names the fields of a table by its title, the number of the row and the heading of the column. */
function labelCells(table: HTMLTableElement): void {
  const title = textOf(table.querySelector("thead h6"));
  const [, headings] = table.querySelectorAll("thead tr");
  const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector(FIELDS));
  for (const [place, row] of rows.entries()) {
    for (const [column, cell] of [...row.children].entries()) {
      const heading = textOf(headings?.children[column]);
      const label = [title, String(place + 1), heading].filter((part) => part !== "").join(" ");
      for (const field of cell.querySelectorAll(FIELDS)) field.setAttribute("aria-label", label);
    }
  }
}

/**
 * Names the fields in the tables within an element: JSON Forms shows them without a label.
 * @returns the reference to the element.
 */
export function useCellLabels(): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = element.current;
    if (!root) return;
    const label = () => {
      for (const table of root.querySelectorAll("table")) labelCells(table);
    };
    label();
    const observer = new MutationObserver(label);
    observer.observe(root, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return element;
}
