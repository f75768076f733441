import { yesButton } from "./dom";

/** Milliseconds after which a form that does not do its part fails the test. */
const PATIENCE_MS = 10_000;

/**
 * Ends this task and those before it: React renders in tasks of the same queue, so that what has been
 * changed so far is then shown.
 */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

const openModal = () => document.querySelector(".MuiModal-root:not(.MuiModal-hidden)");

/** @throws an error of this text if the condition does not become true. */
async function until(condition: () => boolean, otherwise: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  do {
    await nextTask();
    if (condition()) return;
  } while (performance.now() < end);
  throw new Error(otherwise);
}

/**
 * Clicks the middle of an element.
 * @throws if the element is disabled, or if something else is on top of it.
 */
export async function click(element: HTMLElement): Promise<void> {
  if (element.matches(":disabled, [aria-disabled='true']")) {
    throw new Error(`${element.outerHTML} is disabled.`);
  }
  element.scrollIntoView({ block: "center" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const [clientX, clientY] = [left + width / 2, top + height / 2];
  const target = document.elementFromPoint(clientX, clientY);
  if (!target || !element.contains(target)) {
    throw new Error(`${element.outerHTML} is behind ${target?.outerHTML ?? "nothing"}.`);
  }
  const at = { bubbles: true, cancelable: true, view: window, clientX, clientY, button: 0 };
  if (target.dispatchEvent(new MouseEvent("mousedown", { ...at, detail: 1 }))) element.focus();
  target.dispatchEvent(new MouseEvent("mouseup", { ...at, detail: 1 }));
  target.dispatchEvent(new MouseEvent("click", { ...at, detail: 1 }));
  await nextTask();
}

/** Ends what is done to a field, as going elsewhere does: JSON Forms then takes what was typed. */
async function leave(): Promise<void> {
  (document.activeElement as HTMLElement | null)?.blur();
  await nextTask(); // hands the text over
  await nextTask(); // and changes the data
}

/**
 * Types text into a field, in the place of what is there.
 * @throws if the field does not take it.
 */
export async function type(
  field: HTMLInputElement | HTMLTextAreaElement,
  text: string,
): Promise<void> {
  field.focus();
  field.select();
  // The browser's own editing, with the events of a keyboard's.
  if (text !== "") document.execCommand("insertText", false, text);
  else if (field.value !== "") document.execCommand("delete");
  if (field.value !== text) throw new Error(`${field.outerHTML} does not take "${text}".`);
  await nextTask();
  await leave();
}

/**
 * Turns a switch or a checkbox, which may be so already.
 * @throws if it stays as it was.
 */
export async function turn(box: HTMLInputElement, on: boolean): Promise<void> {
  if (box.checked === on) return;
  await click(box);
  if (box.checked !== on) throw new Error(`${box.outerHTML} cannot be turned.`);
  await leave();
}

/**
 * Chooses from a dropdown.
 * @param choice finds the choice in the open list.
 */
export async function choose(dropdown: HTMLElement, choice: () => HTMLElement): Promise<void> {
  await click(dropdown);
  await click(choice());
  await until(() => !openModal(), "The list of choices stays open.");
  await leave();
}

/** Presses a button, and agrees to the question that it asks. */
export async function agreeTo(button: HTMLElement): Promise<void> {
  await click(button);
  await until(() => openModal() !== null, "The form asks no question.");
  await click(yesButton());
  await until(() => !openModal(), "The question stays open.");
}
