import { isSpectralError } from "@prismatic-io/spectral";
import { loadComponent } from "../platform/component";
import { openHarness, type TestHarness } from "./support/segment";

const component = loadComponent();
let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.close());

const throwing = () => {
  throw new Error("the log is full");
};
const everyLevel = (log: unknown) => ({ debug: log, info: log });

/** Loggers of platforms that vary. */
const LOGGERS: [what: string, logger: unknown][] = [
  ["is missing", undefined],
  ["has no levels", {}],
  ["has no level debug", { info: () => undefined }],
  ["throws", everyLevel(throwing)],
  ["rejects", everyLevel(async () => throwing())],
  ["throws for a level that is asked for", new Proxy({}, { get: throwing })],
];

test.each(LOGGERS)("a logger that %s changes nothing in what a step returns", async (_, logger) => {
  // The platform's own switch for debugging also needs its logger; the Raw Request has one of its own.
  const inputs = {
    connection: harness.connection(),
    region: "api",
    method: "GET",
    url: "/sources",
  };
  const raw = { ...inputs, responseType: "json", debugRequest: true };
  expect(await component.actions.rawRequest?.perform({ logger }, raw)).toMatchObject({
    data: { data: { sources: [] } },
  });
  const plan = { connectionInput: harness.connection(), region: "api" };
  const { trackingPlan } = (
    await harness.run<{ data: { trackingPlan: { id: string } } }>("createTrackingPlan", {
      name: "Plan",
      type: "LIVE",
    })
  ).data;
  // A step that logs how far it is.
  const replaced = await component.actions.replaceAllRulesInTrackingPlan?.perform(
    { logger },
    { ...plan, trackingPlanId: trackingPlan.id, rules: [], dryRun: false },
  );
  expect(replaced).toMatchObject({ data: { data: { unchanged: 0 } } });
});

const broken = (message = "no vault") => ({
  get fields(): never {
    throw new RangeError(message);
  },
});

test.each<[what: string, connection: unknown]>([
  ["null", null],
  ["text", "sgp_token"],
  ["without fields", { key: "apiKey" }],
  ["with fields of null", { key: "apiKey", fields: null }],
  ["with null in its fields", { key: "apiKey", fields: { apiKey: null, subdomain: null } }],
  [
    "with a function and a symbol in its fields",
    { key: "apiKey", fields: { apiKey: () => 1, subdomain: Symbol("s") } },
  ],
  ["that cannot be read", broken()],
])("a connection %s ends every step and every picker in words", async (_, connection) => {
  const steps = [
    ...Object.values(component.actions).map(
      (step) => [step, step.key === "rawRequest" ? "connection" : "connectionInput"] as const,
    ),
    // Those without a connection offer a fixed list.
    ...Object.values(component.dataSources)
      .filter(({ inputs }) => inputs.some(({ key }) => key === "connection"))
      .map((step) => [step, "connection"] as const),
  ];
  expect(steps.length).toBeGreaterThan(265);
  for (const [step, key] of steps) {
    const filled = Object.fromEntries(step.inputs.map(({ key, default: value }) => [key, value]));
    const params = { ...filled, [key]: connection, region: "api", url: "/", method: "GET" };
    const error = await step.perform({}, params).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    expect([step.key, isSpectralError(error)]).toEqual([step.key, true]);
    expect(error?.message).not.toContain("sgp_token");
    expect(error?.message).toMatch(/^[A-Z].*: /);
    expect(error?.message).not.toMatch(/^Segment: /);
  }
  expect(harness.simulator.requests).toEqual([]);
});
