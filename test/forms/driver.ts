import type { Page } from "playwright-core";
import type { FormPage } from "./formPage";

/** A validation error of JSON Forms: one of Ajv's. */
export interface FormError {
  /** The JSON pointer of the value in the form's data; blank for the data itself. */
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}

/** A window on the page, from its top. */
export interface View {
  /** In pixels, as the height. */
  width: number;
  height: number;
  /** The zoom factor of the page. */
  zoom: number;
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

/** The functions of the page that a form has as they are. */
const ACTS = [
  "controls",
  "notes",
  "type",
  "turn",
  "choose",
  "tick",
  "addRow",
  "fillRow",
  "removeRow",
] as const;

/** The things a user sees and does. Each is a single trip to the browser. */
type Acts = {
  [Name in (typeof ACTS)[number]]: (
    ...args: Parameters<FormPage[Name]>
  ) => Promise<Awaited<ReturnType<FormPage[Name]>>>;
};

const actsOn = (page: Page): Acts =>
  Object.fromEntries(
    ACTS.map((name) => [
      name,
      (...args: unknown[]) =>
        page.evaluate((calls[name] as (...args: unknown[]) => string)(...args)),
    ]),
  ) as unknown as Acts;

/** A form on a page of the browser. Whatever is asked of a label that is not there throws. */
export interface Form extends Acts {
  /** The form's data after a JSON round trip; undefined before the first change. */
  data(): Promise<unknown>;
  errors(): Promise<FormError[]>;
  /** Writes the page as a PNG, in its whole length or as much as a view shows of it. */
  screenshot(path: string, view?: View): Promise<void>;
  /** Lets another form take its place. */
  close(): void;
}

/** Writes a page as a PNG, in its whole length or as much as a view shows of it. */
export async function screenshot(page: Page, path: string, view: View | undefined): Promise<void> {
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
export function formOn(page: Page, close: () => void): Form {
  return {
    ...actsOn(page),
    data: async () => {
      const text = await page.evaluate<string | undefined>(calls.data());
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
    screenshot: (path, view) => screenshot(page, path, view),
    close,
  };
}
