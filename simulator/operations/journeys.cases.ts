import { errorFields, findId, findList, type Harness, startHarness } from "../harness";

const WEBHOOKS = "614a3c7d791c91c41bae7599";
const SEND = "4ZvSLrQvGjRXJBUb3ygWpr";
const ALPHA = { headers: { "content-type": "application/vnd.segment.v1alpha+json" } };
const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);
let harness: Harness;
let space: string;
let hook: string;
let now: number;

const send = (method: string, path: string, body?: unknown) =>
  harness.send(method, `${space}${path}`, body, body === undefined ? {} : ALPHA);
const key = (id: string) => ({ id });
const sending = (actionId = SEND) => [
  {
    destinationId: hook,
    activations: [{ eventName: "Sent", actionDefinition: { actionId, mappings: {} } }],
  },
];
const states = () => [
  { type: "EVENT_ENTRY", condition: "a", key: key("in"), transitions: [{ next: "split" }] },
  {
    type: "RANDOM_SPLIT",
    key: key("split"),
    transitions: [
      { percentage: 25, next: "send" },
      { percentage: 75, next: "out" },
    ],
  },
  {
    type: "DESTINATION",
    key: key("send"),
    destinations: sending(),
    transitions: [{ next: "wait" }],
  },
  { type: "SIMPLE_DELAY", duration: "1d", key: key("wait"), transitions: [{ next: "out" }] },
  { type: "EXIT", key: key("out") },
];
const create = (more: object = {}) =>
  send("POST", "/journeys", {
    name: "Welcome",
    description: "",
    definition: {
      initialState: "in",
      states: states(),
      entryRules: { type: "ONCE" },
      exitRules: { enabled: false, rules: [] },
      ...more,
    },
  });
const newJourney = async () => {
  const { journey } = (await create()).body.data as { journey: { containerId: string } };
  return `/journeys/${journey.containerId}`;
};
const version = async (path: string) => {
  const { journey } = (await send("GET", path)).body.data as { journey: { version: object } };
  return journey.version;
};
const act = (path: string, number: number, action: string) =>
  send("PATCH", `${path}/status`, { version: number, action });
const analytics = async (path: string, number: number, more = "") => {
  const query = `?version=${number}&fromDate=2024-01-01T00:00:00Z${more}`;
  const { journeyAnalytics } = (await send("GET", `${path}/analytics${query}`)).body.data as {
    journeyAnalytics: {
      topLevelAnalytics: Record<string, { total: number; unique: number }>;
      stepLevelAnalytics: { from?: { id: string }; to: { id: string }; analytics: unknown }[];
    };
  };
  return journeyAnalytics;
};
const entered = async (path: string, number: number, more = "") =>
  (await analytics(path, number, more)).topLevelAnalytics.entered?.total ?? 0;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(async () => {
  now = START;
  harness.simulator.reset();
  space = `/spaces/${harness.simulator.workspace("us").spaces.all[0]?.id}`;
  const source = { slug: "profiles", enabled: true, metadataId: "IqDTy1TpoU" };
  const sourceId = findId(await harness.send("POST", "/sources", source));
  const body = { sourceId, metadataId: WEBHOOKS, settings: {} };
  hook = findId(await harness.send("POST", "/destinations", body));
});
afterAll(() => harness.end());

test("new steps make a new draft with the old rules", async () => {
  const path = await newJourney();
  expect(await version(path)).toMatchObject({ version: 1, status: "DRAFT" });
  const steps = { initialState: "start", states: [{ ...states()[0], key: key("start") }] };
  expect(errorFields(await send("PUT", `${path}/steps`, steps))).toEqual([
    "states[0].transitions[0].next",
  ]);
  const replaced = await send("PUT", `${path}/steps`, {
    initialState: "start",
    states: [{ ...states()[0], key: key("start"), transitions: [] }],
  });
  expect(replaced.body.data).toMatchObject({ versionNumber: 2 });
  expect(await version(path)).toMatchObject({
    version: 2,
    status: "DRAFT",
    definition: { initialState: "start", entryRules: { type: "ONCE" } },
  });
});

test("at most one version is open for entry, and an archived one stays archived", async () => {
  const path = await newJourney();
  expect(errorFields(await act(path, 1, "PAUSE_ENTRY"))).toEqual(["action"]);
  expect((await act(path, 1, "PUBLISH")).body.data).toMatchObject({ status: "PUBLISHED" });
  expect((await act(path, 1, "PAUSE_ENTRY")).body.data).toMatchObject({ status: "ENTRY_PAUSED" });
  expect((await act(path, 1, "PUBLISH")).body.data).toMatchObject({ status: "PUBLISHED" });
  await send("PUT", `${path}/steps`, { initialState: "in", states: states() });
  expect((await act(path, 2, "PUBLISH")).body.data).toMatchObject({ version: 2 });
  expect(errorFields(await act(path, 1, "PUBLISH"))).toEqual(["action"]);
  expect(errorFields(await act(path, 3, "PUBLISH"))).toEqual(["version"]);
  expect(await version(path)).toMatchObject({ version: 2, status: "PUBLISHED" });
});

