import path from "node:path";
import type { Page } from "playwright-core";
import { type Connection, callStep, loadComponent } from "../../platform/component";
import { silentLogger } from "../../platform/component/logger";
import type { Inputs } from "../../platform/format/integration";
import { resolveInputs } from "../../platform/format/resolve";
import { makeSampleWorkspace } from "../../platform/workspaces/sample";
import { dataSourceInputs, type FormValues, setValue } from "../../workbench/page/form/values";
import type {
  ComponentDescription,
  InputDescription,
  RunEvent,
  RunOutcome,
  StepCall,
  StepDescription,
  StepKind,
} from "../../workbench/protocol";
import { TOKEN_HEADER } from "../../workbench/protocol";
import { openHarness, type TestHarness } from "../support/segment";
import type { OpenWorkbench } from "./open";
import { type Control, readControls } from "./readControls";

const ROOMS: Record<StepKind, string> = {
  action: "steps",
  trigger: "triggers",
  dataSource: "dataSources",
};

/** The control of each input, as a screen reader tells it. */
function expectedRole(step: StepDescription, input: InputDescription): string {
  const { type, collection, model, dataSource, key } = input;
  if (collection === "keyvaluelist") return "group";
  if (collection === "valuelist") return model || dataSource ? "combobox" : "group";
  if (type === "objectFieldMap") return "group";
  if (type === "connection") return "link";
  if (type === "boolean") return "switch";
  if (type === "password") return "password";
  if (model || dataSource) return "combobox";
  return step.key === "rawRequest" && key === "url" ? "combobox" : "textbox";
}

const expectedControls = (step: StepDescription): Control[] =>
  step.inputs.map((input) => [
    expectedRole(step, input),
    input.label,
    input.required ? "required" : "",
    input.comments ?? "",
  ]);

/** Steps with the values of their inputs, every kind of input among them. */
const STEPS: [string, Record<string, unknown>][] = [
  [
    "createSource",
    {
      slug: "form-shop",
      enabled: "false",
      metadataId: "IqDTy1TpoU",
      settings: [{ key: "trackVersion", value: "true" }],
      disconnectAllWarehouses: "true",
    },
  ],
  [
    "createWarehouse",
    {
      metadataId: "55d3d3aea3c",
      name: "Archive",
      settingsJson: '{"a": {"b": 1}}',
      settingsAsTheyAre: "true",
    },
  ],
  [
    "createFunction",
    {
      resourceType: "DESTINATION",
      displayName: "Orders",
      code: "async function onTrack(event, settings) {}",
      settings:
        '[{"name": "key", "label": "Key", "description": "", "type": "STRING", "required": false, "sensitive": false}]',
    },
  ],
  [
    "createReverseEtlModel",
    {
      sourceId: "qQEHquLrjRDN9j1ByrChyn",
      name: "Customers",
      description: "All",
      enabled: "true",
      query: "select id from customers",
      queryIdentifierColumn: "id",
    },
  ],
  ["addUsersToUserGroup", { userGroupId: "any", emails: ["a@example.com", "b@example.com"] }],
  [
    "createSourceRegulation",
    {
      sourceId: "qQEHquLrjRDN9j1ByrChyn",
      regulationType: "SUPPRESS_ONLY",
      subjectType: "USER_ID",
      subjectIds: ["one", "two"],
    },
  ],
  [
    "trackEvent",
    {
      event: "Order Completed",
      userId: "customer-1",
      properties: [
        { key: "orderId", value: "007" },
        { key: "total", value: "9.50" },
      ],
      timestamp: "2026-01-31T08:00:00Z",
      messageId: "message-1",
      writeKey: "a-write-key",
    },
  ],
  ["createLabel", { key: "environment", value: "form", description: "Made in a form" }],
  [
    "createTransformation",
    {
      name: "Hide",
      sourceId: "any",
      enabled: "true",
      ifInput: 'event = "Order Completed"',
      destinationMetadataId: "54521fd525e721e32a72ee91",
      newEventName: "Order",
      propertyRenames: '[{"oldName": "a", "newName": "b"}]',
      allowProperties: ["orderId", "total"],
    },
  ],
  ["listSources", { fetchAll: "true", count: "2" }],
  [
    "getEgressFailedMetricsFromDeliveryOverview",
    {
      sourceId: "any",
      destinationConfigId: "any",
      granularity: "DAY",
      startTime: "2026-01-01T00:00:00Z",
      endTime: "2026-01-08T00:00:00Z",
      groupBy: ["eventName", "eventType"],
      eventName: ["Order Completed"],
    },
  ],
  [
    "rawRequest",
    {
      url: "/labels",
      method: "POST",
      data: '{"label": {"key": "raw", "value": "form", "description": ""}}',
      headers: [{ key: "X-Test", value: "1" }],
      queryParams: [{ key: "a", value: "b c" }],
      timeout: "5000",
    },
  ],
];

