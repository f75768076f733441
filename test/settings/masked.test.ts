import fc from "fast-check";
import { catalog } from "../../simulator/catalog";
import type { DestinationMetadata, Option } from "../../simulator/catalog/types";
import { enteredFor } from "./arbitraries";
import { hasBullet } from "./checker";
import { HARBOR, LAKE, LANTERN, rows, SYNC_CONTACT, useRuns } from "./runs";

const runs = useRuns();
const MASK = "••••••••••1234";
const LEFT_OUT = "a masked secret is not written back.";

const destinations = () => runs.simulator.workspace("us").destinations;
const newDestination = async (settings: object = {}) => {
  const sourceId = await runs.newSource();
  const given = { apiKey: "0123456789", accountId: "1", ...settings };
  return runs.made("createDestination", { sourceId, metadataId: LANTERN, settings: given });
};

test("a name given beside the masked secret that it resembles is a setting of its own", async () => {
  const { id: destinationId } = await newDestination();
  const alone = { destinationId, settings: { apiKeys: "a" } };
  const { error, writes } = await runs.take("updateDestination", alone);
  expect(error.message).toContain("Settings.apiKeys: expected apiKey, got apiKeys.");
  expect(writes).toEqual([]);
  const settings = { apiKey: MASK, apiKeys: "a" };
  const taken = await runs.take("updateDestination", { destinationId, settings });
  expect(runs.settingsOf(taken)).toEqual({ apiKeys: "a" });
});

describe("round trips of create, read and update", () => {
  /** Settings that a new destination of a type may have, all of those required among them. */
  const settingsFor = (options: Option[]) =>
    fc.record(
      Object.fromEntries(
        options.map(({ name, type }) => [name, enteredFor(type).map(({ typed }) => typed)]),
      ),
      {
        requiredKeys: options.filter(({ required }) => required).map(({ name }) => name),
        noNullPrototype: true,
      },
    );
  const trips = (types: DestinationMetadata[]) =>
    fc.constantFrom(...types).chain((type) =>
      fc.record({
        type: fc.constant(type),
        given: settingsFor(type.options),
        change: fc.constantFrom(
          ...type.options.filter((option) => option.type === "boolean"),
          undefined,
        ),
      }),
    );
  const known = catalog.destinations.slice(0, 8);
  const lantern = catalog.destinations.filter(({ id }) => id === LANTERN);

  test.each([
    ["types of every kind, some made up", catalog.destinations, 80],
    ["the types with the most settings", [...known, ...lantern], 40],
  ])(
    "of %s write no masked secret back and change nothing else",
    async (_, types, numRuns) => {
      let maskedReads = 0;
      await fc.assert(
        fc.asyncProperty(trips(types), async ({ type, given, change }) => {
          runs.simulator.reset();
          runs.begin();
          const { harness } = runs;
          const sourceId = await runs.newSource();
          const { id } = await runs.made("createDestination", {
            sourceId,
            metadataId: type.id,
            settings: given,
          });
          const before = { ...destinations().get(id)?.settings };
          const { data } = await harness.run<{ data: { destination: { settings: object } } }>(
            "getDestination",
            { destinationId: id },
          );
          const read = data.destination.settings;
          if (hasBullet(read)) maskedReads += 1;
          const changes = change ? { [change.name]: true } : {};
          await harness.run("updateDestination", {
            destinationId: id,
            settings: rows({ ...read, ...changes }),
          });
          expect(destinations().get(id)?.settings).toEqual({ ...before, ...changes });
          const writes = harness.simulator.requests.filter(({ method }) => method !== "GET");
          expect(writes.length).toBeGreaterThan(1);
          expect(writes.filter(({ body }) => hasBullet(body))).toEqual([]);
          expect(harness.simulator.differences).toEqual([]);
        }),
        { seed: 1, numRuns },
      );
      expect(maskedReads).toBeGreaterThan(numRuns / 4);
    },
    60_000,
  );
});

test("an update leaves masked secrets out and names them in the log", async () => {
  const { id: destinationId } = await newDestination();
  const settings = { apiKey: MASK, headers: { a: "b", key: MASK }, batchSize: "5" };
  const taken = await runs.take("updateDestination", { destinationId, settings });
  expect(taken.data).toBeDefined();
  expect(taken.writes.map(({ body }) => body)).toEqual([{ settings: { batchSize: 5 } }]);
  expect(taken.told).toContain(
    `Update Destination: left out apiKey, headers of the settings: ${LEFT_OUT}`,
  );
  expect(destinations().get(destinationId)?.settings.apiKey).toBe("0123456789");
});

test("an update without masked secrets says nothing of them", async () => {
  const { id: destinationId } = await newDestination();
  const taken = await runs.take("updateDestination", { destinationId, settings: { timeout: "5" } });
  expect(taken.told.filter((line) => line.includes("masked"))).toEqual([]);
});

test("an update of nothing but masked secrets writes no settings", async () => {
  const { id: destinationId } = await newDestination();
  const before = { ...destinations().get(destinationId)?.settings };
  const given = { destinationId, settings: rows({ apiKey: MASK }), name: "New" };
  const taken = await runs.take("updateDestination", given);
  expect(taken.writes.map(({ body }) => body)).toEqual([{ name: "New" }]);
  expect(destinations().get(destinationId)?.settings).toEqual(before);
});

