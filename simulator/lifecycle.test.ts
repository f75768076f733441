import { Contract, successStatus } from "./contract";
import { ALPHA, type Answered, type Harness, idIn, listIn, startHarness } from "./harness";
import { handlers } from "./operations";

const contract = new Contract();
const AMPLITUDE = "54521fd525e721e32a72ee91";
const WEBHOOKS = "614a3c7d791c91c41bae7599";
const SEND = "4ZvSLrQvGjRXJBUb3ygWpr";
const POSTGRES = "55d3d3aea3c";
const day = "startTime=2024-01-01T00:00:00Z&endTime=2024-01-02T00:00:00Z";
const postgres = {
  host: "db",
  port: "5432",
  database: "d",
  username: "u",
  password: "p4ssw0rd-long",
};
const trigger = 'type = "track"';

/** Operation, method, path with `{names}` of earlier ids, body, and the name to keep the new id under. */
type Step = [operationId: string, method: string, path: string, body?: unknown, keep?: string];

const steps: Step[] = [
  ["getWorkspace", "GET", "/"],
  ["echo", "GET", "/echo?message=hello"],
  ["getSourcesCatalog", "GET", "/catalog/sources?pagination[count]=200"],
  ["getDestinationsCatalog", "GET", "/catalog/destinations?pagination[count]=500"],
  ["getWarehousesCatalog", "GET", "/catalog/warehouses"],
  ["getSourceMetadata", "GET", "/catalog/sources/1bow82lmk"],
  ["getDestinationMetadata", "GET", `/catalog/destinations/${WEBHOOKS}`],
  ["getWarehouseMetadata", "GET", `/catalog/warehouses/${POSTGRES}`],
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "shop", enabled: true, metadataId: "IqDTy1TpoU" },
    "source",
  ],
  ["updateSource", "PATCH", "/sources/{source}", { name: "Shop", enabled: false }],
  ["updateSource", "PATCH", "/sources/{source}", { enabled: true }],
  [
    "replaceLabelsInSource",
    "PUT",
    "/sources/{source}/labels",
    { labels: [{ key: "environment", value: "test" }] },
  ],
  ["getSource", "GET", "/sources/{source}"],
  ["listSources", "GET", "/sources"],
  [
    "createDestination",
    "POST",
    "/destinations",
    { sourceId: "{source}", metadataId: AMPLITUDE, settings: { apiKey: "key" } },
    "amplitude",
  ],
  [
    "createDestination",
    "POST",
    "/destinations",
    {
      sourceId: "{source}",
      metadataId: WEBHOOKS,
      name: "Hook",
      settings: { sharedSecret: "0123456789" },
    },
    "hook",
  ],
  ["updateDestination", "PATCH", "/destinations/{hook}", { name: null, enabled: false }],
  ["getDestination", "GET", "/destinations/{hook}"],
  ["listDestinations", "GET", "/destinations"],
  ["listConnectedDestinationsFromSource", "GET", "/sources/{source}/connected-destinations"],
  [
    "createDestinationSubscription",
    "POST",
    "/destinations/{hook}/subscriptions",
    {
      name: "Send",
      actionId: SEND,
      trigger,
      enabled: true,
      settings: { url: "https://a.example" },
      modelId: "m",
    },
    "subscription",
  ],
  [
    "updateSubscriptionForDestination",
    "PATCH",
    "/destinations/{hook}/subscriptions/{subscription}",
    {
      input: {
        enabled: false,
        reverseETLSchedule: { strategy: "PERIODIC", config: { interval: "1h" } },
      },
    },
  ],
  ["getSubscriptionFromDestination", "GET", "/destinations/{hook}/subscriptions/{subscription}"],
  ["listSubscriptionsFromDestination", "GET", "/destinations/{hook}/subscriptions"],
  [
    "createValidationInWarehouse",
    "POST",
    "/warehouses/validation",
    { metadataId: POSTGRES, settings: postgres },
  ],
  [
    "createWarehouse",
    "POST",
    "/warehouses",
    { metadataId: POSTGRES, name: "Main", settings: postgres, disconnectAllSources: true },
    "warehouse",
  ],
  [
    "updateWarehouse",
    "PATCH",
    "/warehouses/{warehouse}",
    { name: "Other", settings: { port: "5433" } },
  ],
  ["getWarehouse", "GET", "/warehouses/{warehouse}"],
  ["listWarehouses", "GET", "/warehouses"],
  ["getConnectionStateFromWarehouse", "GET", "/warehouses/{warehouse}/connection-state"],
  [
    "addConnectionFromSourceToWarehouse",
    "POST",
    "/warehouses/{warehouse}/connected-sources/{source}",
  ],
  ["listConnectedSourcesFromWarehouse", "GET", "/warehouses/{warehouse}/connected-sources"],
  ["listConnectedWarehousesFromSource", "GET", "/sources/{source}/connected-warehouses"],
  [
    "removeSourceConnectionFromWarehouse",
    "DELETE",
    "/warehouses/{warehouse}/connected-sources/{source}",
  ],
  [
    "createFunction",
    "POST",
    "/functions",
    { code: "// nothing", displayName: "F", resourceType: "SOURCE" },
    "function",
  ],
  ["updateFunction", "PATCH", "/functions/{function}", { displayName: "G" }],
  ["createFunctionDeployment", "POST", "/functions/{function}/deploy"],
  ["getFunction", "GET", "/functions/{function}"],
  ["listFunctions", "GET", "/functions?resourceType=SOURCE"],
  [
    "createTransformation",
    "POST",
    "/transformations",
    {
      name: "T",
      sourceId: "{source}",
      enabled: true,
      if: "event = 'a'",
      drop: true,
      hashPropertiesConfiguration: { algorithm: "sha256", paths: ["properties.a"] },
    },
    "transformation",
  ],
  [
    "updateTransformation",
    "PATCH",
    "/transformations/{transformation}",
    { newEventName: "b", destinationMetadataId: AMPLITUDE },
  ],
  ["getTransformation", "GET", "/transformations/{transformation}"],
  ["listTransformations", "GET", "/transformations"],
  [
    "getEventsVolumeFromWorkspace",
    "GET",
    `/events/volume?granularity=HOUR&${day}&groupBy[0]=source&groupBy[1]=eventName&pagination[count]=2`,
  ],
  ["listUsers", "GET", "/users?pagination[count]=2"],
  ["getUser", "GET", "/users/{user}"],
  [
    "createInvites",
    "POST",
    "/invites",
    { invites: [{ email: "new@example.com", permissions: [{ roleId: "r" }] }] },
  ],
  ["listInvites", "GET", "/invites"],
  ["deleteInvites", "DELETE", "/invites?emails[0]=new%40example.com"],
  ["deleteUsers", "DELETE", "/users?userIds%5B0%5D={user}"],
  ["deleteTransformation", "DELETE", "/transformations/{transformation}"],
  ["deleteFunction", "DELETE", "/functions/{function}"],
  [
    "removeSubscriptionFromDestination",
    "DELETE",
    "/destinations/{hook}/subscriptions/{subscription}",
  ],
  ["deleteDestination", "DELETE", "/destinations/{hook}"],
  ["deleteWarehouse", "DELETE", "/warehouses/{warehouse}"],
  ["deleteSource", "DELETE", "/sources/{source}"],
];