test("a removed version's number is not reused, and the last version removes the journey", async () => {
  const path = await newJourney();
  const replace = () => send("PUT", `${path}/steps`, { initialState: "in", states: states() });
  await replace();
  expect((await send("DELETE", `${path}?version=2`)).status).toBe(200);
  expect(await version(path)).toMatchObject({ version: 1 });
  expect((await replace()).body.data).toMatchObject({ versionNumber: 3 });
  expect(errorFields(await send("DELETE", `${path}?version=2`))).toEqual(["version"]);
  await send("DELETE", `${path}?version=1`);
  await send("DELETE", `${path}?version=3`);
  expect((await send("GET", path)).status).toBe(404);
});

test("a definition must be connected and refer to existing objects", async () => {
  const fields = async (more: object) => errorFields(await create(more));
  const changed = (index: number, more: object) => ({
    states: states().map((state, at) => (at === index ? { ...state, ...more } : state)),
  });
  expect(await fields({ initialState: "x" })).toEqual(["definition.initialState"]);
  expect(await fields({ initialState: "out" })).toEqual(["definition.initialState"]);
  expect(await fields(changed(4, { key: key("wait") }))).toEqual(["definition.states"]);
  expect(await fields(changed(3, { transitions: [{ next: "x" }] }))).toEqual([
    "definition.states[3].transitions[0].next",
  ]);
  expect(await fields(changed(1, { transitions: [{ percentage: 60, next: "out" }] }))).toEqual([
    "definition.states[1].transitions",
  ]);
  expect(await fields(changed(2, { destinations: sending("x") }))).toEqual([
    "definition.states[2].destinations[0].activations[0].actionDefinition.actionId",
  ]);
  const audience = { type: "AUDIENCE_ENTRY", audienceId: "x", key: key("in"), transitions: [] };
  expect(await fields({ states: [audience] })).toEqual(["definition.states[0].audienceId"]);
});

test("destinations are replaced in the latest version, in states that have destinations", async () => {
  const path = await newJourney();
  const replace = (stateId: string, destinations: unknown) =>
    send("PATCH", `${path}/destinations`, { stateDestinations: [{ stateId, destinations }] });
  expect(errorFields(await replace("wait", []))).toEqual(["stateDestinations[0].stateId"]);
  const wrong = [{ destinationId: "x", activations: [] }];
  expect(errorFields(await replace("send", wrong))).toEqual([
    "stateDestinations[0].destinations[0].destinationId",
  ]);
  const sent = [...sending(), { destinationId: hook, activations: [] }];
  const response = await replace("send", sent);
  expect(response.body.data).toMatchObject({ version: 1, destinations: [{ destinations: sent }] });
  expect(response.body.data).toMatchObject({
    destinations: [{ destinations: [{ activations: [{ id: expect.any(String) }] }, {}] }],
  });
  const { definition } = (await version(path)) as { definition: { states: unknown[] } };
  expect(definition.states[2]).toEqual(findList(response, "destinations")[0]);
});

test("people enter a version from its publication until it closes", async () => {
  const path = await newJourney();
  now += DAY;
  expect(await entered(path, 1)).toBe(0);
  await act(path, 1, "PUBLISH");
  expect(await entered(path, 1)).toBe(0);
  now += DAY;
  const one = await entered(path, 1);
  expect(one).toBeGreaterThan(0);
  expect(await entered(path, 1, "&toDate=2024-01-02T12:00:00Z")).toBe(one / 2);
  now += DAY;
  expect(await entered(path, 1)).toBe(2 * one);
  await act(path, 1, "PAUSE_ENTRY");
  now += DAY;
  expect(await entered(path, 1)).toBe(2 * one);
  const backwards = "?version=1&fromDate=2024-01-02T00:00:00Z&toDate=2024-01-01T00:00:00Z";
  expect(errorFields(await send("GET", `${path}/analytics${backwards}`))).toEqual(["toDate"]);
});