const readEvents = (lines: string): RunEvent[] =>
  lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

function outcomeOf(events: readonly RunEvent[]): RunOutcome {
  const ended = events.at(-1);
  if (ended?.type !== "ended") throw new Error("the run has no end");
  return ended.outcome;
}

/** The tests of forms. */
export function formCases(opened: () => OpenWorkbench): void {
  let component: ComponentDescription;
  let page: Page;
  const api = (path: string, init: RequestInit = {}) => {
    const { port, token } = opened().workbench;
    return fetch(`http://127.0.0.1:${port}/api/${path}`, {
      ...init,
      headers: { [TOKEN_HEADER]: token, "Content-Type": "application/json" },
    });
  };
  const openForm = async ({ kind, key }: Pick<StepDescription, "kind" | "key">) => {
    return page.evaluate<Control[]>(readControls(`/${ROOMS[kind]}/${key}`));
  };
  const go = async (key: string) => {
    const step = component.steps.find((one) => one.kind === "action" && one.key === key);
    if (!step) throw new Error(`no action ${key}`);
    await openForm(step);
    const reset = page.getByRole("button", { name: "Reset to defaults" });
    if (await reset.isEnabled()) await reset.click();
    return step;
  };
  beforeAll(async () => {
    component = (await (await api("component")).json()) as ComponentDescription;
  });
  beforeEach(async () => {
    page = await opened().turnTo("/connection");
    await page.getByRole("heading", { name: "Connection", exact: true }).waitFor();
  });

  test("each input of each step is visible as its control, with its name, mark and comments", async () => {
    const wrong: unknown[] = [];
    for (const step of component.steps) {
      const controls = await openForm(step);
      const expected = expectedControls(step);
      if (JSON.stringify(controls) !== JSON.stringify(expected)) {
        wrong.push({ step: step.key, controls, expected });
      }
    }
    expect(wrong).toEqual([]);
    expect(component.steps.length).toBeGreaterThan(270);
  });

  /** Runs a step through the server, as the page does. */
  const run = async (call: StepCall): Promise<RunEvent[]> => {
    const body = JSON.stringify({ ...call, workspace: "simulated" });
    return readEvents(await (await api("runs", { method: "POST", body })).text());
  };
  const choicesOf = async (key: string, inputs: Record<string, unknown>) => {
    const { result } = outcomeOf(await run({ kind: "dataSource", key, inputs }));
    return (result as { result: { label: string; key: string }[] }).result;
  };
  const picker = (label: string) => page.getByRole("combobox", { name: label, exact: true });
  /** Opens a picker, and reads its choices. */
  const openPicker = async (label: string) => {
    await picker(label).click();
    const options = page.getByRole("listbox", { name: label, exact: true }).getByRole("option");
    await options.first().waitFor();
    return options.evaluateAll((all) =>
      all.map((option) => [...option.querySelectorAll("span, p")].map((part) => part.textContent)),
    );
  };
  const shown = (choices: { label: string; key: string }[]) =>
    choices.slice(0, 200).map(({ label, key }) => (label === key ? [label] : [label, key]));

  test("a picker offers the choices of its data source, those of a dependent one too", async () => {
    await go("createDestinationSubscription");
    const region = "api";
    const destinations = await choicesOf("destination", { region });
    expect(await openPicker("Destination ID")).toEqual(shown(destinations));
    const [first, second] = destinations;
    await page.getByRole("option", { name: second?.label }).click();
    const actions = await choicesOf("selectDestinationAction", {
      region,
      destinationId: second?.key,
    });
    expect(await openPicker("Action ID")).toEqual(shown(actions));
    await page.keyboard.press("Escape");
    expect(await openPicker("Destination ID")).toEqual(shown(destinations));
    await page.getByRole("option", { name: first?.label }).click();
    await openPicker("Action ID");
    await page.getByRole("option").first().click();
    expect(await picker("Destination ID").inputValue()).toBe(first?.label);
  });

  test("a long list shows 200 choices, and its filter finds all of them", async () => {
    await go("createSource");
    const types = await choicesOf("selectSourceMetadata", { region: "api" });
    const offered = await openPicker("Metadata ID");
    expect(offered).toEqual(shown(types));
    const last = types.at(-1);
    await picker("Metadata ID").fill(String(last?.key));
    await page.getByRole("option", { name: last?.label }).waitFor();
    await page.keyboard.press("Escape");
  });

  test("of 10,000 choices a picker shows 200 and the number of the others, and typing finds any", async () => {
    const file = path.resolve(__dirname, "../../workbench/fixtures/choices.cjs");
    const workbench = await opened().startOther(file);
    try {
      page = await opened().openPage("/steps/choose", workbench);
      for (const [label, wanted] of [
        ["Source", 10_000],
        ["Others", 7_777],
      ] as const) {
        const offered = await openPicker(label);
        expect(offered.length).toBe(200);
        expect(offered[199]).toEqual(["Source 200 of the workspace", "key-00200"]);
        await page.getByText("9,800 more, type to narrow", { exact: true }).waitFor();
        await page.keyboard.type(`source ${wanted} key`);
        await page.getByText("9,800 more", { exact: false }).waitFor({ state: "detached" });
        const found = page.getByRole("option");
        expect(await found.count()).toBe(1);
        await found.click();
        await page.keyboard.press("Escape");
      }
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await page.getByRole("treeitem", { name: 'source: "key-10000"' }).waitFor();
      await page.getByRole("treeitem", { name: '0: "key-07777"' }).waitFor();
    } finally {
      await opened().closePages();
      await workbench.close();
    }
  });

  test("a picker without choices says so, and one whose data source fails shows its error", async () => {
    await go("deleteInvites");
    await picker("Emails").click();
    await page.getByText("No choices", { exact: true }).waitFor();
    await go("createDestinationSubscription");
    const [error] = await run({
      kind: "dataSource",
      key: "selectDestinationAction",
      inputs: { region: "api", destinationId: "" },
    }).then((events) => [outcomeOf(events).error?.message]);
    await picker("Action ID").click();
    await page.getByRole("alert").getByText(String(error), { exact: true }).waitFor();
  });

  test("the address of a raw request offers the paths of the contract", async () => {
    await go("rawRequest");
    const offered = await openPicker("URL");
    expect(offered).toEqual(component.routes.slice(0, 200).map((route) => [route]));
    await picker("URL").fill("/sources/any");
    expect(await picker("URL").inputValue()).toBe("/sources/any");
  });

  /** Clicks Run, and returns the inputs that the page sends, and the events of the run. */
  const clickRun = async ({ key }: StepDescription) => {
    const [response] = await Promise.all([
      page.waitForResponse(
        (one) => one.url().endsWith("/api/runs") && one.request().postDataJSON().key === key,
      ),
      page.getByRole("button", { name: "Run", exact: true }).click(),
    ]);
    const { inputs } = response.request().postDataJSON() as StepCall;
    return { inputs, events: readEvents(await response.text()) };
  };

  test("a default that is cleared is sent as empty text, and Reset to defaults brings it back", async () => {
    const step = await go("listSources");
    const count = page.getByRole("textbox", { name: "Count" });
    const preset = String(step.inputs.find(({ key }) => key === "count")?.default);
    expect((await clickRun(step)).inputs).toEqual({});
    await count.fill("");
    expect((await clickRun(step)).inputs).toEqual({ count: "" });
    await page.getByRole("button", { name: "Reset to defaults" }).click();
    expect(await count.inputValue()).toBe(preset);
    expect((await clickRun(step)).inputs).toEqual({});
  });

  test("the message about an input is shown beside it", async () => {
    const step = await go("createLabel");
    const key = page.getByRole("textbox", { name: "Key" });
    await page.getByRole("textbox", { name: "Value" }).fill("form");
    const { message, inputs } = outcomeOf((await clickRun(step)).events).error ?? {};
    expect(inputs).toEqual({ key: message });
    const help = page.locator(`[id="${await key.getAttribute("aria-describedby")}"]`);
    await help.getByText(String(message)).waitFor();
    expect(await key.getAttribute("aria-invalid")).toBe("true");
  });

  test("rows are added, left and removed with the keyboard", async () => {
    const step = await go("createSourceRegulation");
    await page.getByRole("button", { name: "Add to Subject IDs" }).press("Enter");
    await page.keyboard.type("one");
    await page.keyboard.press("Enter");
    await page.keyboard.type("two");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.type(" more");
    expect((await clickRun(step)).inputs).toEqual({ subjectIds: ["one", "two more"] });
  });

  test("Tab leaves the editor of code", async () => {
    await go("createFunction");
    await page.getByRole("textbox", { name: "Code" }).press("Tab");
    const next = page.getByRole("textbox", { name: "Description" });
    expect(await page.evaluate("document.activeElement.id")).toBe(await next.getAttribute("id"));
  });

  describe("a form sends what a flow sends", () => {
    let harness: TestHarness;
    let connection: Connection;
    const built = loadComponent();
    beforeAll(async () => {
      harness = await openHarness({});
      connection = harness.connection();
      await makeSampleWorkspace(built, connection, true);
    });
    afterAll(() => harness.close());

    /** Fills an input of the open form as a user does. */
    const fill = async (step: StepDescription, key: string, value: unknown) => {
      const input = step.inputs.find((one) => one.key === key);
      if (!input) throw new Error(`no input ${key}`);
      const role = expectedRole(step, input);
      const { label: name, model } = input;
      const control = page.getByRole(role as "group", { name, exact: true });
      if (role === "password") return page.getByRole("textbox", { name }).fill(String(value));
      if (role === "switch") return control.setChecked(value === "true");
      if (role === "group") {
        for (const [at, row] of (value as unknown[]).entries()) {
          await control.getByRole("button", { name: `Add to ${name}` }).click();
          const texts = typeof row === "string" ? [row] : Object.values(row as object);
          const fields = control.getByRole("textbox");
          for (const [place, text] of texts.entries()) {
            await fields.nth(at * texts.length + place).fill(text);
          }
        }
        return;
      }
      if (Array.isArray(value)) {
        for (const text of value) {
          await control.fill(text);
          await control.press("Enter");
        }
        return page.keyboard.press("Escape");
      }
      if (role === "combobox" && model) {
        await page.getByRole("combobox", { name: new RegExp(`^${name} `) }).click();
        const choice = model.find((one) => one.value === value);
        return page.getByRole("option", { name: choice?.label, exact: true }).click();
      }
      await control.fill(String(value));
      // The label of the choice, once it is loaded, moves all that is below it.
      await page.getByText("Loading…", { exact: true }).waitFor({ state: "detached" });
      await page.keyboard.press("Escape");
    };

    const written = (value: unknown): Inputs[string] => {
      if (!Array.isArray(value)) return { type: "value", value: String(value) };
      return {
        type: "complex",
        value: value.map((row) =>
          typeof row === "string"
            ? { type: "value", value: row }
            : { type: "value", name: row.key, value: row.value },
        ),
      };
    };

    const asFlow = (values: Record<string, unknown>): Inputs =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)]));

    /** The requests that the step of a flow sends. */
    const sentByFlow = async (key: string, flow: Inputs, configVars = {}) => {
      const before = harness.simulator.requests.length;
      const inputs = resolveInputs(flow, { steps: {}, configVars });
      const action = built.actions[key];
      if (!action) throw new Error(`no action ${key}`);
      const context = { logger: silentLogger, executionId: "run" };
      await callStep(action, { context, inputs, connection }).catch(() => undefined);
      return harness.simulator.requests
        .slice(before)
        .map(({ method, path, query, text }) => [method, path + (query && `?${query}`), text]);
    };

    const requestsOf = (events: readonly RunEvent[]) =>
      events.flatMap((event) => {
        if (event.type !== "request") return [];
        const { method, url, body } = event.request;
        const { pathname, search } = new URL(url);
        return [[method, pathname + search, body?.text]];
      });

    test("the map of fields", async () => {
      const step = await go("createDestinationSubscription");
      const [destination] = await choicesOf("destination", { region: "api" });
      const ids = { region: "api", destinationId: destination?.key };
      const [action] = await choicesOf("selectDestinationAction", ids);
      const values = {
        destinationId: destination?.key,
        name: "Mapped",
        actionId: action?.key,
        trigger: 'type = "track"',
        enabled: "true",
      };
      for (const [key, value] of Object.entries(values)) await fill(step, key, value);
      await page.getByRole("button", { name: "Load fields" }).click();
      const url = page.getByRole("combobox", { name: "Url", exact: true });
      await url.click();
      await page.getByRole("option").nth(2).click();
      const { inputs, events } = await clickRun(step);
      const map = inputs.fieldMap as { fields: { field: { key: string }; mappedField: object }[] };
      const { mappedField } = map.fields.find(({ field }) => field.key === "url") ?? {};
      expect(mappedField).toMatchObject({ label: await url.inputValue() });
      const flow = { ...asFlow(values), fieldMap: { type: "configVar", value: "Map" } as const };
      const sent = requestsOf(events);
      expect(sent).toEqual(await sentByFlow(step.key, flow, { Map: map }));
      expect(sent.at(-1)?.[2]).toContain((mappedField as { key: string }).key);
    });

    test("the data source of every picker, for the first choices of each", async () => {
      const results = new Map<string, Promise<unknown>>();
      const call = (key: string, inputs: Record<string, unknown>): Promise<unknown> => {
        const source = built.dataSources[key];
        if (!source) throw new Error(`no data source ${key}`);
        return callStep(source, { context: { logger: silentLogger }, inputs, connection }).then(
          ({ result }) => result,
          ({ message }: Error) => message,
        );
      };
      const resultOf = (key: string, inputs: Record<string, unknown>) => {
        const id = JSON.stringify([key, Object.entries(inputs).toSorted()]);
        const result = results.get(id) ?? call(key, inputs);
        results.set(id, result);
        return result;
      };
      const different: string[] = [];
      for (const form of component.steps) {
        let values: FormValues = {};
        for (const input of form.inputs.filter(({ dataSource }) => dataSource)) {
          const source = component.steps.find(
            ({ kind, key }) => kind === "dataSource" && key === input.dataSource,
          );
          if (!source) throw new Error(`no data source ${input.dataSource}`);
          const fromForm = await resultOf(source.key, dataSourceInputs(source, form, values));
          // A config variable of the same data source names each of its inputs.
          const named = source.inputs.filter(({ type }) => type !== "connection");
          const variables = Object.fromEntries(
            named.map(({ key, default: preset }): [string, Inputs[string]] => [
              key,
              { type: "value", value: String(values[key] ?? preset) },
            ]),
          );
          const inputs = resolveInputs(variables, { steps: {}, configVars: {} });
          const fromFlow = await resultOf(source.key, inputs);
          if (JSON.stringify(fromForm) !== JSON.stringify(fromFlow)) {
            different.push(`${form.key}.${input.key}: ${JSON.stringify([fromForm, fromFlow])}`);
          }
          const [first] = Array.isArray(fromForm) ? fromForm : [];
          if (first) values = setValue(values, input.key, first.key);
        }
      }
      expect(different).toEqual([]);
    });

    test.each<[string, Record<string, unknown>]>(STEPS)("%s", async (key, values) => {
      const step = await go(key);
      for (const [name, value] of Object.entries(values)) await fill(step, name, value);
      const sent = requestsOf((await clickRun(step)).events);
      expect(sent).toEqual(await sentByFlow(key, asFlow(values)));
      expect(sent.length).toBeGreaterThan(0);
    });
  });
}
