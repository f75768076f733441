import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Frame, Page } from "playwright-core";
import { carryOut } from "../../platform/command";
import { loadComponent } from "../../platform/component";
import type { FieldMapValue } from "../../platform/config/fieldMap";
import { linesView } from "../../platform/view/lines";
import { simulatedWorkspaces } from "../../platform/workspaces";
import { CUSTOMER_SYNC, openCustomerSync } from "./customerSync";
import { AXE, findProblems, SETTLED } from "./inBrowser";
import { choose, press, retype } from "./keyboard";
import type { OpenWorkbench } from "./open";
import { callServer } from "./server";

/** The values of the wizard of Customer Sync, as its file has them. */
interface Values {
  "Lantern CRM": Record<string, unknown>;
  Fields: FieldMapValue;
}

/** Opens the page of the form by keyboard, and returns the document of the form. */
async function openForm(page: Page): Promise<Frame> {
  await openCustomerSync(page);
  await page.getByRole("heading", { name: "Workspace", exact: true }).waitFor();
  await choose(page, "Source", "Till");
  await press(page, "Next");
  const element = await page.locator("iframe").elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("the form has no document");
  await frame.getByRole("textbox", { name: "API Key" }).waitFor();
  return frame;
}

/** Runs the flow on the command line. Returns the settings of the newest destination and subscription. */
async function run(config: unknown): Promise<Record<string, unknown>[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "wizard-"));
  const file = path.join(folder, "config.json");
  writeFileSync(file, JSON.stringify(config));
  const component = loadComponent();
  const workspaces = await simulatedWorkspaces(component, { rateLimits: false });
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  try {
    const code = await carryOut(
      { file: CUSTOMER_SYNC, config: file },
      { component, open: async () => workspaces, env: {}, write, view: () => linesView(write) },
    );
    expect([code, lines.at(-1)]).toEqual([0, expect.stringContaining("3 done, 0 failed")]);
    const { destinations, subscriptions } = workspaces.simulator.workspace("us");
    return [destinations, subscriptions].map(({ all }) => all.at(-1)?.settings ?? {});
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Forms and field maps in the wizard. */
export function wizardFormCases(open: () => OpenWorkbench): void {
  test("a form and a field map are filled in by keyboard alone, and the flow sends their values", async () => {
    // Other tests create destinations with the same names.
    await callServer(open().workbench, "POST", "workspaces/simulated/reset");
    const page = await open().openPage("/marketplace");
    const frame = await openForm(page);
    await retype(page, "API Key", "lantern-key-1234", frame);
    await retype(page, "Account ID", "4711", frame);
    await press(page, "Next");
    await page.getByText("To load it, complete: Webhook, Webhook Action.").waitFor();
    await choose(page, "Webhook", "Order webhook");
    await choose(page, "Webhook Action", "Send");
    await page.getByRole("table", { name: "Fields" }).waitFor();
    await choose(page, "Url", "userId");
    await press(page, "Finish");
    const text = await page.getByLabel("customer-sync.config.json").textContent();
    const values: Values = JSON.parse(text ?? "");

    expect(values).toMatchObject({ Source: "Till", Webhook: "Order webhook" });
    const { fields } = values.Fields;
    expect(Object.keys(values.Fields)).toEqual(["fields"]);
    expect(fields.map(({ field }) => field.label)).toEqual([
      ...["Url", "Method", "Batch Size", "Headers", "Data", "Enable Batching"],
    ]);
    expect(fields[0]).toEqual({
      field: { key: "url", label: "Url" },
      mappedObject: { key: "Any Event", label: "Any Event" },
      mappedField: { key: "$.userId", label: "userId" },
    });
    expect(fields[1]).toEqual({ field: { key: "method", label: "Method" } });

    const crm = values["Lantern CRM"];
    expect(crm).toMatchObject({ accountId: "4711", region: "eu" });
    expect(crm).not.toHaveProperty("apiKey");
    const withSecret = { ...crm, apiKey: "lantern-key-1234" };
    expect(await run({ ...values, "Lantern CRM": withSecret })).toMatchObject([
      { accountId: "4711", apiKey: "lantern-key-1234", region: "eu" },
      { url: { "@path": "$.userId" }, data: { "@path": "$." } },
    ]);
  });

  test("the form has no serious problem of access, light and dark", async () => {
    const page = await open().openPage("/marketplace");
    const frame = await openForm(page);
    await frame.evaluate(AXE);
    const problemsIn = async (colorScheme: "light" | "dark", rules: readonly string[]) => {
      await page.emulateMedia({ colorScheme });
      await frame.waitForFunction(
        `getComputedStyle(document.documentElement).colorScheme === "${colorScheme}"`,
      );
      await frame.evaluate(SETTLED);
      return frame.evaluate(findProblems(rules));
    };
    expect(await problemsIn("light", [])).toEqual([]);
    expect(await problemsIn("dark", ["color-contrast"])).toEqual([]);
  });
}