let harness: Harness;
const ids: Record<string, string> = {};
const named = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? "");

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
  const users = await harness.send("GET", "/users");
  ids.user = String(listIn(users, "users")[2]?.id);
});
afterAll(() => harness.end());

test.each(steps)("%s %s %s succeeds with the answer the contract lists", async (...step) => {
  const [operationId, method, path, body, keep] = step;
  const sent = body === undefined ? undefined : fillIn(body);
  const sending = /subscription/i.test(operationId) && sent !== undefined ? ALPHA : {};
  const answer: Answered = await harness.send(method, named(path), sent, sending);
  const { operation } = contract.match(method, named(path).replace(/\?.*/, ""));
  expect(operation.operationId).toBe(operationId);
  expect({ status: answer.status, body: answer.body }).toEqual({
    status: successStatus(operation),
    body: { data: expect.anything() },
  });
  expect(contract.checkAnswer(operation, answer.status, answer.body)).toEqual([]);
  expect(harness.simulator.differences).toEqual([]);
  if (keep !== undefined) ids[keep] = idIn(answer);
});

test("every operation that is served has been through the life cycle, and is in the contract", () => {
  const covered = new Set(steps.map(([operationId]) => operationId));
  expect([...covered].sort()).toEqual(Object.keys(handlers).sort());
  const known = new Set(contract.operations.map(({ operationId }) => operationId));
  expect(Object.keys(handlers).filter((operationId) => !known.has(operationId))).toEqual([]);
});

test("nothing is left at the end of the life cycle", async () => {
  for (const list of ["sources", "destinations", "warehouses", "transformations", "invites"]) {
    const { body } = await harness.send("GET", `/${list}`);
    expect(body.data?.[list]).toEqual([]);
  }
});

test("the check of answers finds what the contract does not list", () => {
  const { operation } = contract.match("GET", "/");
  const workspace = { id: "a", slug: "b", name: "c" };
  const problems = (body: unknown) => contract.checkAnswer(operation, 200, body).length;
  expect(problems({ data: { workspace } })).toBe(0);
  expect(problems({ data: { workspace: { ...workspace, owner: "d" } } })).toBe(1);
  expect(problems({ data: { workspace: { id: "a" } } })).toBe(2);
  expect(contract.checkAnswer(operation, 201, {})).toHaveLength(1);
});

function fillIn(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (_, value) =>
    typeof value === "string" ? named(value) : value,
  );
}
