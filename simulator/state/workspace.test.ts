import {
  ALPHA,
  errorFields,
  findId,
  findList,
  type Harness,
  type HarnessResponse,
  startHarness,
} from "../harness";
import { POSTGRES, postgresSettings as settings } from "../harness/postgres";
import { fillWorkspace } from "../service/fill";
import { Workspace } from "./workspace";

const WEBHOOKS = "614a3c7d791c91c41bae7599";
const AMPLITUDE = "54521fd525e721e32a72ee91";
let harness: Harness;
let slug = 0;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (more = {}) => {
  const body = { slug: `s-${++slug}`, enabled: true, metadataId: "IqDTy1TpoU", ...more };
  return findId(await send("POST", "/sources", body));
};
const newDestination = async (sourceId: string) =>
  findId(await send("POST", "/destinations", { sourceId, metadataId: WEBHOOKS, settings: {} }));
const newWarehouse = async (more = {}) =>
  findId(await send("POST", "/warehouses", { metadataId: POSTGRES, settings, ...more }));
const newSubscription = (destination: string, actionId = "4ZvSLrQvGjRXJBUb3ygWpr") => {
  const settings = { url: "https://a.example" };
  const body = { name: "n", actionId, trigger: 'type = "track"', enabled: true, settings };
  return send("POST", `/destinations/${destination}/subscriptions`, body, ALPHA);
};
const settingsIn = ({ body }: HarnessResponse) =>
  (Object.values(body.data ?? {})[0] as { settings: Record<string, unknown> }).settings;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

test("a source's slug is unique, also on update", async () => {
  const first = await newSource({ slug: "shop" });
  const again = await send("POST", "/sources", {
    slug: "shop",
    enabled: true,
    metadataId: "UBrsG9RVzw",
  });
  expect(again).toMatchObject({
    status: 422,
    body: { errors: [{ message: "slug is already taken", field: "slug" }] },
  });
  const other = await newSource();
  expect((await send("PATCH", `/sources/${other}`, { slug: "shop" })).status).toBe(422);
  expect((await send("PATCH", `/sources/${first}`, { slug: "shop" })).status).toBe(200);
});

test("deleting a source removes its destinations, connections and transformations, and no others", async () => {
  const [gone, kept] = [await newSource(), await newSource()];
  const [goneDestination, keptDestination] = [
    await newDestination(gone),
    await newDestination(kept),
  ];
  const subscription = findId(await newSubscription(goneDestination));
  const warehouse = await newWarehouse();
  for (const sourceId of [gone, kept]) {
    await send("POST", "/transformations", {
      name: "t",
      sourceId,
      enabled: true,
      if: "type = 'track'",
    });
  }
  expect((await send("DELETE", `/sources/${gone}`)).body).toEqual({ data: { status: "SUCCESS" } });
  expect((await send("GET", `/sources/${gone}`)).status).toBe(404);
  expect((await send("DELETE", `/sources/${gone}`)).status).toBe(404);
  const path = `/destinations/${goneDestination}`;
  expect((await send("GET", path)).status).toBe(404);
  expect((await send("GET", `${path}/subscriptions/${subscription}`)).status).toBe(404);
  const ids = async (path: string, list: string) => findList(await send("GET", path), list);
  expect(await ids("/destinations", "destinations")).toMatchObject([{ id: keptDestination }]);
  expect(await ids("/transformations", "transformations")).toMatchObject([{ sourceId: kept }]);
  expect(await ids(`/warehouses/${warehouse}/connected-sources`, "sources")).toMatchObject([
    { id: kept },
  ]);
});

test("removing a source, destination or warehouse leaves none of its dependents in the state", () => {
  const workspace = new Workspace("acme", "Acme", 1);
  fillWorkspace(workspace, { sources: 1, destinations: 2, warehouses: 2 });
  const [source] = workspace.sources.all.map(({ id }) => id);
  for (const { id } of workspace.warehouses.all) workspace.connect(source ?? "", id);
  for (const { id } of workspace.destinations.all) {
    const rest = { name: "n", actionId: "a", actionSlug: "a", enabled: true, settings: {} };
    workspace.subscriptions.put({ id: `of ${id}`, destinationId: id, trigger: "t", ...rest });
  }
  const left = () => [workspace.connections.all.length, workspace.subscriptions.all.length];
  expect(left()).toEqual([2, 2]);
  workspace.removeWarehouse(workspace.warehouses.all[0]?.id ?? "");
  workspace.removeDestination(workspace.destinations.all[0]?.id ?? "");
  expect(left()).toEqual([1, 1]);
  workspace.removeSource(source ?? "");
  expect(left()).toEqual([0, 0]);
});

