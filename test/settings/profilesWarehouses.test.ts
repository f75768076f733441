import { LAKE, readsIn, rows, useRuns } from "./runs";

const runs = useRuns();
const MASK = "••••••••••6789";
const NEEDED = { bucket: "b", region: "r", roleArn: "a", externalSecret: "0123456789" };

const spaceId = () => runs.simulator.workspace("us").spaces.all[0]?.id ?? "";
const newWarehouse = async () =>
  runs.made("createProfilesWarehouse", {
    spaceId: spaceId(),
    metadataId: LAKE,
    settings: rows({ ...NEEDED, fileSize: "64" }),
  });
const update = async (warehouseId: string, settings: unknown) =>
  runs.take("updateProfilesWarehouseForSpaceWarehouse", {
    spaceId: spaceId(),
    warehouseId,
    settings,
  });

test("a profiles warehouse is created with the types that the catalog asks for", async () => {
  const settings = rows({ ...NEEDED, fileSize: "64", compress: "false", tags: '{"a": "b"}' });
  const given = { spaceId: spaceId(), metadataId: LAKE, settings };
  const taken = await runs.take("createProfilesWarehouse", given);
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({
    ...NEEDED,
    fileSize: 64,
    compress: false,
    tags: { a: "b" },
  });
});

test("it is updated by its type, and its masked secret is left out", async () => {
  const { id } = await newWarehouse();
  const taken = await update(id, rows({ externalSecret: MASK, fileSize: "32" }));
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({ fileSize: 32 });
  expect(readsIn(taken)).toEqual([`/spaces/${spaceId()}/profiles-warehouses`]);
  expect(taken.told.join()).toContain("left out externalSecret of the settings");
});

test("an update refuses what does not fit before anything is written", async () => {
  const { id } = await newWarehouse();
  const { error, writes } = await update(id, { buket: 1, fileSize: "big" });
  expect(error.message).toContain("Settings.buket: expected bucket, got buket.");
  expect(error.message).toContain('Settings.fileSize: expected a number, got text "big".');
  expect(writes).toEqual([]);
});

test("a warehouse that the space does not have is refused by name", async () => {
  await newWarehouse();
  const { error, writes } = await update("nothing", { fileSize: "32" });
  expect(error.message).toContain(
    'Warehouse ID: expected a profiles warehouse of the space, got "nothing".',
  );
  expect(writes).toEqual([]);
});

test.each([
  ["createWarehouse", { metadataId: LAKE }],
  ["createProfilesWarehouse", { spaceId: "spa_1", metadataId: LAKE }],
  ["createDestination", { sourceId: "s", metadataId: LAKE }],
  ["updateInsertFunctionInstance", { instanceId: "i" }],
])("%s refuses to do without settings", async (action, inputs) => {
  for (const nothing of ["", null, undefined]) {
    const { error, requests } = await runs.take(action, { ...inputs, settings: nothing });
    expect(error.message).toContain(
      "Settings: expected keys and values, here or in Settings JSON, got nothing.",
    );
    expect(requests).toEqual([]);
  }
});

test("settings without keys are some, if the API asks for settings", async () => {
  const { id: warehouseId } = await newWarehouse();
  for (const none of [{}, [], [{ key: "a", value: "" }]]) {
    const taken = await update(warehouseId, none);
    expect(taken.data).toBeDefined();
    expect(taken.writes.map(({ body }) => body)).toEqual([{ settings: {} }]);
  }
});
