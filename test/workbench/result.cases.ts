import type { Page } from "playwright-core";
import type { RunEvent } from "../../workbench/protocol";
import type { OpenWorkbench } from "./open";

/** Keeps the copied texts, since a browser without a window has no clipboard. */
const KEEP_COPIES = `
  window.copies = [];
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: async (text) => { window.copies.push(text); } },
  });
`;

/** Responds to each run on a page with events. */
const playRun = (page: Page, events: readonly RunEvent[]): Promise<unknown> =>
  page.route("**/api/runs", (route) =>
    route.fulfill({
      contentType: "application/x-ndjson",
      body: events.map((event) => `${JSON.stringify(event)}\n`).join(""),
    }),
  );

const run = (page: Page) => page.getByRole("button", { name: "Run", exact: true }).click();

const REQUEST = { method: "GET", url: "https://api.test/sources?x=1", headers: { "x-a": "b" } };

/** The runs of steps: results, errors, requests, log and received events. */
export function resultCases(open: () => OpenWorkbench): void {
  test("a step runs in the simulated workspace, and its result is shown", async () => {
    const page = await open().openPage("/steps/createSource");
    await page.getByRole("textbox", { name: "Slug" }).fill("my-shop");
    await page.getByRole("combobox", { name: "Metadata ID" }).fill("IqDTy1TpoU");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("treeitem", { name: 'slug: "my-shop"' }).waitFor();
  });

  test("a value of the result is copied as its path by keyboard", async () => {
    const page = await open().turnTo("/steps/getWorkspace");
    await page.evaluate(KEEP_COPIES);
    await run(page);
    await page.getByRole("tree", { name: "Result" }).focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) {
      await page.keyboard.press(key);
    }
    await page.getByRole("button", { name: "Copy value" }).click();
    const [copied, value] = await page.evaluate<string[]>("window.copies");
    expect(copied).toBe("results.data.workspace.id");
    expect(value).toMatch(/^\w{15,}$/);
    await page.getByRole("tab", { name: "Requests (1)" }).click();
    await page.getByRole("button", { name: /^GET.*200/ }).waitFor();
  });

  test("requests show their attempts, waits, failures, bodies and headers", async () => {
    const page = await open().turnTo("/steps/listSources");
    await playRun(page, [
      { type: "started", run: "one" },
      { type: "request", request: { ...REQUEST, id: 1, attempt: 1, startedMs: 0 } },
      {
        type: "response",
        outcome: { id: 1, ms: 12, status: 429, headers: { "retry-after": "1" } },
      },
      {
        type: "request",
        request: { ...REQUEST, id: 2, attempt: 2, waitMs: 1000, startedMs: 1012 },
      },
      { type: "response", outcome: { id: 2, ms: 5, failure: "ECONNRESET" } },
      {
        type: "request",
        request: { ...REQUEST, id: 3, attempt: 3, waitMs: 2000, startedMs: 3000 },
      },
      {
        type: "response",
        outcome: { id: 3, ms: 1500, status: 200, body: { text: '{"a":[1]}', bytes: 300_000 } },
      },
      { type: "log", level: "warn", text: "tried again" },
      { type: "omitted", requests: 4, lines: 0 },
      { type: "ended", outcome: { state: "done", ms: 4600, result: { data: [] } } },
    ]);
    await run(page);
    await page.getByRole("tab", { name: "Requests (7)" }).click();
    await page.getByText("4 requests in between left out").waitFor();
    const rows = page.getByRole("list", { name: "Requests" }).getByRole("button");
    expect(await rows.allTextContents()).toEqual([
      "GET/sources?x=1429api.test · 12 ms",
      "GET/sources?x=1failedapi.test · 5 ms · attempt 2 after 1.0 s · ECONNRESET",
      "GET/sources?x=1200api.test · 1.5 s · attempt 3 after 2.0 s",
    ]);
    await rows.nth(2).click();
    expect(await page.getByRole("region", { name: "Response body" }).textContent()).toBe(
      '{\n  "a": [\n    1\n  ]\n}',
    );
    await page.getByText("Only the first 9 B are shown.").waitFor();
    await page.getByRole("tab", { name: "Log (1)" }).click();
    expect(await page.getByRole("list", { name: "Log" }).textContent()).toBe("warntried again");
  });

  test("an error is shown with its lines, and the last good run can be chosen again", async () => {
    const page = await open().turnTo("/steps/listWarehouses");
    await run(page);
    await page.getByRole("tree", { name: "Result" }).waitFor();
    const message = "List Warehouses: 2 problems\n  one\n  two";
    await playRun(page, [
      { type: "ended", outcome: { state: "failed", ms: 1, error: { message, inputs: {} } } },
    ]);
    await run(page);
    expect(await page.getByText("List Warehouses: 2 problems").textContent()).toBe(message);
    await page.getByRole("button", { name: "Run 1: done" }).click();
    await page.getByRole("tree", { name: "Result" }).waitFor();
  });

  test("Escape stops a run, and a step that only waits ends as stopped", async () => {
    // A page of its own, whose `fetch` is replaced.
    const page = await open().openPage("/steps/listSources", open().workbench);
    let stopped = "";
    await page.route("**/api/runs/*", (route) => {
      stopped = `${route.request().method()} ${route.request().url().split("/").at(-1)}`;
      return route.fulfill({ status: 204 });
    });
    // The run goes on until it is stopped.
    await page.evaluate(`{
      const real = window.fetch;
      window.fetch = (url, options) => {
        if (url !== "/api/runs") return real(url, options).then((response) => {
          if (options.method === "DELETE") window.end();
          return response;
        });
        const line = (event) => new TextEncoder().encode(JSON.stringify(event) + "\\n");
        return Promise.resolve(new Response(new ReadableStream({
          start(stream) {
            stream.enqueue(line({ type: "started", run: "long" }));
            window.end = () => {
              stream.enqueue(line({ type: "ended", outcome: { state: "stopped", ms: 5 } }));
              stream.close();
            };
          },
        })));
      };
    }`);
    await run(page);
    await page.getByRole("button", { name: "Stop" }).waitFor();
    expect(await page.getByRole("button", { name: "Run", exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByText("The step was stopped.").waitFor();
    expect(stopped).toBe("DELETE long");
  });

  test("received events show their fields and the reason of a drop", async () => {
    const page = await open().turnTo("/steps/trackEvent");
    const event = { type: "track", event: "Order Completed", userId: "u1" };
    await playRun(page, [
      {
        type: "received",
        events: [
          { region: "us", source: "Web shop", event },
          { region: "us", event: { type: "identify" }, dropped: "no such write key" },
        ],
      },
      { type: "ended", outcome: { state: "done", ms: 1, result: { data: {} } } },
    ]);
    await run(page);
    await page.getByRole("tab", { name: "Received (2)" }).click();
    const rows = page
      .getByRole("list", { name: "Received by the simulated source" })
      .getByRole("button");
    expect(await rows.allTextContents()).toEqual([
      "track: Order CompletedWeb shop · region us",
      "identifyDroppedNo source · region us · no such write key",
    ]);
    await rows.first().click();
    expect(
      JSON.parse(
        (await page.getByRole("region", { name: "Fields of the event" }).textContent()) ?? "",
      ),
    ).toEqual(event);
  });

  test("a webhook trigger shows what the flow would receive, and names a line that is no header", async () => {
    const page = await open().turnTo("/triggers/webhook");
    await page.getByLabel("Header Name").fill("X-Key");
    await page.getByRole("textbox", { name: "Header Value" }).fill("open sesame");
    await page.getByLabel("Headers").fill("nothing");
    await run(page);
    await page.getByText("Line 1: expected a header such as X-Name: value.").waitFor();
    await page.getByLabel("Headers").fill("Content-Type: application/json\nX-Key: open sesame");
    await page.getByLabel("Body").fill('[{"type":"track","event":"Paid"}]');
    await run(page);
    const tree = page.getByRole("tree", { name: "Payload" });
    await tree.getByRole("treeitem", { name: "Content-Type" }).waitFor();
    expect(await tree.textContent()).toContain("Paid");
  });

  test("a poll goes on from the state of the one before, until it is reset", async () => {
    const page = await open().turnTo("/triggers/newAuditEvents");
    const sent: unknown[] = [];
    await page.route("**/api/runs", (route) => {
      sent.push(route.request().postDataJSON().instanceState);
      const outcome = { state: "done", ms: 1, result: {}, instanceState: { seen: sent.length } };
      return route.fulfill({
        contentType: "application/x-ndjson",
        body: `${JSON.stringify({ type: "ended", outcome })}\n`,
      });
    });
    const poll = page.getByRole("button", { name: "Poll", exact: true });
    const state = page.getByRole("tree", { name: "State for the next poll" });
    await poll.click();
    await state.getByText("1", { exact: true }).waitFor();
    await poll.click();
    await state.getByText("2", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Reset state" }).click();
    await poll.click();
    await state.getByText("3", { exact: true }).waitFor();
    expect(sent).toEqual([{}, { seen: 1 }, {}]);
  });

  test("choices of a data source are filtered, and a form says that the wizard shows it", async () => {
    const page = await open().turnTo("/dataSources/sources");
    await run(page);
    const table = page.getByRole("table", { name: "Choices" });
    await table.waitFor();
    await page.getByLabel("Filter").fill("web SHOP");
    expect(await table.getByRole("row").allTextContents()).toEqual([
      "LabelKey",
      expect.stringMatching(/^Web shop\w+$/),
    ]);
    await page.evaluate("location.hash = '#/dataSources/functionSettings'");
    await page.getByRole("heading", { level: 1, name: "Define Function Settings" }).waitFor();
    await run(page);
    await page.getByText("The configuration wizard shows this schema as a form.").waitFor();
  });

  test("the result of a run from the end of a long form is in view", async () => {
    const page = await open().openPage("/steps/createSource");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: "Reset to defaults" }).scrollIntoViewIfNeeded();
    await page.evaluate("scrollTo(0, document.body.scrollHeight)");
    await run(page);
    const { y = -1 } = (await page.getByText("Failed", { exact: true }).boundingBox()) ?? {};
    expect(y).toBeGreaterThan(56);
    expect(y).toBeLessThan(300);
  });

  test("a result that is left out in part says so", async () => {
    const page = await open().turnTo("/steps/listSources");
    const omitted = [{ path: "data.sources", items: 9000 }];
    await playRun(page, [
      {
        type: "ended",
        outcome: { state: "done", ms: 1, result: { data: {} }, omittedBytes: 5_000_000, omitted },
      },
    ]);
    await run(page);
    await page.getByText("The result of 5.0 MB is too long to be shown in full.").waitFor();
    await page.getByText("data.sources: 9,000 entries left out").waitFor();
  });
}
