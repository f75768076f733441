import type { Frame, Page } from "playwright-core";
import { FOCUSED } from "./inBrowser";

/** The most presses of Tab from one control to another. */
const MOST_TABS = 400;

/** The name of the focused control. A button without another name has that of its text. */
const NAME = `(${FOCUSED}) || (document.activeElement?.localName === "button" && document.activeElement.textContent) || ""`;

/**
 * Presses Tab until a control has the focus, which may have it already.
 * @param name its name, or the first words of it.
 * @param within the document of the control.
 */
export async function tabTo(page: Page, name: string, within: Page | Frame = page): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    const found = await within.evaluate<string>(NAME);
    if (found.startsWith(name) && !/\w/.test(found.charAt(name.length))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${MOST_TABS} presses of Tab do not lead to ${name}`);
}

/** Presses a button by Enter. */
export async function press(page: Page, button: string): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press("Enter");
}

/** Chooses from a list of choices by typing a part of the label in place of the chosen one. */
export async function choose(page: Page, control: string, label: string): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press("ArrowDown");
  await page.getByRole("option").first().waitFor();
  // The label of a preset choice may have come with the choices, after the focus.
  await page.keyboard.press("Control+a");
  await page.keyboard.type(label);
  // Of a long list, only the first choices are shown before the text.
  await page.getByRole("option", { name: label }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** Chooses from a fixed list, which moves to the choice that begins with the typed text. */
export async function select(page: Page, control: string, label: string): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: label }).waitFor();
  await page.keyboard.type(label);
  await page.keyboard.press("Enter");
  await page.getByRole("listbox").waitFor({ state: "detached" });
}

/**
 * Types text into a field in place of the text in it.
 * @param within the document of the field.
 */
export async function retype(
  page: Page,
  field: string,
  text: string,
  within: Page | Frame = page,
): Promise<void> {
  await tabTo(page, field, within);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}
