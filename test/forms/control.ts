/** What a control looks like; `other` is one that the driver does not know how to fill in. */
export type ControlKind =
  | "text"
  | "password"
  | "multiline"
  | "number"
  | "switch"
  | "checkbox"
  | "dropdown"
  | "checkboxes"
  | "table"
  | "other";

/** What one field or cell shows: text, the title of the choice, or whether it is on. */
export type Shown = string | boolean;

/**
 * A row of a table: what it shows by the heading of each column, or alone where there is no heading.
 * A group of checkboxes is one row, by their titles.
 */
export type ShownRow = Shown | Record<string, Shown>;

/** A control of a form, as the user sees it. */
export interface Control {
  /** Without the asterisk of those that are required. */
  label: string;
  kind: ControlKind;
  /** Blank where none is shown, also where it is shown only on focus. */
  description: string;
  /** Whether it is marked as required; JSON Forms does not mark switches, checkboxes and tables. */
  required: boolean;
  /** A password shows a bullet for each of its characters. */
  value: Shown | ShownRow[];
}
