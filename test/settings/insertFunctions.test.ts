import { readsIn, rows, useRuns } from "./runs";

const runs = useRuns();
const MASK = "••••••••••6789";
const DEFINITIONS = [
  ["apiKey", "STRING", true, true],
  ["dryRun", "BOOLEAN", false, false],
  ["events", "ARRAY", false, false],
  ["names", "TEXT_MAP", false, false],
].map(([name, type, required, sensitive]) => ({
  name,
  label: name,
  description: "",
  type,
  required,
  sensitive,
}));
const TEXT = { apiKey: "0123456789", dryRun: "true", events: "a, b", names: '{"a": "b"}' };
const TYPED = { apiKey: "0123456789", dryRun: true, events: ["a", "b"], names: { a: "b" } };

const newFunction = async (resourceType: string) =>
  (
    await runs.made("createFunction", {
      resourceType,
      displayName: "Enrich",
      code: "async function onTrack(event) {}",
      settings: JSON.stringify(DEFINITIONS),
    })
  ).id;
const inputs = async (resourceType = "INSERT_DESTINATION") => ({
  functionId: await newFunction(resourceType),
  integrationId: await runs.newSource(),
  name: "I",
});
const newInstance = async () =>
  (await runs.made("createInsertFunctionInstance", { ...(await inputs()), settings: TEXT })).id;

test.each(["INSERT_DESTINATION", "INSERT_SOURCE", "INSERT_TRANSFORMATION"])(
  "an instance of a function of the type %s is created with the types that it asks for",
  async (resourceType) => {
    const given = await inputs(resourceType);
    const taken = await runs.take("createInsertFunctionInstance", {
      ...given,
      settings: rows(TEXT),
    });
    expect(taken.data).toBeDefined();
    expect(runs.settingsOf(taken)).toEqual(TYPED);
  },
);

test("an instance is updated by its function, and its masked secrets are left out", async () => {
  const instanceId = await newInstance();
  const settings = rows({ apiKey: MASK, dryRun: "FALSE" });
  const taken = await runs.take("updateInsertFunctionInstance", { instanceId, settings });
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({ dryRun: false });
  expect(taken.told.join()).toContain("left out apiKey of the settings");
  const [{ settings: stored } = { settings: {} }] =
    runs.simulator.workspace("us").insertFunctionInstances.all;
  expect(stored).toEqual({ ...TYPED, dryRun: false });
});

test("the function of an instance is found though the instance names it without its prefix", async () => {
  const instanceId = await newInstance();
  const got = await runs.take("getInsertFunctionInstance", { instanceId });
  const { insertFunctionInstance: instance } = got.data as {
    insertFunctionInstance: { classId: string };
  };
  const classId = instance.classId.replace(/^ifnd_/, "");
  expect(classId).not.toBe(instance.classId);
  runs.disturb("GET", /^\/insert-function-instances\//, {
    status: 200,
    body: { data: { insertFunctionInstance: { ...instance, classId } } },
  });
  const settings = rows({ dryRun: "false" });
  const taken = await runs.take("updateInsertFunctionInstance", { instanceId, settings });
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({ dryRun: false });
});

test("a function's settings are read once a run", async () => {
  const given = { ...(await inputs()), settings: TEXT };
  expect(readsIn(await runs.take("createInsertFunctionInstance", given))).not.toEqual([]);
  const again = { ...given, integrationId: await runs.newSource("app") };
  expect(readsIn(await runs.take("createInsertFunctionInstance", again))).toEqual([]);
});

test("an unlisted setting of a function is sent as given, and the log names it", async () => {
  const given = { ...(await inputs()), settings: { ...TEXT, colour: "red" } };
  const taken = await runs.take("createInsertFunctionInstance", given);
  expect(runs.settingsOf(taken)).toMatchObject({ colour: "red" });
  expect(taken.told).toContain(
    "Create Insert Function Instance: Settings.colour: not in the settings of Enrich; sent as given.",
  );
});

test("a mismatched setting of a function is refused before anything is written", async () => {
  const settings = { dry_run: "x", dryRun: "maybe", event: "red" };
  const given = { ...(await inputs()), settings };
  const { error, writes } = await runs.take("createInsertFunctionInstance", given);
  expect(error.message).toContain("Settings.event: expected events, got event.");
  expect(error.message).toContain('Settings.dryRun: expected true or false, got text "maybe".');
  expect(error.message).toContain("Settings.apiKey: expected text, which Enrich requires");
  expect(writes).toEqual([]);
});

test.each(["DESTINATION", "SOURCE"])(
  "a function of the type %s is refused, since it is no insert function",
  async (resourceType) => {
    const given = { ...(await inputs(resourceType)), settings: TEXT };
    const { error, writes } = await runs.take("createInsertFunctionInstance", given);
    expect(error.message).toContain(
      `Function ID: expected an insert function of the workspace, got "${given.functionId}".`,
    );
    expect(writes).toEqual([]);
  },
);

test("settings are sent as they are if it is told to", async () => {
  const given = { ...(await inputs()), settings: TEXT, settingsAsTheyAre: true };
  const taken = await runs.take("createInsertFunctionInstance", given);
  expect(runs.settingsOf(taken)).toEqual(TEXT);
  expect(taken.requests).toHaveLength(1);
});
