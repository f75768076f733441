import type { Page } from "playwright-core";
import { type LocalBrowser, launchBrowser } from "../browser/launch";
import { bundlePage } from "./bundle";
import { calls, type Form, formOn } from "./driver";

/** The result of a data source of the type `jsonForm`. */
export interface FormResult {
  schema: object;
  uiSchema: object;
  /** The initial data of the form. */
  data?: unknown;
}

interface Workshop extends LocalBrowser {
  script: string;
  /** Pages whose form was closed; loading the libraries anew takes most of a second. */
  free: Page[];
}

let workshop: Promise<Workshop> | undefined;
/** The suites that started the browser and did not stop it yet; some are within others. */
let suites = 0;

async function startWorkshop(): Promise<Workshop> {
  const script = await bundlePage();
  return { ...(await launchBrowser()), script, free: [] };
}

async function newPage({ context, script }: Workshop): Promise<Page> {
  const page = await context.newPage();
  await page.setContent("<!doctype html><html lang=en><body></body></html>");
  await page.addScriptTag({ content: script });
  return page;
}

/**
 * Starts the browser of a test file: `beforeAll(startForms, 60_000)`, since the page may need a build
 * first.
 * @throws an error with the package to install if there is no browser.
 */
export async function startForms(): Promise<void> {
  suites += 1;
  workshop ??= startWorkshop();
  await workshop;
}

/** Ends the browser of a test file, if no suite around this one uses it: `afterAll(stopForms)`. */
export async function stopForms(): Promise<void> {
  suites -= 1;
  if (suites > 0) return;
  await (await workshop)?.close();
  workshop = undefined;
}

/**
 * Shows a form as the platform does: JSON Forms with Material renderers.
 * @throws if JSON Forms cannot show it or lacks a renderer for one of its controls.
 */
export async function openForm(result: FormResult): Promise<Form> {
  workshop ??= startWorkshop();
  const ready = await workshop;
  const { free } = ready;
  const page = free.pop() ?? (await newPage(ready));
  const close = async () => {
    await page.evaluate(calls.hide());
    if (!free.includes(page)) free.push(page);
  };
  try {
    await page.evaluate(calls.show(JSON.stringify(result)));
  } catch (error) {
    await close();
    throw error;
  }
  return formOn(page, close);
}
