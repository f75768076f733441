import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import type { WorkspaceStatus } from "../../workbench/protocol";
import type { RunningWorkbench } from "../../workbench/server";
import { EVERYTHING, goTo } from "./inBrowser";
import type { OpenWorkbench } from "./open";
import { type Control, readControls } from "./readControls";
import { callServer, createSource, describeComponent, runEvents, slugsOf } from "./server";

const FIXTURE = path.join(__dirname, "fixtures/twoConnections.cjs");
const SECRET = "sgp_planted9Qw3zK7mT2xV";

/** Everything that a page keeps or shows, as text. */
async function everythingOf(page: Page): Promise<string> {
  const shown = await page.evaluate<string[]>(EVERYTHING);
  return [...shown, JSON.stringify(await page.context().storageState())].join("\n");
}

/** The status of the workspaces, as the server tells it. */
async function statusOf(workbench: RunningWorkbench): Promise<WorkspaceStatus> {
  const response = await callServer(workbench, "GET", "workspaces");
  return response.json() as Promise<WorkspaceStatus>;
}

const field = (page: Page, label: string) =>
  page.getByRole("form").getByRole("textbox", { name: label });

/** The page of the connection, and the workspaces that it chooses. */
export function connectionCases(open: () => OpenWorkbench): void {
  const openConnection = async () => {
    const page = await open().turnTo("/connection");
    await page.getByRole("heading", { name: "Connection", exact: true }).waitFor();
    return page;
  };

  test("a reset asks first, and restores the simulated workspace", async () => {
    const { workbench } = open();
    await createSource(workbench, "soon-lost");
    const page = await openConnection();
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await slugsOf(workbench)).toContain("soon-lost");
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("button", { name: "Reset workspace" }).click();
    await page.getByText("The workspace has its initial state.").waitFor();
    const slugs = await slugsOf(workbench);
    expect(slugs).not.toContain("soon-lost");
    expect(slugs.length).toBeGreaterThan(2);
  });

  test("a fault is switched on for the next runs, shown in every page, and off after a reset", async () => {
    const { workbench } = open();
    const page = await openConnection();
    const other = await open().openPage("/connection", workbench);
    const scope = (on: Page, name: string) =>
      on.getByRole("group", { name: "Server errors" }).getByRole("button", { name });
    await scope(page, "First attempt").click();
    await other.locator('[aria-pressed="true"]', { hasText: "First attempt" }).waitFor();
    expect((await statusOf(workbench)).simulated?.faults).toEqual({
      rateLimit: "off",
      serverError: "first",
      slow: "off",
      lostResponse: "off",
    });
    const call = { kind: "action", key: "listSources", inputs: {} } as const;
    const events = await runEvents(workbench, call);
    const attempts = events.flatMap((one) => (one.type === "request" ? one.request.attempt : []));
    expect(attempts).toEqual([1, 2]);
    const first = events.find((one) => one.type === "response");
    expect(first?.outcome.status).toBe(500);
    await callServer(workbench, "POST", "workspaces/simulated/reset");
    await page
      .getByRole("group", { name: "Server errors" })
      .locator('[aria-pressed="true"]', { hasText: "Off" })
      .waitFor();
  });

  test("the connection is tested in the simulated workspace, and the result is told in words", async () => {
    const page = await openConnection();
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const status = page.getByRole("status").filter({ hasText: "The connection works." });
    await status.getByText("Workspace: Acme").waitFor();
  });

  test("a required field without a value is named, and nothing is sent", async () => {
    const page = await openConnection();
    let sent = 0;
    page.on("request", (request) => {
      if (request.method() === "PUT") sent += 1;
    });
    await field(page, "Subdomain").fill("acme");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByText("API Key: expected a value.").waitFor();
    expect(sent).toBe(0);
  });

  test("in a workspace of the user, every page warns, and the token is kept by no page and no response", async () => {
    const { workbench } = open();
    const page = await openConnection();
    const password = field(page, "API Key");
    expect(await password.getAttribute("type")).toBe("password");
    expect(await password.getAttribute("autocomplete")).toBe("off");
    await password.fill(SECRET);
    await field(page, "Subdomain").fill("planted-shop");
    const typed = await page.content();
    await page.getByRole("button", { name: "Show API Key" }).click();
    expect(await password.getAttribute("type")).toBe("text");
    await page.getByRole("button", { name: "Connect", exact: true }).click();

    const banner = page.getByText("planted-shop: changes are real.");
    await banner.waitFor();
    await page.getByRole("link", { name: "Workspace: planted-shop" }).waitFor();
    expect(await page.getByRole("form", { name: "API Key" }).count()).toBe(0);
    expect(await everythingOf(page)).not.toContain(SECRET);
    expect(typed).not.toContain(SECRET);
    for (const address of ["component", "workspaces"]) {
      const response = await callServer(workbench, "GET", address);
      expect(await response.text()).not.toContain(SECRET);
    }

    await page.evaluate(goTo("/steps/listSources"));
    await page.getByRole("heading", { name: "List Sources" }).waitFor();
    expect(await banner.isVisible()).toBe(true);
    await page.getByRole("link", { name: "Workspace: planted-shop" }).click();
    await page.getByRole("button", { name: "Disconnect" }).click();
    await page.getByRole("link", { name: "Workspace: Acme (simulated)" }).waitFor();
    expect(await banner.count()).toBe(0);
    expect(await field(page, "API Key").inputValue()).toBe("");
    expect(await field(page, "Subdomain").inputValue()).toBe("");
    expect(await everythingOf(page)).not.toContain(SECRET);
    expect((await statusOf(workbench)).own).toBeUndefined();
  });

  describe("a component with two connections and without a simulator", () => {
    let server: Server;
    let workbench: RunningWorkbench;
    let page: Page;
    const received: unknown[] = [];
    const folder = mkdtempSync(path.join(tmpdir(), "workbench-"));
    const file = path.join(folder, "index.cjs");
    const buildWith = (label: string) =>
      writeFileSync(file, readFileSync(FIXTURE, "utf8").replace('"Rename"', JSON.stringify(label)));
    beforeAll(async () => {
      server = createServer(({ method, headers }, response) => {
        received.push(method);
        response.statusCode = headers.authorization === "Bearer right-password" ? 200 : 401;
        response.end("Loopback");
      });
      await once(server.listen(0, "127.0.0.1"), "listening");
      buildWith("Rename");
      workbench = await open().startOther(file);
    });
    beforeEach(async () => {
      await callServer(workbench, "DELETE", "workspaces/own");
      page = await open().openPage("/connection", workbench);
    });
    afterAll(async () => {
      await workbench.close();
      server.close();
      rmSync(folder, { recursive: true });
    });

    const connect = async (password: string) => {
      await page.getByRole("combobox", { name: "Connection" }).click();
      await page.getByRole("option", { name: "With a password" }).click();
      const { port } = server.address() as AddressInfo;
      await field(page, "Base URL").fill(`http://127.0.0.1:${port}/`);
      expect(await field(page, "Password").inputValue()).toBe("");
      await field(page, "Password").fill(password);
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await page.getByText("Connected:").waitFor();
    };

    test("asks for a connection, in the form that the component declares", async () => {
      await page.getByText("No workspace is connected.").waitFor();
      expect(await page.getByText("Simulated workspace").count()).toBe(0);
      expect(await page.getByRole("button", { name: "Test", exact: true }).isDisabled()).toBe(true);
      expect(await field(page, "Password").count()).toBe(0);
      await connect("right-password");
      await page.getByRole("button", { name: "Test", exact: true }).click();
      await page.getByText("The connection works.").waitFor();
      await page.getByText("Server name: Loopback").waitFor();
      await page.getByRole("button", { name: "Disconnect" }).click();
      await page.getByText("No workspace is connected.").waitFor();
    });

    test("shows the error of its test without the secret that the error quotes", async () => {
      await connect("wrong-password");
      await page.getByRole("button", { name: "Test", exact: true }).click();
      await page.getByText("The server refused the password").waitFor();
      expect(await everythingOf(page)).not.toContain("wrong-password");
    });

    test("asks before a change in the workspace of the user, and Cancel sends nothing", async () => {
      await connect("right-password");
      await page.evaluate(goTo("/steps/rename"));
      await page.getByRole("textbox", { name: "Name" }).fill("Newer");
      const runs: unknown[] = [];
      page.on("request", (request) => {
        if (request.url().endsWith("/api/runs")) runs.push(request.postDataJSON().confirmed);
      });
      received.length = 0;
      const dialog = page.getByRole("dialog", { name: "Change your own workspace?" });
      await page.keyboard.press("Control+Enter");
      const { port } = server.address() as AddressInfo;
      await dialog.getByText(`Rename changes the workspace http://127.0.0.1:${port}/`).waitFor();
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await dialog.waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      expect(runs).toEqual([]);
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await dialog.getByRole("button", { name: "Run" }).click();
      await page.getByText("Done", { exact: true }).waitFor();
      expect(runs).toEqual([true]);
      expect(received).toEqual(["POST"]);
    });

    test("keeps the values of a form when it is built again", async () => {
      await page.evaluate(goTo("/steps/rename"));
      await page.getByRole("textbox", { name: "Name" }).fill("kept");
      buildWith("Rename Server");
      await page.getByRole("heading", { level: 1, name: "Rename Server" }).waitFor();
      expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("kept");
    });
  });

  test("a component that is no more than an action is opened with its form", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "workbench-"));
    const file = path.join(folder, "index.js");
    await build({
      entryPoints: [path.resolve(__dirname, "../../bench/baselines/minimal/index.ts")],
      outfile: file,
      bundle: true,
      platform: "node",
      logLevel: "error",
    });
    const workbench = await open().startOther(file);
    try {
      expect(await describeComponent(workbench)).toMatchObject({
        key: "minimal",
        connections: [{ key: "apiKey" }],
        steps: [{ kind: "action", key: "getSource", label: "Get Source" }],
        hasSimulator: false,
      });
      const page = await open().openPage("/connection", workbench);
      await page.getByText("No workspace is connected.").waitFor();
      expect(await page.evaluate<Control[]>(readControls("/steps/getSource"))).toEqual([
        ["link", "Connection", "required", ""],
        ["textbox", "Source ID", "required", ""],
      ]);
    } finally {
      await open().closePages();
      await workbench.close();
      rmSync(folder, { recursive: true });
    }
  });
}
