import type { Control, ControlKind } from "./control";

/**
 * What the page offers the driver, as its global `page`. Values come and go as JSON text, which
 * keeps every name. All but `hide` and `leave` throw when the form failed.
 */
export interface FormPage {
  /** Shows a form, handed over as JSON text, in the place of the one before. */
  show(result: string): Promise<void>;
  hide(): void;
  /** Undefined where JSON Forms was handed no data and nothing was done yet. */
  answer(): Promise<string | undefined>;
  errors(): Promise<string>;
  controls(): Promise<Control[]>;
  /** The element of a control, which must be of one of these kinds. */
  control(label: string, ...kinds: ControlKind[]): object;
  /** A choice of the list of choices that is open. */
  choice(title: string): object;
  /** The button that adds a row to a table. */
  addButton(label: string): object;
  /** The names of a table's columns as the answer has them; none for a list of single values. */
  columns(label: string): string[];
  /** The button that removes a row of a table; the first row is 0. */
  removeButton(label: string, row: number): object;
  /** The button that says yes to the question that is asked. */
  yesButton(): object;
  /** The field of a column in a row of a table; the first row is 0, the last one -1. */
  cell(label: string, row: number, column: number): object;
  /** What a cell is. */
  cellKind(label: string, row: number, column: number): ControlKind;
  /** The box with a title in a group of checkboxes. */
  box(label: string, title: string): object;
  /** What the form says beside its controls, in order. */
  notes(): string[];
  /** Ends typing, as going elsewhere does. */
  leave(): void;
}
