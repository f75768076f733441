import type { ElementHandle, Page } from "playwright-core";
import type { Control, ControlKind } from "./control";
import type { FormPage } from "./formPage";

/** A validation error of JSON Forms: one of Ajv's. */
export interface FormError {
  /** The JSON pointer of the value in the form's data; blank for the data itself. */
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}

/** The value for a cell: text, a choice's title, or on and off. */
export type CellValue = string | number | boolean;

/** The values for a row: by property, or a single value in a list of single values. */
export type Row = CellValue | Record<string, CellValue>;

/** A window on the page, from its top. */
export interface View {
  /** In pixels, as the height. */
  width: number;
  height: number;
  /** The zoom factor of the page. */
  zoom: number;
}

/** A form on a page of the browser. Whatever is asked of a label that is not there throws. */
export interface Form {
  /** Puts text into a field, in the place of what is there. */
  type(label: string, text: string): Promise<void>;
  /** Turns a switch or a checkbox; one that is so already is left alone. */
  turn(label: string, on: boolean): Promise<void>;
  /** Chooses from a dropdown by the choice's title; a blank title takes the choice back. */
  choose(label: string, title: string): Promise<void>;
  /**
   * Adds a row to a table and fills it in: a list of single values with one, a list of objects by
   * the names of their properties. Cells that are not named stay as a new row has them.
   */
  addRow(label: string, row: Row): Promise<void>;
  /** Fills in cells of a row that is there, as `addRow` does; the first row is 0. */
  fillRow(label: string, index: number, row: Row): Promise<void>;
  /** Removes a row of a table, and agrees when asked; the first row is 0. */
  removeRow(label: string, index: number): Promise<void>;
  /** Turns one of a group of checkboxes, by its title. */
  tick(label: string, title: string, on: boolean): Promise<void>;
  /** The form's data after a JSON round trip; undefined before the first change. */
  answer(): Promise<unknown>;
  errors(): Promise<FormError[]>;
  /** The visible controls, in order. */
  controls(): Promise<Control[]>;
  /** The form's texts outside its controls, in order. */
  notes(): Promise<string[]>;
  /** Writes the page as a PNG, in its whole length or as much as a view shows of it. */
  screenshot(path: string, view?: View): Promise<void>;
  close(): Promise<void>;
}

type Calls = {
  [Name in keyof FormPage]: (...args: Parameters<FormPage[Name]>) => string;
};

/** Calls of the page as the source text that the browser runs; see {@link FormPage}. */
export const calls = new Proxy({} as Calls, {
  get:
    (_, name: string) =>
    (...args: unknown[]) =>
      `page.${name}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`,
});

/**
 * Clicks the middle of a field at once, without waiting for it to stand still: fields do not move. What
 * covers the field gets the click, and the form does not change.
 */
const AT_ONCE = { force: true };

async function elementOf(page: Page, call: string): Promise<ElementHandle> {
  const element = (await page.evaluateHandle(call)).asElement();
  if (!element) throw new Error(`${call} is not there.`);
  return element as ElementHandle;
}

/** Fills in one field or cell, whatever its kind is. */
async function fill(page: Page, kind: ControlKind, call: string, value: CellValue): Promise<void> {
  const element = await elementOf(page, call);
  if (kind === "switch" || kind === "checkbox") {
    await element.setChecked(value as boolean, AT_ONCE);
  } else if (kind === "dropdown" && value !== "") {
    await element.click(AT_ONCE);
    await (await elementOf(page, calls.choice(String(value)))).click(AT_ONCE);
  } else {
    await element.fill(String(value));
  }
  await page.evaluate(calls.leave());
}

async function click(page: Page, call: string): Promise<void> {
  await (await elementOf(page, call)).click();
}

async function fillRow(page: Page, label: string, index: number, row: Row): Promise<void> {
  const columns = await page.evaluate<string[]>(calls.columns(label));
  const cells = typeof row === "object" ? Object.entries(row) : [["", row] as const];
  for (const [name, value] of cells) {
    const column = columns.length === 0 && typeof row !== "object" ? 0 : columns.indexOf(name);
    if (column < 0) {
      throw new Error(
        `"${label}" has no column "${name}"; it has: ${columns.join(", ") || "one"}.`,
      );
    }
    const kind = await page.evaluate<ControlKind>(calls.cellKind(label, index, column));
    await fill(page, kind, calls.cell(label, index, column), value);
  }
}

async function screenshot(page: Page, path: string, view: View | undefined): Promise<void> {
  if (!view) {
    await page.screenshot({ path, fullPage: true });
    return;
  }
  const { zoom, ...size } = view;
  const before = page.viewportSize();
  await page.setViewportSize(size);
  await page.evaluate(`document.body.style.zoom = ${zoom}; scrollTo(0, 0)`);
  await page.screenshot({ path });
  await page.evaluate("document.body.style.zoom = 1");
  if (before) await page.setViewportSize(before);
}

/** The form that a page shows. */
export function formOn(page: Page, close: () => Promise<void>): Form {
  return {
    type: (label, text) =>
      fill(page, "text", calls.control(label, "text", "password", "multiline", "number"), text),
    turn: (label, on) => fill(page, "switch", calls.control(label, "switch", "checkbox"), on),
    choose: (label, title) => fill(page, "dropdown", calls.control(label, "dropdown"), title),
    addRow: async (label, row) => {
      await click(page, calls.addButton(label));
      await fillRow(page, label, -1, row);
    },
    fillRow: (label, index, row) => fillRow(page, label, index, row),
    removeRow: async (label, index) => {
      await click(page, calls.removeButton(label, index));
      await click(page, calls.yesButton());
    },
    tick: (label, title, on) => fill(page, "checkbox", calls.box(label, title), on),
    answer: async () => {
      const text = await page.evaluate<string | undefined>(calls.answer());
      return text === undefined ? undefined : JSON.parse(text);
    },
    errors: async () => {
      const all: FormError[] = JSON.parse(await page.evaluate<string>(calls.errors()));
      return all.map(({ instancePath, keyword, message, params }) => ({
        instancePath,
        keyword,
        message,
        params,
      }));
    },
    controls: () => page.evaluate<Control[]>(calls.controls()),
    notes: () => page.evaluate<string[]>(calls.notes()),
    screenshot: (path, view) => screenshot(page, path, view),
    close,
  };
}
