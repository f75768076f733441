import type { Control, ControlKind } from "./control";

/**
 * The page's interface for the driver, as its global `page`. Values pass as JSON text, which keeps every
 * name. All functions but `hide` and `leave` throw if the form has failed.
 */
export interface FormPage {
  /** Shows a form, handed over as JSON text, in the place of the one before. */
  show(result: string): Promise<void>;
  hide(): void;
  /** Undefined if JSON Forms received no data and nothing was changed. */
  answer(): Promise<string | undefined>;
  errors(): Promise<string>;
  controls(): Promise<Control[]>;
  /** The element of a control, which must be of one of these kinds. */
  control(label: string, ...kinds: ControlKind[]): object;
  /** A choice of the list of choices that is open. */
  choice(title: string): object;
  /** The button that adds a row to a table. */
  addButton(label: string): object;
  /** The property names of a table's columns; none for a list of single values. */
  columns(label: string): string[];
  /** The button that removes a row of a table; the first row is 0. */
  removeButton(label: string, row: number): object;
  /** The button that says yes to the question that is asked. */
  yesButton(): object;
  /** The field of a column in a row of a table; the first row is 0, the last one -1. */
  cell(label: string, row: number, column: number): object;
  /** The kind of a cell. */
  cellKind(label: string, row: number, column: number): ControlKind;
  /** The box with a title in a group of checkboxes. */
  box(label: string, title: string): object;
  /** The form's texts outside its controls, in order. */
  notes(): string[];
  /** Ends typing, as going elsewhere does. */
  leave(): void;
}
