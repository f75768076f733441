import type { Control } from "./control";

/** The value for a cell: text, a choice's title, or on and off. */
export type CellValue = string | number | boolean;

/** The values for a row: by property, or a single value in a list of single values. */
export type Row = CellValue | Record<string, CellValue>;

/**
 * The page's interface for the driver, as its global `page`. Values pass as JSON text, which keeps every
 * name. All functions throw if the form has failed, or if it does not have what they name.
 */
export interface FormPage {
  /** Shows a form, handed over as JSON text, in the place of the one before. */
  show(result: string): Promise<void>;
  /** Undefined if JSON Forms received no data and nothing was changed. */
  data(): Promise<string | undefined>;
  errors(): Promise<string>;
  controls(): Promise<Control[]>;
  /** The form's texts outside its controls, in order. */
  notes(): string[];
  /** Puts text into a field, in the place of what is there. */
  type(label: string, text: string): Promise<void>;
  /** Turns a switch or a checkbox; one that is so already is left alone. */
  turn(label: string, on: boolean): Promise<void>;
  /** Chooses from a dropdown by the choice's title; a blank title takes the choice back. */
  choose(label: string, title: string): Promise<void>;
  /** Turns one of a group of checkboxes, by its title. */
  tick(label: string, title: string, on: boolean): Promise<void>;
  /**
   * Adds a row to a table and fills it in: a list of single values with one, a list of objects by
   * the names of their properties. Cells that are not named stay as a new row has them.
   */
  addRow(label: string, row: Row): Promise<void>;
  /** Fills in cells of a row that is there, as `addRow` does; the first row is 0. */
  fillRow(label: string, index: number, row: Row): Promise<void>;
  /** Removes a row of a table, and agrees when asked; the first row is 0. */
  removeRow(label: string, index: number): Promise<void>;
}
