import type { Page } from "playwright-core";
import { CURRENT_IN_MIDDLE, goTo } from "./inBrowser";
import type { OpenWorkbench } from "./open";
import { describeComponent } from "./server";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

const hashOf = (page: Page): string => new URL(page.url()).hash;

/** The text of the element with the focus. */
const FOCUSED_TEXT = "document.activeElement?.textContent";

/** Makes a page seem to be in a tab that is hidden, or shown. */
const setHidden = (isHidden: boolean): string => `{
  Object.defineProperty(document, "hidden", { value: ${isHidden}, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}`;

/** The frame of the pages: search, navigation, and messages about the workbench itself. */
export function shellCases(open: () => OpenWorkbench): void {
  test("the search leads to a step by keyboard, and its heading has the focus", async () => {
    const page = await open().turnTo("/steps/listSources");
    await heading(page, "List Sources").waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("crsrc");
    const first = page.getByRole("option").first();
    // Each letter changes the list, the last one maybe a moment after it was typed.
    await first.filter({ hasText: /^Create SourceAction · Sources$/ }).waitFor();
    expect(await first.getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    await heading(page, "Create Source").waitFor();
    expect(hashOf(page)).toBe("#/steps/createSource");
    expect(await page.title()).toBe("Create Source - Segment workbench");
    expect(await page.evaluate(FOCUSED_TEXT)).toBe("Create Source");
  });

  test("arrows choose in the search, and Escape leaves it", async () => {
    const page = await open().turnTo("/steps/listSources");
    await heading(page, "List Sources").waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("webhook");
    await page.getByRole("option", { name: /^Webhook/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const box = page.getByRole("combobox", {
      name: "Search steps, triggers, data sources, flows and documents",
    });
    expect(await box.getAttribute("aria-activedescendant")).toBe("search-result-0");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("listbox", { name: "Search results" }).count()).toBe(0);
    expect(await page.evaluate("document.activeElement?.id")).toBe("main");
    expect(hashOf(page)).toBe("#/steps/listSources");
  });

  test("the search finds a flow by a step in it, and leads to it by keyboard", async () => {
    const page = await open().turnTo("/steps/listSources");
    await heading(page, "List Sources").waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("connect to warehouse");
    await page.getByRole("option", { name: /Flow · step Connect to Warehouse/ }).waitFor();
    const options = await page.getByRole("option").allTextContents();
    const at = options.findIndex((text) => text.includes("Flow · step Connect to Warehouse"));
    for (let pressed = 0; pressed < at; pressed += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await heading(page, "Provision Workspace").waitFor();
  });

  test("the navigation follows the page, also back and forward", async () => {
    const page = await open().turnTo("/steps/createSource");
    await page.setViewportSize({ width: 1280, height: 800 });
    await heading(page, "Create Source").waitFor();
    const navigation = page.getByRole("navigation", { name: "Steps" });
    const current = navigation.locator("[aria-current=page]");
    expect(await current.textContent()).toBe("Create Source");
    await navigation.getByRole("tab", { name: /Triggers/ }).click();
    await navigation.getByRole("link", { name: "Webhook" }).click();
    await heading(page, "Webhook").waitFor();
    await page.goBack();
    await heading(page, "Create Source").waitFor();
    expect(await current.textContent()).toBe("Create Source");
    await navigation.getByRole("button", { name: /^Sources/ }).click();
    expect(await current.count()).toBe(0);
    await page.goForward();
    await heading(page, "Webhook").waitFor();
    expect(await current.textContent()).toBe("Webhook");
  });

  test("the first links of the navigation lead to their pages", async () => {
    const page = await open().turnTo("/steps/createSource");
    await page.setViewportSize({ width: 1280, height: 800 });
    const navigation = page.getByRole("navigation", { name: "Steps" });
    for (const [link, title] of [
      ["Flows", "Flows"],
      ["Configuration", "Configuration"],
      ["Marketplace card", "Marketplace card"],
      ["Documentation", "Documentation"],
      ["Connection", "Connection"],
    ] as const) {
      await navigation.getByRole("link", { name: link, exact: true }).click();
      await heading(page, title).waitFor();
    }
  });

  test("the navigation shows the step of the page in its middle, and the page does not scroll", async () => {
    const { steps } = await describeComponent(open().workbench);
    const sources = steps.filter(({ kind }) => kind === "dataSource");
    const [first] = sources;
    const middle = sources[Math.floor(sources.length / 2)];
    const page = await open().turnTo(`/dataSources/${first?.key}`);
    await page.setViewportSize({ width: 1280, height: 500 });
    await heading(page, String(first?.label)).waitFor();
    // From the top of the list, where the step in the middle is out of view.
    await page.evaluate(`document.querySelector("nav").parentElement.scrollTop = 0`);
    await page.evaluate(goTo(`/dataSources/${middle?.key}`));
    await heading(page, String(middle?.label)).waitFor();
    await page.evaluate(CURRENT_IN_MIDDLE);
    expect(await page.evaluate("scrollY")).toBe(0);
  });

  test("on a narrow screen the navigation is a drawer that closes with a choice", async () => {
    const page = await open().turnTo("/dataSources/sources");
    await page.setViewportSize({ width: 360, height: 740 });
    await heading(page, "Fetch Sources").waitFor();
    await page.getByRole("button", { name: "List of steps" }).click();
    await page.getByRole("link", { name: "Select Space", exact: true }).click();
    await heading(page, "Select Space").waitFor();
    expect(hashOf(page)).toBe("#/dataSources/selectSpace");
  });

  test("an unknown key is named", async () => {
    const page = await open().turnTo("/triggers/notThere");
    await heading(page, "Not found").waitFor();
    await page.getByText("The component has no trigger with the key notThere.").waitFor();
  });

  test("the color scheme is kept for the next visit", async () => {
    const page = await open().openPage("/steps/createSource");
    await page.getByRole("button", { name: "Color scheme: as the system" }).click();
    await page.getByRole("button", { name: "Color scheme: light" }).click();
    await page.reload();
    await page.getByRole("button", { name: "Color scheme: dark" }).click();
    expect(await page.locator("html.dark").count()).toBe(0);
  });

  test("values and runs of a step stay while the user looks at another one", async () => {
    const page = await open().turnTo("/steps/getSource");
    await page.getByLabel("Source ID").fill("no-such-source");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Failed", { exact: true }).waitFor();
    await page.evaluate("location.hash = '#/steps/listSpaces'");
    await heading(page, "List Spaces").waitFor();
    await page.goBack();
    await heading(page, "Get Source").waitFor();
    expect(await page.getByLabel("Source ID").inputValue()).toBe("no-such-source");
    await page.getByText("Failed", { exact: true }).waitFor();
  });

  test("a hidden page leaves its connection to other tabs, and takes one when it is shown", async () => {
    const page = await open().openPage("/steps/createSource");
    await heading(page, "Create Source").waitFor();
    const changes = "**/api/changes";
    const left = page.waitForEvent("requestfailed", (request) =>
      request.url().endsWith("/api/changes"),
    );
    await page.evaluate(setHidden(true));
    await left;
    const again = page.waitForRequest(changes);
    await page.evaluate(setHidden(false));
    await again;
    expect(await page.getByText("The workbench is not running.").count()).toBe(0);
  });

  test("without the server the page stays and says so, and it continues when the server is back", async () => {
    const page = await open().turnTo("/steps/createSource");
    await page.getByLabel("Slug").fill("kept");
    let isGone = true;
    // A stream that ends is what the page sees of a server that ends.
    await page.route("**/api/changes", (route) =>
      isGone
        ? route.fulfill({ contentType: "application/x-ndjson", body: '{"type":"heartbeat"}\n' })
        : route.continue(),
    );
    await page.reload();
    await page.getByLabel("Slug").fill("kept");
    await page.getByText("The workbench is not running.").waitFor();
    isGone = false;
    await page.getByText("The workbench is not running.").waitFor({ state: "detached" });
    expect(await page.getByLabel("Slug").inputValue()).toBe("kept");
  });
}
