import { loadComponent } from "../platform/component";
import component from "../src";
import { openHarness, type TestHarness } from "./support/segment";

type Resource = { id: string; [field: string]: unknown };
type Data = { data: Record<string, Resource> };

const idIn = ({ data }: Data, name: string): string => data[name]?.id as string;

describe.each([
  ["from its sources", () => component as object],
  ["from the built bundle", loadComponent],
])("the component %s, on a simulated Segment", (_name, load) => {
  let harness: TestHarness;
  const run = (action: string, inputs?: Record<string, unknown>) =>
    harness.run<Data>(action, inputs);
  const list = async (action: string, items: string, inputs?: Record<string, unknown>) =>
    (await harness.run<{ data: Record<string, Resource[]> }>(action, inputs)).data[items];
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    harness = await openHarness({}, load());
  });
  afterAll(() => harness.close());

  test("creates, reads, changes and lists sources", async () => {
    ids.source = idIn(
      await run("createSource", {
        slug: "web",
        enabled: "true",
        metadataId: "UBrsG9RVzw",
        disconnectAllWarehouses: "true",
      }),
      "source",
    );
    const sourceId = ids.source;
    expect((await run("getSource", { sourceId })).data.source).toMatchObject({ slug: "web" });
    const changed = await run("updateSource", { sourceId, name: "Web", enabled: false });
    expect(changed.data.source).toMatchObject({ name: "Web", enabled: false, slug: "web" });
    expect(await list("listSources", "sources")).toHaveLength(1);
  });

  test("creates, reads, changes and lists warehouses", async () => {
    const settings = {
      host: "db",
      port: "5432",
      database: "d",
      username: "u",
      password: "hunter2",
    };
    const metadataId = "55d3d3aea3c";
    const made = await run("createWarehouse", { metadataId, name: "Analytics", settings });
    ids.warehouse = idIn(made, "warehouse");
    const warehouseId = ids.warehouse;
    expect(JSON.stringify(made)).not.toContain("hunter2");
    await run("updateWarehouse", {
      warehouseId,
      enabled: "false",
      settings: [{ key: "host", value: "db2" }],
    });
    const { warehouse } = (await run("getWarehouse", { warehouseId })).data;
    expect(warehouse).toMatchObject({ enabled: false, settings: { host: "db2", port: "5432" } });
    expect(await list("listWarehouses", "warehouses")).toHaveLength(1);
  });

  test("connects a source and a warehouse, and parts them", async () => {
    const both = { sourceId: ids.source, warehouseId: ids.warehouse };
    const { data } = await run("addConnectionFromSourceToWarehouse", both);
    expect(data).toEqual({ status: "CONNECTED" });
    const connected = () =>
      list("listConnectedSourcesFromWarehouse", "sources", { warehouseId: ids.warehouse });
    expect((await connected())?.map(({ id }) => id)).toEqual([ids.source]);
    await run("removeSourceConnectionFromWarehouse", both);
    expect(await connected()).toEqual([]);
  });

  test("creates, reads, changes and lists destinations", async () => {
    const types = await harness.choices("selectDestinationMetadata");
    const metadataId = types.find(({ label }) => label === "Webhooks (Actions)")?.key;
    ids.metadata = metadataId as string;
    const sourceId = ids.source;
    const settings = [{ key: "sharedSecret", value: "shh-secret" }];
    const made = await run("createDestination", { sourceId, metadataId, name: "Hook", settings });
    ids.destination = idIn(made, "destination");
    const destinationId = ids.destination;
    const changed = await run("updateDestination", { destinationId, enabled: "true" });
    expect(changed.data.destination).toMatchObject({ name: "Hook", enabled: true });
    expect((await run("getDestination", { destinationId })).data.destination).toMatchObject({
      sourceId,
    });
    expect(await list("listDestinations", "destinations")).toHaveLength(1);
  });

  test("creates, reads, changes, lists and deletes subscriptions of a destination", async () => {
    const destinationId = ids.destination;
    const type = await run("getDestinationMetadata", { destinationMetadataId: ids.metadata });
    const [send] = (type.data.destinationMetadata?.actions ?? []) as Resource[];
    const made = await run("createDestinationSubscription", {
      destinationId,
      actionId: send?.id,
      name: "Orders",
      trigger: 'type = "track"',
      enabled: "true",
      settings: { url: "https://example.com" },
    });
    const one = { destinationId, subscriptionId: idIn(made, "destinationSubscription") };
    await run("updateDestinationSubscription", { ...one, enabled: false, name: "All orders" });
    const { subscription } = (await run("getDestinationSubscription", one)).data;
    expect(subscription).toMatchObject({ name: "All orders", enabled: false, actionId: send?.id });
    const all = () => list("listDestinationSubscriptions", "subscriptions", { destinationId });
    expect(await all()).toHaveLength(1);
    await run("deleteDestinationSubscription", one);
    expect(await all()).toEqual([]);
  });

  test("creates, reads, changes, lists and deletes transformations", async () => {
    const made = await run("createTransformation", {
      name: "Rename",
      sourceId: ids.source,
      enabled: "true",
      ifInput: 'event = "a"',
      newEventName: "b",
    });
    const transformationId = idIn(made, "transformation");
    await run("updateTransformation", {
      transformationId,
      drop: "false",
      propertyRenames: [{ oldName: "a", newName: "b" }],
    });
    const { transformation } = (await run("getTransformation", { transformationId })).data;
    expect(transformation).toMatchObject({
      name: "Rename",
      if: 'event = "a"',
      drop: false,
      propertyRenames: [{ oldName: "a", newName: "b" }],
    });
    expect(await list("listTransformations", "transformations")).toHaveLength(1);
    await run("deleteTransformation", { transformationId });
    expect(await list("listTransformations", "transformations")).toEqual([]);
  });

  test("creates, reads, changes, lists and deletes functions", async () => {
    const setting = {
      name: "k",
      label: "K",
      description: "",
      type: "STRING",
      required: true,
      sensitive: true,
    };
    const made = await run("createFunction", {
      resourceType: "SOURCE",
      displayName: "Orders",
      code: "// orders",
      settings: JSON.stringify([setting]),
    });
    const functionId = idIn(made, "function");
    await run("updateFunction", { functionId, displayName: "All orders" });
    const read = (await run("getFunction", { functionId })).data.function;
    expect(read).toMatchObject({
      displayName: "All orders",
      code: "// orders",
      settings: [setting],
    });
    const sources = () => list("listFunctions", "functions", { resourceType: "SOURCE" });
    expect(await sources()).toHaveLength(1);
    await run("deleteFunction", { functionId });
    expect(await sources()).toEqual([]);
  });

  test("invites users, reads them and removes them", async () => {
    const { data } = await run("createUserInvites", { invites: '[{"email": "new@example.com"}]' });
    expect(data.emails).toEqual(["new@example.com"]);
    const users = (await list("listUsers", "users")) ?? [];
    const userId = users[1]?.id as string;
    expect((await run("getUser", { userId })).data.user).toMatchObject({ id: userId });
    await run("deleteUser", { userIds: [userId, "000xxx"] });
    const left = (await list("listUsers", "users")) ?? [];
    expect(left.map(({ id }) => id)).toEqual(
      users.map(({ id }) => id).filter((id) => id !== userId),
    );
  });

  test("reads the three catalogs", async () => {
    expect(await list("listSourcesCatalog", "sourcesCatalog", { count: "7" })).toHaveLength(7);
    expect(await list("listDestinationCatalog", "destinationsCatalog")).toHaveLength(50);
    expect(await list("listWarehousesCatalog", "warehousesCatalog")).toHaveLength(9);
    const source = await run("getSourceMetadata", { sourceMetadataId: "UBrsG9RVzw" });
    expect(source.data.sourceMetadata).toMatchObject({ slug: "ios" });
    const warehouse = await run("getWarehouseMetadata", { warehouseMetadataId: "55d3d3aea3c" });
    expect(warehouse.data.warehouseMetadata).toMatchObject({ slug: "postgres" });
  });

  test("counts events", async () => {
    const { data } = await run("getEventsVolumeFromWorkspace", {
      granularity: "HOUR",
      startTime: "2026-01-01T00:00:00Z",
      endTime: "2026-01-01T06:00:00Z",
      groupBy: ["eventName"],
    });
    expect(data).toMatchObject({ path: expect.any(String), query: { granularity: "HOUR" } });
  });

  test("sends a raw request", async () => {
    const { data } = await run("rawRequest", { method: "GET", url: "/" });
    expect(data.workspace).toMatchObject({ slug: harness.simulator.us.workspace.slug });
  });

  test("gives its errors their names", async () => {
    const nameOf = (work: Promise<unknown>) => work.catch((error: Error) => error.name);
    const connectionInput = harness.connection(harness.simulator.eu);
    expect(await nameOf(run("getSource", { sourceId: "" }))).toBe("SpectralError");
    expect(await nameOf(run("getSource", { sourceId: "none" }))).toBe("SegmentError");
    expect(await nameOf(run("listSources", { connectionInput }))).toBe("ConnectionError");
  });

  test("deletes what is left, and what belonged to it", async () => {
    await run("deleteSource", { sourceId: ids.source });
    expect(await list("listDestinations", "destinations")).toEqual([]);
    await run("deleteWarehouse", { warehouseId: ids.warehouse });
    expect(await list("listWarehouses", "warehouses")).toEqual([]);
    await expect(run("deleteDestination", { destinationId: ids.destination })).rejects.toThrow(
      /^Delete Destination: 404 /,
    );
  });

  test("sent nothing that is not as the contract has it", () => {
    expect(harness.simulator.requests.length).toBeGreaterThan(50);
    expect(harness.simulator.differences).toEqual([]);
  });
});
