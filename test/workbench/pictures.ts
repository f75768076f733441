import path from "node:path";
import type { Page } from "playwright-core";
import { screenshot, type View } from "../forms/driver";
import { openCustomerSync } from "./customerSync";
import { FIX_TIMES, SETTLED } from "./inBrowser";
import { choose, press } from "./keyboard";
import { type OpenWorkbench, openWorkbench } from "./open";
import { callServer } from "./server";

const DESKTOP: View = { width: 1280, height: 800, zoom: 1 };
/** For pages with much text. */
const SHORT: View = { width: 1280, height: 660, zoom: 1 };
const PHONE: View = { width: 360, height: 740, zoom: 1 };

interface Picture {
  file: string;
  view: View;
  address: string;
  isDark?: boolean;
  /** Brings the page into the state that is pictured. */
  prepare(page: Page, open: OpenWorkbench): Promise<unknown>;
}

const run = (page: Page) => page.getByRole("button", { name: "Run", exact: true }).click();

/** Switches on rate limits at the first attempt, or all faults off. */
const limitRates = ({ workbench }: OpenWorkbench, rateLimit: "first" | "off") =>
  callServer(workbench, "PUT", "workspaces/simulated/faults", {
    rateLimit,
    serverError: "off",
    slow: "off",
    lostResponse: "off",
  });

const PICTURES: readonly Picture[] = [
  {
    file: "workbench-form.png",
    view: DESKTOP,
    address: "/steps/createSource",
    prepare: async (page) => {
      await page.getByRole("textbox", { name: "Slug" }).fill("second-shop");
    },
  },
  {
    file: "workbench-result.png",
    view: DESKTOP,
    address: "/steps/listSources",
    prepare: async (page) => {
      await run(page);
      await page.getByText("Done", { exact: true }).waitFor();
    },
  },
  {
    file: "workbench-retries.png",
    view: DESKTOP,
    address: "/steps/listWarehouses",
    prepare: async (page, open) => {
      await limitRates(open, "first");
      await run(page);
      await page.getByText("Done", { exact: true }).waitFor();
      await page.getByRole("tab", { name: /^Requests/ }).click();
      await page.getByText("429").first().waitFor();
      await limitRates(open, "off");
    },
  },
  {
    file: "workbench-connection.png",
    view: DESKTOP,
    address: "/connection",
    prepare: (page) => page.getByText("Rate limits").waitFor(),
  },
  {
    file: "workbench-search.png",
    view: DESKTOP,
    address: "/triggers/webhook",
    isDark: true,
    prepare: async (page) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("create source");
    },
  },
  {
    file: "workbench-narrow.png",
    view: PHONE,
    address: "/steps/createSource",
    prepare: (page) => page.getByRole("textbox", { name: "Slug" }).waitFor(),
  },
];

/** The problems of a check: lines of a flow that have mistakes. */
const MISTAKES = path.resolve(__dirname, "../../platform/fixtures/mistakes.yml");

const FLOW_PICTURES: readonly Picture[] = [
  {
    file: "workbench-flow.png",
    view: DESKTOP,
    address: "/flows/provision-workspace",
    prepare: (page) => page.getByRole("button", { name: "Run", exact: true }).waitFor(),
  },
  {
    file: "workbench-flow-run.png",
    view: SHORT,
    address: "/flows/audit-workspace",
    prepare: async (page) => {
      await run(page);
      await page.getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });
      await page.getByRole("button", { name: /^Each Warehouse/ }).click();
      await page.evaluate("scrollTo(0, 0)");
    },
  },
  {
    file: "workbench-flow-problems.png",
    view: SHORT,
    address: "/flows",
    prepare: async (page) => {
      await page.locator("input[type=file]").setInputFiles(MISTAKES);
      await page
        .getByText(/^Line \d+/)
        .first()
        .waitFor();
    },
  },
];

const CUSTOMER_PICTURES: readonly Picture[] = [
  {
    file: "workbench-wizard.png",
    view: DESKTOP,
    address: "/configure/provision-workspace",
    prepare: (page) => page.getByText("Segment Region").waitFor(),
  },
  {
    file: "workbench-wizard-form.png",
    view: DESKTOP,
    address: "/marketplace",
    prepare: async (page) => {
      await openCustomerSync(page);
      await page.getByRole("combobox", { name: "Source" }).waitFor();
      await choose(page, "Source", "Till");
      await press(page, "Next");
      const form = page.frameLocator("iframe");
      await form.getByRole("textbox", { name: "API Key" }).fill("lantern-key-1234");
      await form.getByRole("textbox", { name: "Account ID" }).fill("4711");
      await form.getByRole("textbox", { name: "Account ID" }).blur();
      await form.getByText("is a required property").first().waitFor({ state: "detached" });
    },
  },
  {
    file: "workbench-wizard-finish.png",
    view: DESKTOP,
    address: "/configure/events-to-traits",
    prepare: async (page) => {
      await press(page, "Next");
      await choose(page, "Shop", "Web shop");
      await choose(page, "Customer Data", "Till");
      await press(page, "Finish");
      await page.getByText("Events to Traits is configured.").waitFor();
    },
  },
  {
    file: "workbench-marketplace.png",
    view: DESKTOP,
    address: "/marketplace",
    prepare: (page) => page.getByRole("img").first().waitFor(),
  },
];

/**
 * Pictures screens of the workbench on a simulated Segment.
 * @param pathOf makes the path of a picture.
 */
export async function pictureWorkbench(pathOf: (file: string) => string): Promise<void> {
  const open = await openWorkbench();
  try {
    for (const { file, view, address, isDark, prepare } of [
      ...PICTURES,
      ...FLOW_PICTURES,
      ...CUSTOMER_PICTURES,
    ]) {
      const page = await open.openPage(address);
      await page.setViewportSize(view);
      await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
      await page.getByRole("main").waitFor();
      await prepare(page, open);
      // The place of a control that is loading.
      await page.locator(".MuiSkeleton-root").first().waitFor({ state: "detached" });
      await page.evaluate(FIX_TIMES);
      await page.evaluate(SETTLED);
      await screenshot(page, pathOf(file), view);
      await open.closePages();
    }
  } finally {
    await open.close();
  }
}
