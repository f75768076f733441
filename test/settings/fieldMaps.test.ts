import type { ObjectFieldMap } from "@prismatic-io/spectral";
import { refusal } from "../steps/steps";
import { LANTERN, rows, SYNC_CONTACT, TRACK_ORDER, useRuns } from "./runs";

const runs = useRuns();
const SUBSCRIPTION = { name: "S", trigger: 'type = "track"', enabled: true };
const element = (key: string, label = key) => ({ key, label });

/** A destination of a source; its tracking plan, if any, validates the events. */
async function newDestination(rules?: object[]): Promise<string> {
  const sourceId = await runs.newSource();
  if (rules) {
    const plan = await runs.made("createTrackingPlan", { name: "Shop", type: "LIVE" });
    await runs.harness.run("addSourceToTrackingPlan", { trackingPlanId: plan.id, sourceId });
    await runs.harness.run("replaceRulesInTrackingPlan", { trackingPlanId: plan.id, rules });
  }
  const settings = { apiKey: "0123456789", accountId: "1" };
  return (await runs.made("createDestination", { sourceId, metadataId: LANTERN, settings })).id;
}
const newSubscription = async (destinationId: string, settings: object) => {
  const given = { ...SUBSCRIPTION, destinationId, actionId: SYNC_CONTACT, settings };
  return (await runs.made("createDestinationSubscription", given)).id;
};
const map = (inputs: object) => runs.show<ObjectFieldMap>("subscriptionFieldMap", inputs);
const events = ({ options = [] }: ObjectFieldMap) => options.map(({ object }) => object.key);
const fieldIn = ({ fields }: ObjectFieldMap, key: string) =>
  fields.find(({ field }) => field.key === key);

const ORDER = {
  type: "TRACK",
  key: "Order Completed",
  version: 1,
  jsonSchema: {
    properties: { properties: { properties: { order_id: {}, "first name": {} } } },
  },
};

test("each field has its default, and the properties of any event are offered", async () => {
  const destinationId = await newDestination();
  const made = await map({ destinationId, actionId: SYNC_CONTACT });
  expect(events(made)).toEqual(["Any Event"]);
  expect(made.fields[0]).toEqual({ field: element("email", "Email Address") });
  expect(fieldIn(made, "user_id")).toEqual({
    field: element("user_id", "User ID"),
    defaultObject: element("Any Event"),
    defaultField: element("$.userId", "userId"),
  });
  expect(fieldIn(made, "full_name")).toEqual({ field: element("full_name", "Full Name") });
  expect(fieldIn(made, "vault_password")).toMatchObject({ field: { key: "vault_password" } });
  expect(fieldIn(made, "schema_version")).toBeUndefined();
});

test("the events of the source's tracking plan are offered beside them", async () => {
  const destinationId = await newDestination([ORDER]);
  const { options = [] } = await map({ destinationId, actionId: TRACK_ORDER });
  expect(options[1]).toEqual({
    object: element("Order Completed"),
    fields: [
      element("$.properties", "properties"),
      element("$.properties.order_id", "properties.order_id"),
      element('$.properties["first name"]', "properties.first name"),
    ],
  });
});

test("a subscription is shown with what it takes, also paths that no event of the list has", async () => {
  const destinationId = await newDestination([ORDER]);
  const settings = { email: "$.traits.mail", notes: "$.properties.order_id", list_id: "5" };
  const subscriptionId = await newSubscription(destinationId, settings);
  const made = await map({ destinationId, subscriptionId });
  expect(events(made)).toEqual(["Any Event", "Order Completed", "other"]);
  expect(fieldIn(made, "email")).toEqual({
    field: element("email", "Email Address"),
    mappedObject: element("other", "Other Properties"),
    mappedField: element("$.traits.mail"),
  });
  expect(fieldIn(made, "notes")).toMatchObject({
    mappedObject: element("Order Completed"),
    mappedField: element("$.properties.order_id", "properties.order_id"),
  });
  expect(fieldIn(made, "list_id")).toEqual({ field: element("list_id", "List") });
  expect(fieldIn(made, "user_id")).toEqual({ field: element("user_id", "User ID") });
});

