/** The kind of a control; `other` is one that the driver cannot fill in. */
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

/** The value that a field or cell shows: text, the title of the choice, or on and off. */
export type Shown = string | boolean;

/**
 * A row of a table: its values by column heading, or a single value if the table has no headings. A
 * group of checkboxes is one row, by title.
 */
export type ShownRow = Shown | Record<string, Shown>;

/** A control of a form, as the user sees it. */
export interface Control {
  /** Without the asterisk of those that are required. */
  label: string;
  kind: ControlKind;
  /** Blank if none is shown or if it is shown only on focus. */
  description: string;
  /** True if it is marked as required; JSON Forms does not mark switches, checkboxes and tables. */
  required: boolean;
  /** A password shows a bullet for each of its characters. */
  value: Shown | ShownRow[];
}
