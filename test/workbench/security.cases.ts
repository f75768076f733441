import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright-core";
import { TOKEN_HEADER } from "../../workbench/protocol";
import { addElement, send, submitForm } from "./inBrowser";
import type { OpenWorkbench } from "./open";
import { createSource, slugsOf } from "./server";

/** Attacks of other pages in the same browser. */
export function securityCases(open: () => OpenWorkbench): void {
  let foreign: Server;
  let context: BrowserContext;
  /** A page of another origin, in a browser that never opened the workbench. */
  let page: Page;
  const own = () => `http://127.0.0.1:${open().workbench.port}`;

  beforeAll(async () => {
    foreign = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end("<!doctype html><title>Elsewhere</title>");
    });
    await once(foreign.listen(0, "127.0.0.1"), "listening");
    const browser = open().browser.context.browser();
    if (!browser) throw new Error("the context has no browser");
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await context.close();
    foreign.close();
  });

  /** Sends a request from the page of the other origin, and tells what it may read of the response. */
  const sendTo = (path: string, request: object = {}) =>
    page.evaluate<string>(send(`${own()}${path}`, request));

  test.each([
    ["the document", "/"],
    ["the description of the component", "/api/component"],
  ])("a page of another origin cannot read %s", async (_, path) => {
    expect(await sendTo(path)).toBe("failed: Failed to fetch");
  });

  test("a page of another origin cannot read the API, even with the token", async () => {
    const headers = { [TOKEN_HEADER]: open().workbench.token };
    expect(await sendTo("/api/component", { headers })).toBe("failed: Failed to fetch");
  });

  test("a page of another origin cannot change the workspace", async () => {
    await createSource(open().workbench, "not-reset");
    const path = "/api/workspaces/simulated/reset";
    const headers = { [TOKEN_HEADER]: open().workbench.token };
    await sendTo(path, { method: "POST", mode: "no-cors" });
    await sendTo(path, { method: "POST", headers });
    const failures: string[] = [];
    page.on("response", (response) => failures.push(`${response.status()} ${response.url()}`));
    await page.evaluate(submitForm(`${own()}${path}`));
    await page.waitForURL(`${own()}${path}`);
    expect(failures).toContain(`403 ${own()}${path}`);
    await page.goBack();
    expect(await slugsOf(open().workbench)).toContain("not-reset");
  });

  test("a page of another origin cannot frame the workbench", async () => {
    await page.evaluate(addElement("iframe", `${own()}/`));
    const [, frame] = page.frames();
    expect(await frame?.locator("#root").count()).toBe(0);
  });

  test("a page of another origin cannot load the scripts of the workbench", async () => {
    const response = await fetch(`${own()}/`);
    const [, script] = (await response.text()).match(/src="([^"]+)"/) ?? [];
    expect(await page.evaluate(addElement("script", `${own()}${script}`))).toBe("error");
  });

  test("without the token, the page says which URL to open", async () => {
    const stranger = await context.newPage();
    await stranger.goto(`${own()}/`);
    await stranger.getByText("Open the URL that the workbench printed at its start.").waitFor();
    await stranger.close();
  });
}