test.each([
  [403, "source", /^\/sources\//],
  [404, "source", /^\/sources\//],
  [403, "plan", /^\/tracking-plans\//],
])("a %i for the %s leaves the properties of any event", async (status, _, path) => {
  const destinationId = await newDestination([ORDER]);
  runs.disturb("GET", path, refusal(status));
  const made = await map({ destinationId, actionId: TRACK_ORDER });
  expect(events(made)).toEqual(["Any Event", "other"]);
  expect(runs.harness.logged.at(-1)?.text).toBe(
    "Map Subscription Fields: the tracking plan cannot be read; only the properties of any event are offered.",
  );
});

test("any other failure of the tracking plan fails the map", async () => {
  const destinationId = await newDestination([ORDER]);
  runs.disturb("GET", /^\/tracking-plans\//, refusal(400));
  await expect(map({ destinationId, actionId: TRACK_ORDER })).rejects.toThrow(
    /^Map Subscription Fields: 400 /,
  );
});

test("another action than the subscription's is refused, and so is neither", async () => {
  const destinationId = await newDestination();
  const subscriptionId = await newSubscription(destinationId, { email: "a" });
  await expect(map({ destinationId, subscriptionId, actionId: TRACK_ORDER })).rejects.toThrow(
    `Action ID: expected ${SYNC_CONTACT}, the type of the one chosen in Subscription ID`,
  );
  await expect(map({ destinationId })).rejects.toThrow(
    "Action ID: expected an id here or in Subscription ID, got nothing.",
  );
});

test("the data of a field map fills the fields, between the pairs and the JSON", async () => {
  const destinationId = await newDestination();
  const row = (key: string, path?: string) => ({
    field: element(key),
    ...(path !== undefined && { mappedObject: element("Any Event"), mappedField: element(path) }),
  });
  const fieldMap = {
    fields: [row("email", "$.traits.email"), row("phone", "$.traits.phone"), row("notes")],
  };
  const inputs = {
    ...SUBSCRIPTION,
    destinationId,
    actionId: SYNC_CONTACT,
    settings: rows({ phone: "123" }),
    settingsJson: { email: "json@example.com", notes: "json", list_id: "json" },
  };
  for (const given of [fieldMap, JSON.stringify(fieldMap)]) {
    const taken = await runs.take("createDestinationSubscription", { ...inputs, fieldMap: given });
    expect(taken.data).toBeDefined();
    expect(runs.settingsOf(taken)).toEqual({
      email: { "@path": "$.traits.email" },
      phone: "123",
      notes: "json",
      list_id: "json",
    });
  }
});

test("a field map alone will do, also with settings sent as they are", async () => {
  const destinationId = await newDestination();
  const fieldMap = {
    fields: [{ field: element("email"), mappedField: element("$.traits.email") }],
  };
  for (const settingsAsTheyAre of [false, true]) {
    const given = { destinationId, actionId: SYNC_CONTACT, fieldMap, settingsAsTheyAre };
    const taken = await runs.take("createDestinationSubscription", { ...SUBSCRIPTION, ...given });
    expect(taken.data).toBeDefined();
    expect(runs.settingsOf(taken)).toEqual({ email: { "@path": "$.traits.email" } });
  }
});

test("an invalid field map is refused before anything is sent", async () => {
  const given = { ...SUBSCRIPTION, destinationId: "d", actionId: "a", fieldMap: { a: 1 } };
  const { error, requests } = await runs.take("createDestinationSubscription", given);
  expect(error.message).toBe(
    "Field Map: expected fields mapped to properties, as the platform's field map returns them, got an object.",
  );
  expect(requests).toEqual([]);
});
