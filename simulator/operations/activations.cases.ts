import { errorFields, findId, findList, type Harness, startHarness } from "../harness";

const WEBHOOKS = "614a3c7d791c91c41bae7599";
const AMPLITUDE = "54521fd525e721e32a72ee91";
const SEND = "4ZvSLrQvGjRXJBUb3ygWpr";
const ALPHA = { headers: { "content-type": "application/vnd.segment.v1alpha+json" } };
let harness: Harness;
let space: string;
let source: string;
let hook: string;
let audience: string;

const send = (method: string, path: string, body?: unknown) =>
  harness.send(method, `${space}${path}`, body, body === undefined ? {} : ALPHA);
const newAudience = async (name: string) => {
  const body = { name, audienceType: "USERS", definition: { query: "a" } };
  return `/audiences/${findId(await harness.send("POST", `${space}/audiences`, body))}`;
};
const newDestination = async (metadataId = WEBHOOKS, settings = {}) =>
  findId(await harness.send("POST", "/destinations", { sourceId: source, metadataId, settings }));
const connect = (id: string, more: object = {}, to = audience) =>
  send("POST", `${to}/destination-connections`, { destination: { id, type: "any" }, ...more });
const activate = (connection: string, more: object = {}, of = audience) =>
  send("POST", `${of}/destination-connections/${connection}/activations`, {
    performResync: false,
    activationType: "Audience Entered",
    activationName: "Welcome",
    ...more,
  });
const connections = async () =>
  findList(await send("GET", `${audience}/destination-connections`), "connections");
const activations = async () =>
  findList(await send("GET", `${audience}/activations`), "activations").map(({ id }) => id);

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(async () => {
  harness.simulator.reset();
  space = `/spaces/${harness.simulator.workspace("us").spaces.all[0]?.id}`;
  const body = { slug: "profiles", enabled: true, metadataId: "IqDTy1TpoU" };
  source = findId(await harness.send("POST", "/sources", body));
  hook = await newDestination(WEBHOOKS, { sharedSecret: "abcdefgh1234" });
  audience = await newAudience("A");
});
afterAll(() => harness.end());

test("an audience is connected to a destination only once", async () => {
  expect(errorFields(await connect("x"))).toEqual(["destination.id"]);
  const id = findId(await connect(hook, { connectionSettings: { list: "a" } }));
  expect(errorFields(await connect(hook))).toEqual(["destination.id"]);
  expect(await connections()).toMatchObject([
    {
      id,
      destinationId: hook,
      sourceId: source,
      settings: { sharedSecret: "••••••••••1234" },
      metadata: { id: WEBHOOKS },
      idSyncConfiguration: [{ externalId: "email" }, { externalId: "user_id" }],
      connectionSettings: { list: "a" },
    },
  ]);
  expect((await connect(hook, {}, await newAudience("B"))).status).toBe(200);
});

test("the destination's id updates and removes a connection, the connection's id activates it", async () => {
  const id = findId(await connect(hook, { connectionSettings: { list: "a" } }));
  const path = `${audience}/destination-connections`;
  const idSyncConfiguration = [{ externalId: "phone", strategy: "all" }];
  expect((await send("PATCH", `${path}/${id}`, { idSyncConfiguration })).status).toBe(404);
  const updated = await send("PATCH", `${path}/${hook}`, { idSyncConfiguration });
  expect(updated.body.data).toEqual({
    destination: { id: hook },
    idSyncConfiguration,
    connectionSettings: { list: "a" },
  });
  expect(await connections()).toMatchObject([{ id, idSyncConfiguration }]);
  expect((await activate(hook)).status).toBe(404);
  expect((await activate(id)).status).toBe(200);
  expect((await send("DELETE", `${path}/${id}`)).status).toBe(404);
  expect((await send("DELETE", `${path}/${hook}`)).status).toBe(200);
  expect((await send("DELETE", `${path}/${hook}`)).status).toBe(404);
});