test("everyone who entered has completed, exited or is in progress, and follows the splits", async () => {
  const path = await newJourney();
  await act(path, 1, "PUBLISH");
  now += 30 * DAY;
  const { topLevelAnalytics: top, stepLevelAnalytics: steps } = await analytics(path, 1);
  const total = (name: string) => top[name]?.total ?? Number.NaN;
  expect(total("completed") + total("inProgress") + total("exited")).toBe(total("entered"));
  expect(total("completed")).toBeGreaterThan(0);
  const flow = Object.fromEntries(
    steps.map(({ from, to, analytics }) => [
      `${from?.id ?? ""}>${to.id}`,
      (analytics as { total: number }).total,
    ]),
  );
  expect(flow[">in"]).toBe(total("entered"));
  expect(flow["split>send"]).toBe(Math.floor(total("entered") / 4));
  expect((flow["split>send"] ?? 0) + (flow["split>out"] ?? 0)).toBe(flow["in>split"]);
  expect(flow["wait>out"]).toBeLessThan(flow["send>wait"] ?? 0);
});

/** A definition as the pre-release version of Segment's SDKs shows it. */
const keyed = (more: object = {}) => ({
  initial: "in",
  states: {
    in: { meta: { type: "entry", event: { event: "Checkout Left" } }, on: { next: "split" } },
    split: { meta: { type: "split", name: "Wait" }, on: { branch_1: "out", else: "out" } },
    out: { meta: { type: "exit" } },
  },
  entryRules: { type: "multiple", concurrency: { enabled: true, anything: [1] } },
  ...more,
});
const createKeyed = (more: object = {}, beside: object = {}) =>
  send("POST", "/journeys", { name: "Keyed", definition: keyed(more), ...beside });

test("a journey with its states by their IDs is kept and returned as it was sent", async () => {
  const created = await createKeyed();
  expect([created.status, (await create()).status]).toEqual([200, 201]);
  const { journey } = created.body.data as { journey: { containerId: string } };
  expect(journey).toEqual({ containerId: expect.any(String), versionNumber: 1 });
  const path = `/journeys/${journey.containerId}`;
  const shown = (await send("GET", path)).body.data as { journey: object };
  expect(shown.journey).toMatchObject({ name: "Keyed", description: "" });
  expect(await version(path)).toMatchObject({ status: "DRAFT", definition: keyed() });
  const steps = { initial: "in", states: { in: { meta: { type: "entry" } } } };
  const replaced = await send("PUT", `${path}/steps`, steps);
  expect(replaced.body.data).toMatchObject({ versionNumber: 2 });
  const { definition } = (await version(path)) as { definition: object };
  expect(definition).toEqual({ ...steps, entryRules: keyed().entryRules });
  const listed = await send("PUT", `${path}/steps`, { initialState: "in", states: states() });
  expect(errorFields(listed)).toEqual(["initialState"]);
  expect(errorFields(await send("PUT", `${await newJourney()}/steps`, steps))).toEqual(["initial"]);
  expect(await version(path)).toMatchObject({ version: 2 });
});

test("people follow the transitions of states by their IDs", async () => {
  const { journey } = (await createKeyed()).body.data as { journey: { containerId: string } };
  const path = `/journeys/${journey.containerId}`;
  await act(path, 1, "PUBLISH");
  now += 30 * DAY;
  const { topLevelAnalytics: top, stepLevelAnalytics: steps } = await analytics(path, 1);
  expect(top.entered?.total).toBeGreaterThan(0);
  expect(top.completed).toEqual(top.entered);
  expect(steps.map(({ from, to }) => [from?.id, to.id])).toEqual([
    [undefined, "in"],
    ["in", "split"],
    ["split", "out"],
    ["split", "out"],
  ]);
  expect(steps[1]?.to).toEqual({ id: "split", name: "Wait" });
});

test("a body in neither form is refused by the fields of the form it is closest to", async () => {
  const fields = async (body: object) => errorFields(await send("POST", "/journeys", body)).sort();
  const list = { initialState: "in", states: states(), entryRules: { type: "ONCE" } };
  const exitRules = { enabled: false, rules: [] };
  const name = "x";
  expect(await fields({ name, definition: { ...list, exitRules } })).toEqual(["description"]);
  expect(await fields({ name, description: "", definition: list })).toEqual([
    "definition.exitRules",
  ]);
  const bad = [...states(), { type: "EXIT", key: {} }];
  const wrong = { ...list, exitRules, states: bad };
  const found = await fields({ name, description: "", definition: wrong });
  expect(found).toContain("definition.states[5].key.id");
  expect(found.filter((field) => !field?.startsWith("definition.states[5]"))).toEqual([]);
  expect(await fields({ name, definition: {} })).toEqual([
    "definition.initial",
    "definition.states",
  ]);
  expect(await fields({ name, definition: { initial: "in", states: states() } })).toEqual([
    "definition.states",
  ]);
  expect(await fields({ definition: keyed({ extra: 1 }) })).toEqual(["definition.extra", "name"]);
  expect(errorFields(await createKeyed({ initial: "x" }))).toEqual(["definition.initial"]);
  const lost = { states: { in: { on: { next: "x" } } } };
  expect(errorFields(await createKeyed(lost))).toEqual(["definition.states.in.on.next"]);
});
