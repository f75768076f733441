import { builtAction } from "./oracle/component";
import { openHarness, type TestHarness } from "./support/segment";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.close());

const labels = async (picklist: string, inputs?: Record<string, unknown>) =>
  (await harness.choices(picklist, inputs)).map(({ label }) => label);

/** Returns a list in place of the simulator's, beside other properties. */
const respondWith = (items: string, list: object[], others: object = {}) =>
  harness.simulator.intercept(() => ({
    status: 200,
    body: { data: { [items]: list, ...others, pagination: { current: "a", next: null } } },
  }));

test("sources go by their name, else by their slug, and stand for their ids", async () => {
  respondWith("sources", [
    { id: "2", slug: "web", name: "" },
    { id: "1", slug: "ios", name: " App " },
  ]);
  expect(await harness.choices("sources")).toEqual([
    { label: "App", key: "1" },
    { label: "web", key: "2" },
  ]);
});

test("destinations go by their name, else by their type; two of a type are told apart", async () => {
  const metadata = { name: "Webhooks", slug: "webhooks" };
  respondWith("destinations", [
    { id: "a", name: "", metadata },
    { id: "b", metadata },
    { id: "c", name: "Orders", metadata },
  ]);
  expect(await labels("destination")).toEqual(["Orders", "Webhooks (a)", "Webhooks (b)"]);
});

test("warehouses go by the name in their settings, else by their type", async () => {
  const metadata = { name: "Postgres", slug: "postgres" };
  respondWith("warehouses", [
    { id: "a", settings: {}, metadata },
    { id: "b", settings: { name: "Analytics" }, metadata },
  ]);
  expect(await labels("warehouses")).toEqual(["Analytics", "Postgres"]);
});

test("users go by their name, else by their email address", async () => {
  respondWith("users", [
    { id: "a", name: "", email: "ada@example.com" },
    { id: "b", name: "Bea", email: "bea@example.com" },
  ]);
  expect(await labels("selectUser")).toEqual(["ada@example.com", "Bea"]);
});

test("functions of every type are offered in one list", async () => {
  for (const [resourceType, displayName] of [
    ["SOURCE", "Till"],
    ["DESTINATION", "Mail"],
    ["INSERT_DESTINATION", "Filter"],
  ]) {
    await harness.run("createFunction", { resourceType, displayName, code: "//" });
  }
  expect(await labels("selectFunction")).toEqual(["Filter", "Mail", "Till"]);
});

test("subscriptions are those of the destination above", async () => {
  respondWith("subscriptions", [{ id: "s", name: "Orders" }]);
  expect(await labels("selectSubscription", { destinationId: "d/1" })).toEqual(["Orders"]);
  expect(harness.simulator.requests.at(-1)?.path).toBe("/destinations/d%2F1/subscriptions");
});

test("subscriptions without a destination are refused and nothing is sent", async () => {
  await expect(harness.choices("selectSubscription")).rejects.toThrow(
    "Destination ID: expected an id, got nothing.",
  );
  expect(harness.simulator.requests).toEqual([]);
});

test("subscriptions of a reverse ETL model are those that get its rows, at the destinations of its source", async () => {
  const subscription = { actionSlug: "send", enabled: true };
  harness.simulator.intercept(({ path }) => {
    const lists: Record<string, object> = {
      "/reverse-etl-models/m": { reverseEtlModel: { id: "m", sourceId: "s" } },
      "/destinations": {
        destinations: [{ id: "d", sourceId: "s" }, null, { id: "other", sourceId: "web" }],
      },
      "/destinations/d/subscriptions": {
        subscriptions: [
          { ...subscription, id: "1", name: "Send rows", modelId: "m" },
          { ...subscription, id: "2", name: "Send others", modelId: "n" },
          { ...subscription, id: "3", name: "Send events" },
        ],
      },
    };
    const pagination = { current: "a", next: null };
    return { status: 200, body: { data: { ...lists[path], pagination } } };
  });
  const choices = await harness.choices("selectReverseEtlSubscription", { modelId: "m" });
  expect(choices).toEqual([{ label: "Send rows", key: "1" }]);
  expect(harness.simulator.requests.map(({ path }) => path)).toEqual([
    "/reverse-etl-models/m",
    "/destinations",
    "/destinations/d/subscriptions",
  ]);
});

