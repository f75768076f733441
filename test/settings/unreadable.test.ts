import { refusal } from "../steps/steps";
import { LANTERN, SYNC_CONTACT, useRuns } from "./runs";

const runs = useRuns();
const NEEDED = { apiKey: "k", accountId: "1" };
const SUBSCRIPTION = { name: "S", trigger: 'type = "track"', enabled: true };

/** The advice after an error of such a read. */
const ADVICE =
  "The step could not read which settings exist. Nothing was written; Send Settings As They Are skips this check.";

/** A response of Segment with something missing. */
const responseWith = (data: object) => ({ status: 200, body: { data } });

test.each([
  ["a token that may not read the catalog", refusal(403)],
  ["a type that the catalog has not", refusal(404)],
])("%s fails the step, which says what to do", async (_, response) => {
  const sourceId = await runs.newSource();
  runs.disturb("GET", /^\/catalog/, response);
  const inputs = { sourceId, metadataId: LANTERN, settings: NEEDED };
  const { error, writes } = await runs.take("createDestination", inputs);
  expect(error).toMatchObject({ status: response.status });
  expect(error.message).toMatch(/^Create Destination: /);
  expect(error.message).toContain(
    "Nothing was written; Send Settings As They Are skips this check.",
  );
  expect(writes).toEqual([]);
  const taken = await runs.take("createDestination", { ...inputs, settingsAsTheyAre: true });
  expect(taken.data).toBeDefined();
});

test.each([
  ["a type", {}, ""],
  ["a name", { destinationMetadata: { name: null, options: [] } }, ".name"],
  ["options", { destinationMetadata: { name: "Lantern" } }, ".options"],
  ["an option", { destinationMetadata: { name: "Lantern", options: [null] } }, ".options"],
])("a response without %s fails the step before anything is written", async (_, data, part) => {
  runs.simulator.intercept(({ path }) =>
    path.startsWith("/catalog") ? responseWith(data) : undefined,
  );
  const inputs = { sourceId: "s", metadataId: LANTERN, settings: NEEDED };
  const { error, writes } = await runs.take("createDestination", inputs);
  expect(error.message).toBe(
    `Create Destination: 200 the response has no usable destinationMetadata${part}, after 4 attempts. ${ADVICE}`,
  );
  expect(writes).toEqual([]);
});

test.each([
  ["updateSource", { sourceId: "s" }, "source"],
  ["updateDestination", { destinationId: "d" }, "destination"],
  ["updateWarehouse", { warehouseId: "w" }, "warehouse"],
  ["updateDestinationSubscription", { destinationId: "d", subscriptionId: "s" }, "subscription"],
  ["updateInsertFunctionInstance", { instanceId: "i" }, "insertFunctionInstance"],
])("%s fails if a response lacks a part that the step needs", async (action, ids, part) => {
  runs.simulator.intercept(() => responseWith({}));
  const { error, writes } = await runs.take(action, { ...ids, settings: { a: "1" } });
  expect(error.message).toContain(
    `200 the response has no usable ${part}, after 4 attempts. ${ADVICE}`,
  );
  expect(writes).toEqual([]);
});

test("a destination response without actions fails the step", async () => {
  runs.simulator.intercept(() => responseWith({ destination: { metadata: { name: "Lantern" } } }));
  const inputs = { ...SUBSCRIPTION, destinationId: "d", actionId: SYNC_CONTACT };
  const { error } = await runs.take("createDestinationSubscription", {
    ...inputs,
    settings: { email: "a" },
  });
  expect(error.message).toContain("the response has no usable destination.metadata.actions");
});

test("an object without settings gets those of its type", async () => {
  const metadata = { id: LANTERN, name: "Lantern", options: [] };
  runs.simulator.intercept(({ method }) =>
    method === "GET" ? responseWith({ source: { id: "s", metadata } }) : undefined,
  );
  const inputs = { sourceId: "s", settings: { credentialId: "c" } };
  const taken = await runs.take("updateSource", inputs);
  expect(runs.settingsOf(taken)).toEqual({ credentialId: "c" });
});