test("a connection is visible on both sides, and removed from both", async () => {
  const source = await newSource();
  const warehouse = await newWarehouse({ disconnectAllSources: true });
  const path = `/warehouses/${warehouse}/connected-sources`;
  const sides = async () => [
    findList(await send("GET", path), "sources").map(({ id }) => id),
    findList(await send("GET", `/sources/${source}/connected-warehouses`), "warehouses").map(
      ({ id }) => id,
    ),
  ];
  expect(await sides()).toEqual([[], []]);
  const connected = await send("POST", `${path}/${source}`);
  expect(connected).toMatchObject({ status: 201, body: { data: { status: "CONNECTED" } } });
  expect((await send("POST", `${path}/${source}`)).status).toBe(201);
  expect(await sides()).toEqual([[source], [warehouse]]);
  expect((await send("DELETE", `${path}/${source}`)).status).toBe(200);
  expect((await send("DELETE", `${path}/${source}`)).status).toBe(404);
  expect(await sides()).toEqual([[], []]);
  expect((await send("POST", `${path}/unknown`)).status).toBe(404);
});

test("a new source is connected to every warehouse unless the request disconnects it", async () => {
  const warehouse = await newWarehouse();
  const connected = await newSource();
  await newSource({ disconnectAllWarehouses: true });
  const sources = findList(
    await send("GET", `/warehouses/${warehouse}/connected-sources`),
    "sources",
  );
  expect(sources.map(({ id }) => id)).toEqual([connected]);
});

test("subscriptions belong to their destination", async () => {
  const source = await newSource();
  const [one, other] = [await newDestination(source), await newDestination(source)];
  const created = await newSubscription(one);
  expect(created.body.data).toMatchObject({
    destinationSubscription: { destinationId: one, actionSlug: "send" },
  });
  const id = findId(created);
  expect((await send("GET", `/destinations/${one}/subscriptions/${id}`)).body.data).toMatchObject({
    subscription: { id },
  });
  expect((await send("GET", `/destinations/${other}/subscriptions/${id}`)).status).toBe(404);
  expect((await send("DELETE", `/destinations/${other}/subscriptions/${id}`)).status).toBe(404);
  expect(
    findList(await send("GET", `/destinations/${other}/subscriptions`), "subscriptions"),
  ).toEqual([]);
  expect(await send("GET", `/destinations/${one}/subscriptions/${id}`)).toMatchObject({
    status: 200,
  });
});

test("a subscription requires an action of its destination, and an update its wrapper", async () => {
  const destination = await newDestination(await newSource());
  expect(errorFields(await newSubscription(destination, "other"))).toEqual(["actionId"]);
  const path = `/destinations/${destination}/subscriptions/${findId(await newSubscription(destination))}`;
  expect(errorFields(await send("PATCH", path, { enabled: false }, ALPHA))).toEqual([
    "input",
    "enabled",
  ]);
  const updated = await send("PATCH", path, { input: { enabled: false } }, ALPHA);
  expect(updated.body.data).toMatchObject({ subscription: { enabled: false, name: "n" } });
});

test("a destination of an unknown source or metadata is rejected", async () => {
  const body = { sourceId: "x", metadataId: AMPLITUDE, settings: { apiKey: "k" } };
  expect(errorFields(await send("POST", "/destinations", body))).toEqual(["sourceId"]);
  const unknown = { ...body, sourceId: await newSource(), metadataId: "x" };
  expect(errorFields(await send("POST", "/destinations", unknown))).toEqual(["metadataId"]);
});

test("a warehouse's name is one of its settings, and null removes it", async () => {
  const id = await newWarehouse({ name: "Main" });
  const renamed = await send("PATCH", `/warehouses/${id}`, { name: "New", settings: {} });
  expect(settingsIn(renamed)).toMatchObject({ name: "New", host: "db" });
  const bare = await send("PATCH", `/warehouses/${id}`, { name: null, settings: {} });
  expect(settingsIn(bare)).not.toHaveProperty("name");
});

test("a transformation requires a condition, and an existing source and metadata", async () => {
  const good = { name: "t", sourceId: await newSource(), enabled: true, if: "type = 'track'" };
  const fields = async (more: object) =>
    errorFields(await send("POST", "/transformations", { ...good, ...more }));
  expect(await fields({ if: " " })).toEqual(["if"]);
  expect(await fields({ sourceId: "x" })).toEqual(["sourceId"]);
  expect(await fields({ destinationMetadataId: "x" })).toEqual(["destinationMetadataId"]);
  expect(await fields({ propertyRenames: [{ oldName: "a", newName: "b", c: 1 }] })).toEqual([
    "propertyRenames[0].c",
  ]);
  expect(await fields({})).toEqual([]);
});
