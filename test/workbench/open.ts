import path from "node:path";
import type { Page } from "playwright-core";
import { type RunningWorkbench, startWorkbench } from "../../workbench/server";
import { bundlePage } from "../../workbench/server/assets";
import { type LocalBrowser, launchBrowser } from "../browser/launch";
import { setAddress, turnTo } from "./inBrowser";

/** A workbench and a browser, for the tests of one file. */
export interface OpenWorkbench {
  workbench: RunningWorkbench;
  browser: LocalBrowser;
  /** Everything that pages wrote to the console, and their errors: none of it is expected. */
  complaints: string[];
  /**
   * Loads an address of the workbench, such as `/steps/createSource`, in the page that all tests share.
   * @param of the workbench of a page of its own, which {@link closePages} closes.
   */
  openPage(address: string, of?: RunningWorkbench): Promise<Page>;
  /** Starts a workbench of another component, without a simulator. */
  startOther(file: string): Promise<RunningWorkbench>;
  /**
   * Turns the page that all tests share to an address, which takes a tenth of the time of loading it. The
   * values and runs of steps stay, so choose a step that no other test changes.
   */
  turnTo(address: string): Promise<Page>;
  /** Closes the pages of a test: each holds a connection, and a browser opens at most 6 to a server. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

const SIZE = { width: 800, height: 600 };

const BUILT = path.resolve(__dirname, "../../dist/index.js");

/** Starts a workbench of the built component on the simulator, and a browser. */
export async function openWorkbench(): Promise<OpenWorkbench> {
  const files = bundlePage();
  const [workbench, browser] = await Promise.all([
    startWorkbench({ file: BUILT, hasSimulator: true, port: 0 }, files),
    launchBrowser(),
  ]);
  const complaints: string[] = [];
  let shared: Page | undefined;
  const newPage = async ({ url, port }: RunningWorkbench, address: string) => {
    const page = await browser.context.newPage();
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", ({ message }) => complaints.push(message));
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(url);
    await page.goto(`http://127.0.0.1:${port}/#${address}`);
    return page;
  };
  /** Takes back what a test did to the page that all share, except in the page itself. */
  const restore = async (page: Page) => {
    await page.unrouteAll();
    await page.emulateMedia({ colorScheme: null });
    if (page.viewportSize()?.width !== SIZE.width) await page.setViewportSize(SIZE);
  };
  const share = async (address: string, load: (page: Page) => Promise<unknown>) => {
    if (!shared) {
      shared = await newPage(workbench, address);
      return shared;
    }
    await restore(shared);
    await load(shared);
    return shared;
  };
  return {
    workbench,
    browser,
    complaints,
    openPage: (address, of) =>
      of
        ? newPage(of, address)
        : share(address, async (page) => {
            await page.evaluate(setAddress(address));
            await page.reload();
          }),
    startOther: (file) => startWorkbench({ file, hasSimulator: false, port: 0 }, files),
    turnTo: (address) => share(address, (page) => page.evaluate(turnTo(address))),
    closePages: async () => {
      const pages = browser.context.pages().filter((page) => page !== shared);
      await Promise.all(pages.map((page) => page.close()));
    },
    close: async () => {
      await browser.close();
      await workbench.close();
    },
  };
}

/**
 * Defines the tests of one file. They share a workbench and a browser, and each fails if a page writes
 * to the console: violations of the content security policy are written there too.
 * @param groups the functions that define the tests of a group, by its name.
 */
export function testWorkbench(groups: Record<string, (open: () => OpenWorkbench) => void>): void {
  let open: OpenWorkbench;
  beforeAll(async () => {
    open = await openWorkbench();
  });
  afterAll(() => open.close());
  afterEach(() => open.closePages());
  afterEach(() => expect(open.complaints.splice(0)).toEqual([]));
  for (const [name, define] of Object.entries(groups)) describe(name, () => define(() => open));
}
