import { readdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import type { Configuration } from "../../workbench/packageProtocol";
import type { RunOutcome } from "../../workbench/protocol";
import { choose, press } from "./keyboard";
import type { OpenWorkbench } from "./open";
import { callServer } from "./server";

const FLOWS = path.resolve(__dirname, "../../flows");

const configFile = async (page: Page): Promise<unknown> =>
  JSON.parse((await page.getByLabel(/\.config\.json$/).textContent()) ?? "");

/** A configuration with a form of a data source. */
const WITH_FORM: Configuration = {
  name: "with-form",
  label: "With a Form",
  description: "",
  pages: [
    {
      name: "Settings",
      tagline: "",
      elements: [
        { type: "variable", name: "Settings" },
        { type: "variable", name: "constructor" },
      ],
    },
  ],
  variables: [
    { key: "constructor", dataType: "string", defaultValue: "preset" },
    {
      key: "Settings",
      dataType: "jsonForm",
      dataSource: { key: "sourceSettings", component: { key: "segment", isPublic: false } },
      inputs: { metadataId: { type: "value", value: "IqDTy1TpoU" } },
    },
  ],
};

/** The end of a run of a data source that returns a form with a secret. */
const FORM_OUTCOME: RunOutcome = {
  state: "done",
  ms: 1,
  result: {
    result: {
      schema: {
        type: "object",
        properties: { title: { type: "string" }, token: { type: "string" } },
      },
      uiSchema: {
        type: "VerticalLayout",
        elements: [
          { type: "Control", scope: "#/properties/title" },
          { type: "Control", scope: "#/properties/token", options: { format: "password" } },
        ],
      },
      data: {},
    },
  },
};

/** The wizard that a customer gets to configure an integration. */
export function wizardCases(open: () => OpenWorkbench): void {
  test("every integration of the package has a wizard, and no other file has one", async () => {
    const files = readdirSync(FLOWS).filter((name) => name.endsWith(".yml"));
    const response = await callServer(open().workbench, "GET", "configurations");
    const found = (await response.json()) as { name: string }[];
    expect(found.map(({ name }) => `${name}.yml`)).toEqual(files.sort());
    for (const name of ["..%2Fpackage", "samples%2Fraw-request.config", "notThere", "%2e%2e"]) {
      const { status } = await callServer(open().workbench, "GET", `configurations/${name}`);
      expect(status).toBe(404);
    }
  });

  test("a wizard of two pages is finished by keyboard alone", async () => {
    const page = await open().openPage("/configure/events-to-traits");
    await page.getByRole("heading", { name: "Configure Events to Traits" }).waitFor();
    await press(page, "Next");
    await page.getByRole("heading", { name: "Sources" }).waitFor();
    await press(page, "Finish");
    await page.getByText("To continue, complete: Shop, Customer Data.").waitFor();
    await choose(page, "Shop", "Web shop");
    await choose(page, "Customer Data", "Till");
    await press(page, "Finish");
    expect(await configFile(page)).toEqual({
      "Segment Region": "api",
      Shop: "Web shop",
      "Customer Data": "Till",
    });
    expect(await page.locator("main").textContent()).not.toMatch(/instance/i);
  });

  test("a wizard keeps its values on the way back, and removes those of another region", async () => {
    const page = await open().openPage("/configure/promote-tracking-plan");
    await page.getByRole("heading", { name: "Workspaces" }).waitFor();
    await press(page, "Next");
    await page.getByRole("heading", { name: "Tracking Plan", exact: true }).waitFor();
    await choose(page, "Tracking Plan", "Shop events");
    await press(page, "Back");
    await press(page, "Next");
    const plan = page.getByRole("combobox", { name: "Tracking Plan" });
    await plan.waitFor();
    expect(await plan.inputValue()).toBe("Shop events");
    await press(page, "Back");
    await choose(page, "From Region", "EU");
    await press(page, "Next");
    await plan.waitFor();
    expect(await plan.inputValue()).toBe("");
  });

  test("a form of a data source is shown in a document of its own, and its values are in the file", async () => {
    const page = await open().openPage("/marketplace");
    await page.route("**/api/configurations/with-form", (route) =>
      route.fulfill({ json: WITH_FORM }),
    );
    await page.route("**/api/runs", (route) =>
      route.fulfill({ body: `${JSON.stringify({ type: "ended", outcome: FORM_OUTCOME })}\n` }),
    );
    await page.evaluate(`location.hash = "#/configure/with-form"`);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("textbox", { name: "Title" }).fill("Example");
    await frame.getByLabel("Token").fill("secret-1");
    // A name that every object has is that of a variable like any other.
    const other = page.getByRole("textbox", { name: "constructor" });
    expect(await other.inputValue()).toBe("preset");
    await page.getByRole("button", { name: "Finish" }).click();
    await page.getByText("With a Form is configured.").waitFor();
    expect(await configFile(page)).toEqual({
      constructor: "preset",
      Settings: { title: "Example" },
    });
    expect(await page.locator("main").textContent()).toContain("the secrets of forms are left out");
  });

  test("only the document of forms may evaluate code, and it has no origin and no connection", async () => {
    const policyOf = async (address: string) => {
      const response = await fetch(`http://127.0.0.1:${open().workbench.port}${address}`);
      return response.headers.get("content-security-policy") ?? "";
    };
    expect(await policyOf("/")).not.toContain("unsafe");
    const policy = (await policyOf("/form")).replace(/nonce-[^']+/g, "nonce");
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'nonce' 'unsafe-eval'",
      "style-src 'nonce'",
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "sandbox allow-scripts",
    ]);
  });
}
