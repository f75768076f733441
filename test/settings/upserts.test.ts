import { HARBOR, LANTERN, readsIn, rows, useRuns } from "./runs";

interface Upserted {
  outcome: string;
  changed: string[];
}

const runs = useRuns();
const MASK = "••••••••••6789";
const SECRETS = { apiKey: "0123456789" };

/** An upsert, what it needs, and settings as text and as they are to be. */
const UPSERTS = [
  {
    action: "upsertSource",
    inputs: async () => ({ slug: "harbor", metadataId: HARBOR }),
    text: { ...SECRETS, subdomain: "5", syncInterval: "6", syncDeals: "false", objects: "a, b" },
    typed: { subdomain: "5", syncInterval: 6, syncDeals: false, objects: ["a", "b"] },
    stored: () => runs.simulator.workspace("us").sources.all,
  },
  {
    action: "upsertDestination",
    inputs: async () => {
      const { all } = runs.simulator.workspace("us").sources;
      const sourceId = all[0]?.id ?? (await runs.newSource());
      return { sourceId, metadataId: LANTERN, name: "Lantern" };
    },
    text: { ...SECRETS, accountId: "5", batchSize: "6", dryRun: "true", channels: "a, b" },
    typed: { accountId: "5", batchSize: 6, dryRun: true, channels: ["a", "b"] },
    stored: () => runs.simulator.workspace("us").destinations.all,
  },
];

describe.each(UPSERTS)("$action", ({ action, inputs, text, typed, stored }) => {
  const upsert = async (given: object) =>
    runs.take<Upserted>(action, { ...(await inputs()), ...given });

  test("creates with the types that the catalog asks for, and finds nothing to change then", async () => {
    const taken = await upsert({ settings: rows(text) });
    expect(taken.data.outcome).toBe("created");
    expect(runs.settingsOf(taken)).toEqual({ ...SECRETS, ...typed });
    const { apiKey: _, ...others } = text;
    const again = await upsert({ settings: rows(others) });
    expect(again.data.outcome).toBe("unchanged");
    expect(again.writes).toEqual([]);
  });

  test("changes only what differs once it is typed, and takes JSON beside the pairs", async () => {
    await upsert({ settings: text });
    const [[name] = [""]] = Object.entries(typed).filter(([, value]) => typeof value === "number");
    const { apiKey: _, ...others } = text;
    const given = { settings: rows({ [name]: "7" }), settingsJson: { ...others, [name]: "8" } };
    const taken = await upsert(given);
    expect(taken.data).toMatchObject({ outcome: "updated", changed: ["settings"] });
    expect(runs.settingsOf(taken)).toEqual({ [name]: 7 });
  });

  test("refuses a masked secret if it creates", async () => {
    const taken = await upsert({ settings: { ...text, apiKey: MASK } });
    expect(taken.error.message).toContain("Settings.apiKey: expected the secret itself");
    expect(taken.writes).toEqual([]);
  });

  test("leaves a masked secret out if it changes what is there, and says so once", async () => {
    await upsert({ settings: text });
    const [before] = stored().map(({ settings }) => ({ ...settings }));
    const taken = await upsert({ settings: { ...text, apiKey: MASK } });
    expect(taken.data.outcome).toBe("unchanged");
    expect(taken.writes).toEqual([]);
    expect(taken.told.filter((line) => line.includes("left out apiKey"))).toHaveLength(1);
    expect(stored()[0]?.settings).toEqual(before);
  });

  test.each([
    [
      "a misspelled setting",
      { region_: "red" },
      /Settings\.region_: expected region, got region_\./,
    ],
    ["what does not fit", { apiKey: { a: 1 } }, /Settings\.apiKey: expected text, got an object/],
  ])(
    "refuses %s before anything is written, whether it creates or not",
    async (_, bad, message) => {
      for (const isThere of [false, true]) {
        if (isThere) await upsert({ settings: text });
        const taken = await upsert({ settings: { ...text, ...bad } });
        expect(taken.error.message).toMatch(message);
        expect(taken.writes).toEqual([]);
      }
    },
  );

  test("refuses to create without a required setting, and changes without it", async () => {
    const { apiKey: _, ...others } = text;
    const taken = await upsert({ settings: others });
    expect(taken.error.message).toContain("Settings.apiKey: expected text, which ");
    expect(taken.writes).toEqual([]);
    await upsert({ settings: text });
    expect((await upsert({ settings: others })).data.outcome).toBe("unchanged");
  });

  test("sends settings as they are if it is told to, but for masked secrets", async () => {
    const given = { settings: { ...text, colour: "5" }, settingsAsTheyAre: "true" };
    const taken = await upsert(given);
    expect(runs.settingsOf(taken)).toEqual({ ...text, colour: "5" });
    expect(readsIn(taken).filter((path) => path.startsWith("/catalog"))).toEqual([]);
    const masked = await upsert({ ...given, settings: { apiKey: MASK } });
    expect(masked.writes).toEqual([]);
  });

  test("without settings reads no catalog", async () => {
    await upsert({ settings: text });
    runs.begin();
    const taken = await upsert({ enabled: "false" });
    expect(taken.data).toMatchObject({ outcome: "updated", changed: ["enabled"] });
    expect(readsIn(taken).filter((path) => path.startsWith("/catalog"))).toEqual([]);
  });
});