test("regions and regulation types are offered by label, without a connection or a request", async () => {
  const none = { connection: undefined };
  expect(await harness.choices("selectRegion", none)).toEqual([
    { label: "US", key: "api" },
    { label: "EU", key: "eu1.api" },
  ]);
  const types = await harness.choices("selectRegulationType", none);
  expect(types).toContainEqual({ label: "Suppress", key: "SUPPRESS_ONLY" });
  const step = (key: string) => builtAction(key).inputs.find((one) => one.key === "regulationType");
  expect(types.map(({ label, key: value }) => ({ label, value }))).toEqual(
    step("deleteOrSuppressUsers")?.model,
  );
  expect(harness.simulator.requests).toEqual([]);
});

test("the catalogs are offered whole", async () => {
  expect(await labels("selectSourceMetadata")).toHaveLength(180);
  expect(await labels("selectDestinationMetadata")).toHaveLength(400);
  expect(await labels("selectWarehouseMetadata")).toHaveLength(9);
});

test("a workspace of 200,000 users is offered whole", async () => {
  const all = Array.from({ length: 200_000 }, (_, index) => ({ id: `u${index}`, email: "a@b.c" }));
  respondWith("users", all);
  expect(await labels("selectUser")).toHaveLength(200_000);
});

test("transformations are offered by name", async () => {
  harness.simulator.fill("us", { transformations: 3 });
  expect(await labels("selectTransformation")).toHaveLength(3);
});

test("every page of a workspace of 2,400 sources is offered", async () => {
  harness.simulator.fill("us", { sources: 2400 });
  const choices = await harness.choices("sources");
  expect(new Set(choices.map(({ key }) => key)).size).toBe(2400);
  expect(harness.simulator.requests).toHaveLength(3);
});

test("inside a step the connection arrives under the key the actions give it", async () => {
  harness.simulator.fill("us", { sources: 1 });
  const inputs = { connection: undefined, connectionInput: harness.connection() };
  expect(await harness.choices("sources", inputs)).toHaveLength(1);
});

test("without any connection the picklist says so", async () => {
  await expect(harness.choices("sources", { connection: undefined })).rejects.toThrow(
    "Connection: expected a Segment connection, got none.",
  );
});

test("the other region's workspace has choices of its own", async () => {
  harness.simulator.fill("eu", { sources: 2 });
  const inputs = { connection: harness.connection(harness.simulator.eu), region: "eu1.api" };
  expect(await harness.choices("sources", inputs)).toHaveLength(2);
  expect(await harness.choices("sources")).toHaveLength(0);
});

test("values of labels are offered of the key above", async () => {
  respondWith("labels", [
    { key: "a", value: "1" },
    { key: "b", value: "2" },
  ]);
  const choices = await harness.choices("selectLabelValue", { key: "a" });
  expect(choices).toEqual([{ label: "1", key: "1" }]);
});

test("a duplicate is offered once, and an entry without an id is not offered", async () => {
  const entity = { entitySlug: "account", entityName: "Account" };
  respondWith("entityPaths", [entity, entity, { entitySlug: "", entityName: "Nothing" }]);
  expect(await harness.choices("selectEntity", { spaceId: "a" })).toEqual([
    { label: "Account", key: "account" },
  ]);
});

test("a blank name is passed over, and without any the id stands for itself", async () => {
  respondWith("spaces", [
    { id: "1", name: " ", slug: "one" },
    { id: "2", name: "Two", slug: "second" },
    { id: "3" },
  ]);
  expect(await labels("selectSpace")).toEqual(["3", "one", "Two"]);
});

test("on a configuration page its own connection is used", async () => {
  const inputs = { connectionInput: harness.connection(harness.simulator.eu) };
  harness.simulator.fill("us", { sources: 1 });
  expect(await harness.choices("sources", inputs)).toHaveLength(1);
});

test("an error begins with what the picklist is called", async () => {
  const undo = harness.simulator.intercept(() => ({ status: 403, body: { errors: [] } }));
  await expect(harness.choices("sources")).rejects.toThrow("Fetch Sources: 403 ");
  undo();
});

