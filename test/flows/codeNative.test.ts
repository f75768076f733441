import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BuiltComponent, loadComponent } from "../../platform/component";
import {
  type Redirection,
  redirectSegmentHosts,
  type Simulator,
  startSimulator,
} from "../../simulator";
import { bundleExample, type Complaint, compileExample, generateManifest } from "./codeNative/make";
import { type BuiltIntegration, deploy, type Instance } from "./codeNative/platform";

const IOS = "UBrsG9RVzw";
const SIGNATURE = expect.stringMatching(/^[0-9a-f]{40}$/);

let folder: string;
let simulator: Simulator;
let redirection: Redirection;
let component: BuiltComponent;
let integration: BuiltIntegration;
let complaints: Complaint[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(realpathSync(tmpdir()), "segment-code-native-"));
  simulator = await startSimulator({ rateLimits: false });
  redirection = redirectSegmentHosts(simulator);
  component = loadComponent();
  const manifest = await generateManifest(folder);
  const [bundle, said] = await Promise.all([
    bundleExample(folder, manifest),
    compileExample(folder, manifest, {
      file: "dailySourceCheck.ts",
      mistakes: {
        "fetchAll: true": "fetchEverything: true",
        "segment.listConnectedWarehousesFromSource": "segment.listWarehousesOf",
        'configVars["Segment Connection"]': "configVars.Connection",
        "regionOf(configVars.Region)": '"eu"',
      },
    }),
  ]);
  complaints = said;
  integration = require(bundle).default;
}, 120_000);
afterAll(async () => {
  redirection.restore();
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => simulator.reset());

const workspace = () => simulator.workspace("us");

/** The integration for a customer who has one warehouse, and has chosen it. */
function deployed(apiKey = simulator.us.token): Instance {
  simulator.fill("us", { warehouses: 1 });
  return deploy(integration, component, {
    "Segment Connection": {
      key: "apiKey",
      configVarKey: "Segment Connection",
      fields: { apiKey, subdomain: simulator.us.workspace.slug },
    },
    Region: "api",
    "Source Type": IOS,
    Warehouse: workspace().warehouses.all[0]?.id ?? "",
  });
}

describe("the code-native example", () => {
  test("compiles against the manifest that spectral generates", () => {
    expect(complaints.filter(({ file }) => !file.startsWith("misspelt."))).toEqual([]);
  });

  test("does not compile with a mistake, and the compiler names its line", () => {
    const misspelt = complaints.filter(({ file }) => file === "misspelt.dailySourceCheck.ts");
    expect(misspelt).toEqual([
      {
        file: expect.any(String),
        line: "connectionInput: configVars.Connection,",
        message: expect.stringContaining("Property 'Connection' does not exist"),
      },
      {
        file: expect.any(String),
        line: "segment.listSources({ ...workspace, fetchEverything: true }),",
        message: expect.stringContaining("'fetchEverything' does not exist in type"),
      },
      {
        file: expect.any(String),
        line: expect.stringMatching(/^segment\.listConnectedDestinationsFromSource\(/),
        message: expect.stringContaining(`not assignable to type '"api" | "eu1.api"`),
      },
      {
        file: expect.any(String),
        line: expect.stringMatching(/^segment\.listWarehousesOf\(/),
        message: expect.stringContaining("Property 'listWarehousesOf' does not exist"),
      },
    ]);
  });

  test("becomes what the platform imports: two flows and a wizard that name the component by its signature", () => {
    const { definition } = deployed();
    expect(definition).toMatchObject({ definitionVersion: 7, isCodeNative: true });
    const segment = { key: "segment", isPublic: false, signature: SIGNATURE };
    const steps = definition.flows.map(({ name, steps, supplementalComponents }) => [
      name,
      steps.map(({ action }) => action.key),
      supplementalComponents,
    ]);
    expect(steps).toEqual([
      ["Daily Source Check", ["schedule", "dailySourceCheck_onExecution"], [segment]],
      ["Onboard Site", ["webhook", "onboardSite_onExecution"], [segment]],
    ]);
    expect(definition.flows).toMatchObject([
      { steps: [{ schedule: { type: "value", value: "0 6 * * *" } }, {}] },
      { isSynchronous: true, endpointSecurityType: "customer_required" },
    ]);
    expect(
      definition.configPages?.map(({ name, elements }) => [name, elements.map((one) => one.value)]),
    ).toEqual([
      ["Workspace", ["Segment Connection", "Region"]],
      ["Sites", ["Source Type", "Warehouse"]],
    ]);
    const entered = { type: "value", value: "" };
    const workspace = {
      connection: { type: "configVar", value: "Segment Connection" },
      region: { type: "configVar", value: "Region" },
    };
    expect(definition.requiredConfigVars).toMatchObject([
      {
        dataType: "connection",
        connection: { key: "apiKey", component: segment },
        inputs: { apiKey: entered, subdomain: entered },
      },
      { dataSource: { key: "selectRegion", component: segment }, inputs: {} },
      { dataSource: { key: "selectSourceMetadata", component: segment }, inputs: workspace },
      { dataSource: { key: "warehouses", component: segment }, inputs: workspace },
    ]);
  });

  test("offers the source types and the warehouses of the workspace in its wizard", async () => {
    const instance = deployed();
    expect(await instance.choices("Source Type")).toContainEqual({
      label: "iOS",
      key: IOS,
    });
    const [warehouse] = workspace().warehouses.all;
    expect(await instance.choices("Warehouse")).toEqual([
      { label: "Warehouse 0001", key: warehouse?.id },
    ]);
  });
});

describe("its daily check", () => {
  const check = (instance: Instance) => instance.run("Daily Source Check");

  test("reports the sources that are disabled or lead nowhere, from all pages of the list", async () => {
    const instance = deployed();
    simulator.fill("us", { sources: 1004, destinations: 1 });
    const { sources, warehouses, destinations } = workspace();
    const led = sources.all.filter(({ id }) => id === destinations.all[0]?.sourceId);
    const [stored, lost, ...off] = sources.all.filter(({ id }) => id !== led[0]?.id);
    if (!stored || !lost || !warehouses.all[0]) throw new Error("the workspace is empty");
    expect(led).toHaveLength(1);
    workspace().connect(stored.id, warehouses.all[0].id);
    for (const source of off) source.enabled = false;

    expect(await check(instance)).toEqual({
      checked: 1004,
      disabled: off.map(({ slug }) => slug),
      leadingNowhere: [lost.slug],
      failed: [],
    });
    expect(instance.logged).toEqual([
      "1004 sources: 1001 disabled, 1 leading nowhere, 0 not checked",
    ]);
    const lists = simulator.requests.filter(({ operationId }) => operationId === "listSources");
    expect(lists.length).toBeGreaterThan(1);
    expect(simulator.requests.filter(({ committed }) => committed)).toEqual([]);
  });

  test("goes on after a source that cannot be looked at, and says why", async () => {
    const instance = deployed();
    simulator.fill("us", { sources: 2 });
    const [gone, there] = workspace().sources.all;
    simulator.intercept(({ path }) =>
      path.startsWith(`/sources/${gone?.id}/`)
        ? { status: 404, body: { errors: [{ type: "not-found", message: "no such source" }] } }
        : undefined,
    );
    const reason = "List Connected Destinations from Source: 404 no such source";
    expect(await check(instance)).toEqual({
      checked: 2,
      disabled: [],
      leadingNowhere: [there?.slug],
      failed: [{ slug: gone?.slug, reason: expect.stringContaining(reason) }],
    });
    expect(instance.logged[0]).toContain(`${gone?.slug} was not checked: ${reason}`);
  });

  test("fails with the component's reason if the list cannot be read", async () => {
    await expect(check(deployed("revoked"))).rejects.toMatchObject({
      name: "ConnectionError",
      message: expect.stringMatching(/^List Sources: 401 /),
      status: 401,
    });
  });
});

describe("its onboarding of a site", () => {
  const onboard = (instance: Instance, body: unknown) => instance.run("Onboard Site", body);
  const shop = { slug: "shop", name: "Shop" };

  test("makes a source in the warehouse and returns its write key, and changes nothing the second time", async () => {
    const instance = deployed();
    const made = await onboard(instance, shop);
    const { sources, connections, warehouses } = workspace();
    const [source] = sources.all;
    expect(source).toMatchObject({ ...shop, enabled: true, metadataId: IOS });
    const created = { sourceId: source?.id, writeKey: source?.writeKeys[0] };
    expect(made).toEqual({ outcome: "created", ...created });
    const connected = { sourceId: source?.id, warehouseId: warehouses.all[0]?.id };
    expect(connections.all).toMatchObject([connected]);

    expect(await onboard(instance, shop)).toEqual({ outcome: "unchanged", ...created });
    expect(sources.all).toHaveLength(1);
    expect(connections.all).toMatchObject([connected]);
  });

  test("reports the existing source if the warehouse refuses it", async () => {
    const instance = deployed();
    for (const { id } of workspace().warehouses.all) workspace().warehouses.delete(id);
    await expect(onboard(instance, shop)).rejects.toThrow(
      /^Source shop was created, but is not in the warehouse: Add Connection From Source to Warehouse: 404 /,
    );
    expect(workspace().sources.all).toMatchObject([shop]);
  });

  test.each([[undefined], ["shop"], [{ slug: "shop" }], [{ slug: "", name: "Shop" }]])(
    "refuses the body %j before anything is sent",
    async (body) => {
      await expect(onboard(deployed(), body)).rejects.toThrow(/^Expected a body such as /);
      expect(simulator.requests).toEqual([]);
    },
  );
});
