import { type BrowserContext, chromium } from "playwright-core";
import { findBrowser, NO_BROWSER } from "./find";

const SWITCHES = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // No other host than this machine has an address, whoever asks: page, redirect, socket, browser.
  "--no-proxy-server",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/** Milliseconds after which a page that does not do what it is asked fails the test. */
const PATIENCE_MS = 15_000;

/** A browser without a window. Pages opened in its context reach this machine and nothing else. */
export interface LocalBrowser {
  context: BrowserContext;
  close(): Promise<void>;
}

/**
 * Starts the browser that `findBrowser` finds.
 * @throws an error with the package to install if there is none.
 */
export async function launchBrowser(): Promise<LocalBrowser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error(NO_BROWSER);
  const browser = await chromium.launch({ executablePath, args: SWITCHES });
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  context.setDefaultTimeout(PATIENCE_MS);
  return { context, close: () => browser.close() };
}