test.each([
  ["selectUserEmail", "users", { id: "1", name: "Ada", email: "ada@b.c" }, /Ada/],
  ["selectSpaceFilter", "filters", { id: "1", name: "Tests", if: "x = 1" }, /^Tests$/],
  [
    "selectFunctionVersion",
    "versions",
    { id: "1", createdAt: "2026", isDeployed: false },
    /^2026$/,
  ],
  [
    "selectFunctionVersion",
    "versions",
    { id: "1", createdAt: "2026", isDeployed: true },
    /^2026 \(deployed\)$/,
  ],
  ["selectEventProperty", "eventProperties", { name: "total", type: "PROPERTY" }, /^total$/],
  ["selectEventProperty", "eventProperties", { name: "ip", type: "CONTEXT" }, /^ip \(Context\)$/],
  [
    "selectRegulation",
    "regulations",
    { id: "1", regulationType: "SUPPRESS_ONLY", subjects: ["a", "b", "c"] },
    /^Suppress: a and 2 more$/,
  ],
  [
    "selectAudienceSchedule",
    "audienceSchedules",
    { id: "1", config: { days: [0, 6], hours: [8], timezone: "UTC" } },
    /^Sun, Sat at 8:00$/,
  ],
])("%s calls an entry of %s by what tells it apart", async (picklist, list, entry, label) => {
  respondWith(list, [entry], { spaces: [{ id: "space", name: "Space", slug: "space" }] });
  const parents = { spaceId: "a", audienceId: "b", functionId: "c", eventName: "d" };
  const [choice] = await harness.choices(picklist, parents);
  expect(choice?.label).toMatch(label);
});

describe("an odd entry", () => {
  const good = { id: "1", name: "App", slug: "app" };

  test.each([null, "text", 5, [], {}, { id: null }, { id: 7, name: "B" }, { id: "", name: "B" }])(
    "%j is passed over, and the others are offered",
    async (odd) => {
      respondWith("sources", [odd as object, good]);
      expect(await harness.choices("sources")).toEqual([{ label: "App", key: "1" }]);
    },
  );

  test.each([{ a: 1 }, ["B"], 7, null, true])(
    "with a name of %j goes by its next",
    async (name) => {
      respondWith("sources", [{ id: "2", name, slug: "b" }, good]);
      expect(await labels("sources")).toEqual(["App", "b"]);
      respondWith("sources", [{ id: "2", name }, good]);
      expect(await labels("sources")).toEqual(["2", "App"]);
    },
  );

  test.each([
    ["warehouses", "warehouses", { id: "2", settings: null, metadata: null }],
    ["destination", "destinations", { id: "2" }],
    ["selectUserEmail", "users", { email: "2", name: { first: "B" } }],
    ["selectAudienceSchedule", "audienceSchedules", { id: "2", config: null }],
    ["selectProfilesWarehouse", "profilesWarehouses", { id: "2", settings: null }],
  ])("of %s without the parts that would name it goes by its id", async (picklist, list, odd) => {
    respondWith(list, [null as never, odd]);
    const parents = { spaceId: "a", audienceId: "b" };
    expect(await harness.choices(picklist, parents)).toEqual([{ label: "2", key: "2" }]);
  });

  test("of the lists above is passed over too", async () => {
    const spaces = [null, {}, { id: "s", name: "S", slug: "s" }];
    respondWith("filters", [null as never, { id: "f", name: "F" }], { spaces });
    expect(await harness.choices("selectSpaceFilter")).toEqual([{ label: "F", key: "f" }]);
  });

  test("among the actions of a destination is passed over", async () => {
    const actions = [{ id: "a", name: null, slug: "send" }, { name: "B" }, { id: "c", name: {} }];
    const destination = { id: "d", metadata: { name: "Hook", actions } };
    harness.simulator.intercept(() => ({ status: 200, body: { data: { destination } } }));
    expect(await harness.choices("selectDestinationAction", { destinationId: "d" })).toEqual([
      { label: "c", key: "c" },
      { label: "send", key: "a" },
    ]);
  });
});