test.each([
  ["by its bullets", `{"a": "${MASK}"}`],
  ["by the codes of its bullets", '{"a": "\\u2022\\u20221234"}'],
])("a masked secret within JSON text, written %s, is left out too", async (_, headers) => {
  const { id: destinationId } = await newDestination();
  const taken = await runs.take("updateDestination", {
    destinationId,
    settings: { headers, batchSize: "5" },
  });
  expect(runs.settingsOf(taken)).toEqual({ batchSize: 5 });
  expect(taken.told).toContain(`Update Destination: left out headers of the settings: ${LEFT_OUT}`);
  const sourceId = await runs.newSource("app");
  const settings = { apiKey: "k", accountId: "1", headers };
  const created = await runs.take("createDestination", {
    sourceId,
    metadataId: LANTERN,
    settings,
  });
  expect(created.error.message).toContain("Settings.headers: expected the secret itself");
  expect(created.writes).toEqual([]);
});

test.each([
  ["createSource", { slug: "h", enabled: true, metadataId: HARBOR }],
  ["createDestination", { sourceId: "s", metadataId: LANTERN }],
  ["createWarehouse", { metadataId: LAKE }],
  ["createValidationInWarehouse", { metadataId: LAKE }],
  ["createProfilesWarehouse", { spaceId: "spa_1", metadataId: LAKE }],
  [
    "createDestinationSubscription",
    { destinationId: "d", actionId: SYNC_CONTACT, name: "S", trigger: "t", enabled: true },
  ],
  ["createInsertFunctionInstance", { functionId: "ifnd_1", integrationId: "s", name: "I" }],
  ["createCredential", { name: "C" }],
  ["upsertSource", { slug: "h", metadataId: HARBOR }],
])("%s refuses a masked secret, without a write", async (action, inputs) => {
  for (const settingsAsTheyAre of [true, false]) {
    const settings = { region: "eu", secret: MASK };
    const taken = await runs.take(action, { ...inputs, settings, settingsAsTheyAre });
    expect(taken.error.message).toMatch(/Settings\.secret: expected (the secret itself|a setting)/);
    expect(taken.error.message).not.toContain("•");
    expect(taken.writes).toEqual([]);
  }
});

test("a masked secret is not written back if settings are sent as they are", async () => {
  const { id: destinationId } = await newDestination();
  const settings = { apiKey: MASK, batchSize: 5 };
  const given = { destinationId, settings, settingsAsTheyAre: true };
  const taken = await runs.take("updateDestination", given);
  expect(runs.settingsOf(taken)).toEqual({ batchSize: 5 });
  expect(taken.told).toContain(`Update Destination: left out apiKey of the settings: ${LEFT_OUT}`);
});

test("credentials are sent as they are, but for masked secrets", async () => {
  const settings = { username: "u", port: "5", password: "hunter2hunter2" };
  const made = await runs.take<{ credential: { id: string; settings: object } }>(
    "createCredential",
    { name: "C", settings: rows(settings) },
  );
  expect(runs.settingsOf(made)).toEqual(settings);
  const { id: credentialId } = made.data.credential;
  const { data } = await runs.take<{ credential: { settings: object } }>("getCredential", {
    credentialId,
  });
  expect(hasBullet(data)).toBe(true);
  const changed = { ...data.credential.settings, port: "6" };
  const taken = await runs.take("updateCredential", { credentialId, settings: changed });
  expect(runs.settingsOf(taken)).toEqual({ username: "u", port: "6" });
  expect(taken.told).toContain(`Update Credential: left out password of the settings: ${LEFT_OUT}`);
  const named = await runs.take("updateCredential", { credentialId, name: "D" });
  expect(named.writes.map(({ body }) => body)).toEqual([{ name: "D" }]);
});

test("a credential whose masked secret alone is given has nothing written of its settings", async () => {
  const settings = { password: "hunter2hunter2" };
  const { id: credentialId } = await runs.made("createCredential", { name: "C", settings });
  const given = { credentialId, name: "D", settings: { password: MASK } };
  const taken = await runs.take("updateCredential", given);
  expect(taken.data).toBeDefined();
  expect(taken.writes.map(({ body }) => body)).toEqual([{ name: "D" }]);
});

describe("the settings of an activation", () => {
  const audience = { spaceId: "spa_1", audienceId: "aud_1" };
  const settings = rows({ email: "e", vault_password: MASK });
  const response = { status: 200, body: { data: { activation: {} } } };

  test("leave masked secrets out of an update", async () => {
    runs.disturb("PATCH", /\/activations\//, response);
    const given = { ...audience, activationId: "act_1", actionId: "a", settings };
    const taken = await runs.take("updateActivationForAudience", given);
    expect(taken.data).toBeDefined();
    expect(taken.writes.map(({ body }) => body)).toEqual([
      { destinationMapping: { actionId: "a", settings: { email: "e" } } },
    ]);
    expect(taken.told.join()).toContain("left out vault_password of the settings");
  });

  test("are refused with a masked secret if one is added", async () => {
    const given = { ...audience, connectionId: "c", actionId: "a", settings };
    const type = { activationType: "Audience Entered", activationName: "A", performResync: true };
    const { error, requests } = await runs.take("addActivationToAudience", { ...given, ...type });
    expect(error.message).toContain("Settings.vault_password: expected the secret itself");
    expect(requests).toEqual([]);
  });
});
