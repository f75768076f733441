import path from "node:path";
import type { Page } from "playwright-core";
import { bundleScript } from "../../workbench/server/bundleScript";
import { type LocalBrowser, launchBrowser } from "../browser/launch";
import { calls, type Form, formOn } from "./driver";

/** The mount of the form of the wizard, with the hands of a user. */
const PAGE = path.join(__dirname, "page/main.tsx");

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
  /** Pages that show a form. */
  busy: Set<Page>;
}

let workshop: Promise<Workshop> | undefined;

async function startWorkshop(): Promise<Workshop> {
  const script = await bundleScript(PAGE, { minify: false });
  return { ...(await launchBrowser()), script, free: [], busy: new Set() };
}

async function newPage({ context, script }: Workshop): Promise<Page> {
  const page = await context.newPage();
  await page.setContent("<!doctype html><html lang=en><body></body></html>");
  await page.addScriptTag({ content: script });
  return page;
}

/** Lets a page show another form. What it shows goes when the next one comes. */
function freePage({ free, busy }: Workshop, page: Page): void {
  if (busy.delete(page)) free.push(page);
}

/**
 * Starts the browser of a test file and bundles the page: `beforeAll(startForms, 60_000)`.
 * @throws an error with the package to install if there is no browser.
 */
export async function startForms(): Promise<void> {
  workshop ??= startWorkshop();
  await workshop;
}

/** Closes the forms of a test, which need no closing of their own: `afterEach(closeForms)`. */
export async function closeForms(): Promise<void> {
  const ready = await workshop;
  for (const page of [...(ready?.busy ?? [])]) freePage(ready as Workshop, page);
}

/** Ends the browser of a test file: `afterAll(stopForms)`. */
export async function stopForms(): Promise<void> {
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
  const page = ready.free.pop() ?? (await newPage(ready));
  ready.busy.add(page);
  const close = () => freePage(ready, page);
  try {
    await page.evaluate(calls.show(JSON.stringify(result)));
  } catch (error) {
    close();
    throw error;
  }
  return formOn(page, close);
}
