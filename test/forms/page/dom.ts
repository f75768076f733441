import type { Control, ControlKind, Shown, ShownRow } from "../control";

/** A control, and the element that takes what the user does to it. */
export interface FoundControl extends Control {
  element: HTMLElement;
}

/** A group of checkboxes; the outline of a field is a `fieldset` too. */
const GROUP = "fieldset:not([aria-hidden='true'])";
const FIELDS =
  "input:not([aria-hidden='true']), textarea:not([aria-hidden='true']), [role='combobox']";

/** The visible text of an element; blank if there is no element. */
const textOf = (element: Element | null | undefined): string => element?.textContent?.trim() ?? "";

/** The role of an element for the user. */
export function kindOf(element: Element): ControlKind {
  if (element instanceof HTMLTableElement) return "table";
  if (element.getAttribute("role") === "combobox") return "dropdown";
  if (element instanceof HTMLTextAreaElement) return "multiline";
  if (!(element instanceof HTMLInputElement) || element.closest("[class*='MuiPickers']")) {
    return "other";
  }
  if (element.type === "checkbox") {
    return element.getAttribute("role") === "switch" ? "switch" : "checkbox";
  }
  const { type } = element;
  return type === "text" || type === "password" || type === "number" ? type : "other";
}

function shownIn(element: Element): Shown {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) {
    return textOf(element).replaceAll("\u200b", ""); // a select with no choice has a blank of no width
  }
  if (element.type === "checkbox") return (element as HTMLInputElement).checked;
  return element.type === "password" ? "•".repeat(element.value.length) : element.value;
}

/** The headings of a table's columns; none for a list of single values. */
function headingsOf(table: Element): string[] {
  const [, headings] = table.querySelectorAll("thead tr");
  return [...(headings?.querySelectorAll("th") ?? [])].slice(0, -1).map(textOf);
}

/** The fields of the rows of a table, in order. */
function rowsOf(table: Element): HTMLElement[][] {
  const rows = [...table.querySelectorAll("tbody tr")];
  return rows
    .map((row) => [...row.querySelectorAll<HTMLElement>(FIELDS)])
    .filter((fields) => fields.length > 0);
}

function shownRows(table: Element): ShownRow[] {
  const headings = headingsOf(table);
  return rowsOf(table).map((fields) =>
    headings.length === 0
      ? (fields.map(shownIn)[0] ?? "")
      : Object.fromEntries(
          headings.map((heading, column) => [heading, shownIn(fields[column] as Element)]),
        ),
  );
}

function tableControl(table: HTMLElement): FoundControl {
  return {
    element: table,
    label: textOf(table.querySelector("thead h6")),
    kind: "table",
    description: textOf(table.querySelector("thead p")),
    required: false,
    value: shownRows(table),
  };
}

/** The boxes of a group, each in its label. */
const boxesOf = (group: Element): HTMLLabelElement[] => [...group.querySelectorAll("label")];

function groupControl(group: HTMLElement): FoundControl {
  const legend = group.querySelector("legend");
  const asterisk = legend?.querySelector(".MuiFormLabel-asterisk");
  const titles = boxesOf(group).map((label) => [
    textOf(label),
    label.querySelector("input")?.checked === true,
  ]);
  return {
    element: group,
    label: textOf(legend).replace(textOf(asterisk), "").trim(),
    kind: "checkboxes",
    description: textOf(group.querySelector("p:not(.Mui-error):not(:empty)")),
    required: asterisk !== null && asterisk !== undefined,
    value: [Object.fromEntries(titles)],
  };
}

function fieldControl(element: HTMLElement, form: Element): FoundControl {
  const place = element.closest(".MuiGrid-root") ?? form;
  const label = place.querySelector("label")?.cloneNode(true) as Element | undefined;
  const asterisk = label?.querySelector(".MuiFormLabel-asterisk");
  asterisk?.remove();
  return {
    element,
    label: textOf(label),
    kind: kindOf(element),
    description: textOf(place.querySelector("p:not(.Mui-error):not(:empty)")),
    required: asterisk !== null && asterisk !== undefined,
    value: shownIn(element),
  };
}

/** The controls within an element, in the order they are shown. */
export function controlsIn(form: Element): FoundControl[] {
  return [...form.querySelectorAll<HTMLElement>(`table, ${GROUP}, ${FIELDS}`)].flatMap(
    (element) => {
      if (element instanceof HTMLTableElement) return [tableControl(element)];
      if (element.matches(GROUP)) return [groupControl(element)];
      return element.closest(`table, ${GROUP}`) ? [] : [fieldControl(element, form)];
    },
  );
}

/** The headings that are no table's: what the form says beside its controls. */
export const notesIn = (form: Element): string[] =>
  [...form.querySelectorAll("h6")].filter((heading) => !heading.closest("table")).map(textOf);

function named<Found>(
  found: readonly Found[],
  nameOf: (one: Found) => string,
  name: string,
  what: string,
): Found {
  const [match, ...others] = found.filter((one) => nameOf(one) === name);
  const all = found.map(nameOf).join(", ") || "none";
  if (!match) throw new Error(`No ${what} is called "${name}"; there are: ${all}.`);
  if (others.length > 0) throw new Error(`More than one ${what} is called "${name}": ${all}.`);
  return match;
}

/**
 * The element of the control with a label.
 * @param kinds the allowed kinds.
 * @throws if there is none, more than one, or one of another kind.
 */
export function controlNamed(
  form: Element,
  label: string,
  kinds: readonly ControlKind[],
): HTMLElement {
  const { element, kind } = named(controlsIn(form), (control) => control.label, label, "control");
  if (kinds.includes(kind)) return element;
  throw new Error(`"${label}" is a ${kind}, not a ${kinds.join(" or ")}.`);
}

/** The choice with a title in the list of choices that is open. */
export function choiceNamed(title: string): HTMLElement {
  const choices = [...document.querySelectorAll<HTMLElement>("[role='listbox'] [role='option']")];
  return named(choices, textOf, title, "choice");
}

/** The box with a title in a group of checkboxes. */
export const boxNamed = (group: Element, title: string): HTMLElement =>
  named(boxesOf(group), textOf, title, "box").querySelector("input") as HTMLElement;

/** The field of a column in a row of a table, -1 for the last row. @throws if there is none. */
export function cellOf(table: Element, row: number, column: number): HTMLElement {
  const cell = rowsOf(table).at(row)?.[column];
  if (cell) return cell;
  throw new Error(`The table has no row ${row} with a field in column ${column + 1}.`);
}

/** The button that removes a row of a table, -1 for the last one. */
export const removeButtonOf = (table: Element, row: number): HTMLElement =>
  cellOf(table, row, 0).closest("tr")?.querySelector("td:last-of-type button") as HTMLElement;

/** The button that agrees to the question that is open. */
export const yesButton = (): HTMLElement =>
  [...document.querySelectorAll<HTMLElement>(".MuiModal-root:not(.MuiModal-hidden) button")].at(
    -1,
  ) as HTMLElement;
