import path from "node:path";
import type { Page } from "playwright-core";
import { type RunningWorkbench, startWorkbench } from "../../workbench/server";
import { type LocalBrowser, launchBrowser } from "../browser/launch";

/** A workbench and a browser, for the tests of one file. */
export interface OpenWorkbench {
  workbench: RunningWorkbench;
  browser: LocalBrowser;
  /** Everything that pages wrote to the console, and their errors: none of it is expected. */
  complaints: string[];
  /**
   * Opens a page at an address of the workbench, such as `/steps/createSource`.
   * @param of another workbench.
   */
  openPage(address: string, of?: RunningWorkbench): Promise<Page>;
  /** Closes the pages of a test: each holds a connection, and a browser opens at most 6 to a server. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

const BUILT = path.resolve(__dirname, "../../dist/index.js");

/** Starts a workbench of the built component on the simulator, and a browser. */
export async function openWorkbench(): Promise<OpenWorkbench> {
  const [workbench, browser] = await Promise.all([
    startWorkbench({ file: BUILT, hasSimulator: true, port: 0 }),
    launchBrowser(),
  ]);
  const complaints: string[] = [];
  return {
    workbench,
    browser,
    complaints,
    openPage: async (address, { url, port } = workbench) => {
      const page = await browser.context.newPage();
      page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", ({ message }) => complaints.push(message));
      await page.goto(url);
      await page.goto(`http://127.0.0.1:${port}/#${address}`);
      return page;
    },
    closePages: async () => {
      await Promise.all(browser.context.pages().map((page) => page.close()));
    },
    close: async () => {
      await browser.close();
      await workbench.close();
    },
  };
}
