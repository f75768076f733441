import type { Page } from "playwright-core";
import type { StepDescription } from "../../workbench/protocol";
import { AXE, CUT_OFF, findProblems, SETTLED } from "./inBrowser";
import { tabTo } from "./keyboard";
import type { OpenWorkbench } from "./open";
import { describeComponent, slugsOf } from "./server";

const hasInput = (step: StepDescription, test: (type: string, isList: boolean) => boolean) =>
  step.inputs.some(({ type, collection }) => test(type, collection !== undefined));

/** The addresses of the main kinds of pages. */
const ADDRESSES: Record<string, (steps: readonly StepDescription[]) => string> = {
  "the largest form": (steps) => {
    const [largest] = steps
      .filter(({ kind }) => kind === "action")
      .toSorted((one, other) => other.inputs.length - one.inputs.length);
    return `/steps/${largest?.key}`;
  },
  "a form with code and rows": (steps) => {
    const step = steps.find(
      (one) =>
        one.kind === "action" &&
        hasInput(one, (type) => type === "code") &&
        hasInput(one, (_, isList) => isList),
    );
    return `/steps/${step?.key}`;
  },
  "the page of the connection": () => "/connection",
  "a trigger": (steps) => `/triggers/${steps.find(({ kind }) => kind === "trigger")?.key}`,
  "a data source": (steps) =>
    `/dataSources/${steps.find(({ dataSourceType }) => dataSourceType === "jsonForm")?.key}`,
  "a page of the wizard": () => "/configure/provision-workspace",
  "the end of a wizard": () => "/configure/audit-workspace",
  "the marketplace card": () => "/marketplace",
  "a document": () => "/docs/settings.md",
  "a step that the component does not have": () => "/steps/notThere",
  "a result": () => "/steps/listSources",
  "a failed run": () => "/steps/getSource",
  "the search": () => "/steps/createSource",
  "a flow": () => "/flows/provision-workspace",
};

/** The actions on a page before it is examined. */
const ACTS: Record<string, (page: Page) => Promise<unknown>> = {
  "a failed run": async (page) => {
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("Failed", { exact: true }).waitFor();
  },
  "a page of the wizard": async (page) => {
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("heading", { name: "Where Events Go" }).waitFor();
    await page.getByRole("button", { name: "Next" }).click();
  },
  "the end of a wizard": (page) => page.getByRole("button", { name: "Finish" }).press("Enter"),
  "a document": (page) => page.getByRole("article").waitFor(),
  "a result": async (page) => {
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("Done", { exact: true }).waitFor();
  },
  "a flow": async (page) => {
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("Done", { exact: true }).first().waitFor();
  },
  "the search": async (page) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("source");
  },
};

/** The kinds that keep their state when the page turns: an open search, the place in a wizard. */
const LOADED = new Set(["the search", "a page of the wizard", "the end of a wizard"]);

async function openKind(open: OpenWorkbench, kind: string): Promise<Page> {
  const { steps } = await describeComponent(open.workbench);
  const address = ADDRESSES[kind]?.(steps) ?? "/";
  const page = await (LOADED.has(kind)
    ? open.openPage(address, open.workbench)
    : open.turnTo(address));
  await page.getByRole("main").waitFor();
  await page.locator("main [role=progressbar]").first().waitFor({ state: "detached" });
  await ACTS[kind]?.(page);
  return page;
}

/** Pages for everyone: by keyboard, with a screen reader, in the dark, and on a phone. */
export function accessCases(open: () => OpenWorkbench): void {
  const kinds = Object.keys(ADDRESSES);

  test.each(kinds)("%s has no serious problem of access, light and dark", async (kind) => {
    const page = await openKind(open(), kind);
    if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
    await page.evaluate(SETTLED);
    expect(await page.evaluate(findProblems([]))).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator("html.dark").waitFor();
    await page.evaluate(SETTLED);
    expect(await page.evaluate(findProblems(["color-contrast"]))).toEqual([]);
  });

  test.each(kinds)("%s fits on a screen of 360 pixels", async (kind) => {
    const page = await openKind(open(), kind);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.evaluate(SETTLED);
    expect(await page.evaluate(CUT_OFF)).toEqual([]);
  });

  test("a source is created by keyboard alone", async () => {
    const page = await open().openPage("/steps/createSource");
    await page.getByRole("heading", { name: "Create Source" }).waitFor();
    await tabTo(page, "Slug");
    await page.keyboard.type("by-keyboard");
    await tabTo(page, "Metadata ID");
    await page.keyboard.type("IqDTy1TpoU");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+Enter");
    await page.getByText("by-keyboard").first().waitFor();
    expect(await slugsOf(open().workbench)).toContain("by-keyboard");
  });
}
