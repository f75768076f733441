import { LAKE, readsIn, rows, useRuns } from "./runs";

const runs = useRuns();
const MASK = "••••••••••6789";
const NEEDED = { bucket: "b", region: "r", roleArn: "a", externalSecret: "0123456789" };

const spaceId = () => runs.simulator.workspace("us").spaces.all[0]?.id ?? "";

const newWarehouse = (more: object = {}) =>
  runs.made("createWarehouse", {
    metadataId: LAKE,
    settings: rows({ ...NEEDED, fileSize: "64", compress: "false" }),
    ...more,
  });

/** Returns warehouses as the next version of the API does: without `metadata`. */
function withoutTypes(settings = true): void {
  const { warehouses, spaces } = runs.simulator.workspace("us");
  const untyped = (warehouse: object) => {
    const { metadataId: _, settings: values, ...rest } = warehouse as Record<string, unknown>;
    const shown = settings && { settings: { ...(values as object), externalSecret: MASK } };
    return { ...rest, workspaceId: "w", credentialId: "c", ...shown };
  };
  runs.simulator.intercept(({ method, path }) => {
    if (method !== "GET" || !/warehouses(\/[^/]+)?$/.test(path)) return undefined;
    if (path.startsWith("/catalog")) return undefined;
    const all = path.startsWith("/spaces")
      ? spaces.all.flatMap(({ profilesWarehouses }) => profilesWarehouses.all)
      : warehouses.all;
    const one = all.find(({ id }) => path.endsWith(`/warehouses/${id}`));
    const list = {
      [path.startsWith("/spaces") ? "profilesWarehouses" : "warehouses"]: all.map(untyped),
    };
    const data = one ? { warehouse: untyped(one) } : { ...list, pagination: { current: "MA==" } };
    return { status: 200, body: { data } };
  });
}

test("the pickers offer warehouses without a type by their names, schemas or IDs", async () => {
  const { id: named } = await newWarehouse({ name: "Analytics" });
  const { id: nameless } = await newWarehouse();
  const { id: ofProfiles } = await runs.made("createProfilesWarehouse", {
    spaceId: spaceId(),
    metadataId: LAKE,
    settings: rows(NEEDED),
    schemaName: "profiles",
  });
  const offered = async () => ({
    warehouses: await runs.harness.choices("warehouses"),
    profiles: await runs.harness.choices("selectProfilesWarehouse", { spaceId: spaceId() }),
  });
  withoutTypes();
  const { warehouses, profiles } = await offered();
  expect(warehouses).toContainEqual({ label: "Analytics", key: named });
  expect(warehouses).toContainEqual({ label: nameless, key: nameless });
  expect(profiles).toContainEqual({ label: "profiles", key: ofProfiles });
  withoutTypes(false);
  const bare = await offered();
  expect(bare.warehouses).toContainEqual({ label: named, key: named });
  expect(bare.profiles).toContainEqual({ label: "profiles", key: ofProfiles });
});

test("the form of a warehouse without a type shows its values, and those of the chosen type", async () => {
  const { id: warehouseId } = await newWarehouse({ name: "Analytics" });
  const typed = await runs.show("warehouseSettings", { warehouseId });
  withoutTypes();
  const { data } = await runs.show("warehouseSettings", { warehouseId });
  expect(JSON.stringify(data)).toContain('{"name":"fileSize","type":"number","value":"64"}');
  expect(JSON.stringify(data)).not.toContain("6789");
  expect(await runs.show("warehouseSettings", { warehouseId, metadataId: LAKE })).toEqual(typed);
});

test("an update of a warehouse without a type keeps the types of its values", async () => {
  const { id: warehouseId } = await newWarehouse();
  withoutTypes();
  const settings = rows({ fileSize: "32", compress: "true", other: "1" });
  const taken = await runs.take("updateWarehouse", { warehouseId, settings });
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({ fileSize: 32, compress: true, other: "1" });
  expect(readsIn(taken)).toEqual([`/warehouses/${warehouseId}`]);
  expect(taken.told.join()).toContain(`Settings.other: not in Segment's catalog of ${warehouseId}`);
});

test("an update of a profiles warehouse without a type keeps the types of its values", async () => {
  const { id: warehouseId } = await runs.made("createProfilesWarehouse", {
    spaceId: spaceId(),
    metadataId: LAKE,
    name: "Profiles",
    settings: rows({ ...NEEDED, fileSize: "64" }),
  });
  withoutTypes();
  const inputs = { spaceId: spaceId(), warehouseId, settings: rows({ fileSize: "32" }) };
  const taken = await runs.take("updateProfilesWarehouseForSpaceWarehouse", inputs);
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({ fileSize: 32 });
});

test("a warehouse whose type is incomplete still fails the step", async () => {
  runs.simulator.intercept(() => ({
    status: 200,
    body: { data: { warehouse: { id: "w", metadata: { id: LAKE, name: "Lake" } } } },
  }));
  const { error, writes } = await runs.take("updateWarehouse", {
    warehouseId: "w",
    settings: { fileSize: "1" },
  });
  expect(error.message).toContain("the response has no usable warehouse.metadata.options,");
  expect(writes).toEqual([]);
});

test("warehouses are read and written in today's version of the API", async () => {
  const { id: warehouseId } = await newWarehouse();
  await runs.harness.choices("warehouses");
  await runs.harness.choices("selectProfilesWarehouse", { spaceId: spaceId() });
  await runs.show("warehouseSettings", { warehouseId });
  await runs.take("updateWarehouse", { warehouseId, settings: rows({ fileSize: "32" }) });
  const sent = runs.simulator.requests.filter(({ path }) => path.includes("warehouses"));
  expect(sent.length).toBeGreaterThanOrEqual(6);
  expect(sent.filter(({ headers }) => headers.accept !== "application/json")).toEqual([]);
  const types = sent.flatMap(({ headers }) => headers["content-type"] ?? []);
  expect(new Set(types)).toEqual(new Set(["application/json"]));
});