test("an activation belongs to one connection and is visible through its audience only", async () => {
  const connection = findId(await connect(hook));
  const made = await activate(connection);
  expect(made.body.data).toMatchObject({
    activation: {
      connectionId: connection,
      audienceId: audience.split("/").at(-1),
      workspaceId: harness.simulator.workspace("us").id,
      spaceId: space.split("/").at(-1),
      enabled: true,
      personalization: { profile: { properties: [] } },
    },
  });
  const other = await newAudience("B");
  expect((await activate(connection, {}, other)).status).toBe(404);
  expect((await send("GET", `${other}/activations/${findId(made)}`)).status).toBe(404);
  expect((await send("GET", `${audience}/activations/${findId(made)}`)).body).toEqual(made.body);
  const removed = await send("DELETE", `${audience}/activations/${findId(made)}`);
  expect(removed.body.data).toEqual({ status: "SUCCESS" });
  expect(await activations()).toEqual([]);
});

test("an activation maps to an action of its destination and to relationships of the space", async () => {
  const connection = findId(await connect(hook));
  const mapping = (actionId: string) => ({ destinationMapping: { actionId } });
  const field = "destinationMapping.actionId";
  expect(errorFields(await activate(connection, mapping("x")))).toEqual([field]);
  const id = findId(await activate(connection, mapping(SEND)));
  const path = `${audience}/activations/${id}`;
  expect(errorFields(await send("PATCH", path, mapping("x")))).toEqual([field]);
  const entities = [{ relationshipSlug: "x", properties: [] }];
  expect(errorFields(await send("PATCH", path, { personalization: { entities } }))).toEqual([
    "personalization.entities[0].relationshipSlug",
  ]);
  expect(errorFields(await activate(connection, { activationName: " " }))).toEqual([
    "activationName",
  ]);
});

test("an update of an activation merges its personalization", async () => {
  const profile = { properties: ["email"] };
  const made = await activate(findId(await connect(hook)), { personalization: { profile } });
  const updated = await send("PATCH", `${audience}/activations/${findId(made)}`, {
    displayName: null,
    personalization: { profile: { mapping: { email: "mail" } }, syncEntityPropertyChanges: true },
  });
  expect(updated.body.data).toMatchObject({
    activation: {
      activationName: "Welcome",
      displayName: null,
      personalization: {
        profile: { ...profile, mapping: { email: "mail" } },
        syncEntityPropertyChanges: true,
      },
    },
  });
});

test("removing a connection, a destination or an audience removes its activations", async () => {
  const [second, third] = [await newDestination(), await newDestination()];
  const kept: string[] = [];
  for (const destination of [hook, second, third]) {
    kept.push(findId(await activate(findId(await connect(destination)))));
  }
  await send("DELETE", `${audience}/destination-connections/${hook}`);
  expect(await activations()).toEqual(kept.slice(1));
  await harness.send("DELETE", `/destinations/${second}`);
  expect(await activations()).toEqual(kept.slice(2));
  expect(await connections()).toMatchObject([{ destinationId: third }]);
  await harness.send("POST", `${space}${audience}/schedules`, {
    strategy: "PERIODIC",
    config: { interval: "1d" },
  });
  await send("DELETE", audience);
  expect((await send("GET", `${audience}/activations`)).status).toBe(404);
  const [left] = harness.simulator.workspace("us").spaces.all;
  expect([left?.connections.all, left?.activations.all, left?.schedules.all]).toEqual([[], [], []]);
});

test("supported destinations are those of the workspace that accept the type of audience", async () => {
  await newDestination(AMPLITUDE, { apiKey: "k" });
  const slugs = async (type: string, query = "") => {
    const path = `/audienceType/${type}/supported-destinations${query}`;
    const { destinations = {} } = (await send("GET", path)).body.data ?? {};
    return Object.keys(destinations as object);
  };
  expect(await slugs("USERS")).toEqual(["actions-webhook", "amplitude"]);
  expect(await slugs("USERS", "?slug=amplitude")).toEqual(["amplitude"]);
  expect(await slugs("USERS", `?actionId=${SEND}`)).toEqual(["actions-webhook"]);
  expect(await slugs("LINKED")).toEqual(["actions-webhook"]);
  expect((await send("GET", "/audienceType/DOGS/supported-destinations")).status).toBe(404);
});
