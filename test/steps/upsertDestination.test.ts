import { fault } from "../../simulator";
import { refusal, useSteps } from "./steps";

interface Upserted {
  outcome: string;
  changed: string[];
  destination: { id: string; name: string; sourceId: string };
}

const steps = useSteps();
const WEBHOOKS = "547610a5db31d978f14a5c4e";
const WEBHOOKS_ACTIONS = "614a3c7d791c91c41bae7599";
const WANTED = {
  metadataId: WEBHOOKS,
  name: "Stream",
  enabled: true,
  settings: { globalHook: "https://example.com/events", headers: { a: "1", b: "2" } },
};
let sourceId: string;

const newSource = async (slug: string) => {
  const source = { slug, metadataId: "IqDTy1TpoU", enabled: true };
  return (await steps.made("createSource", source)).id;
};
const upsert = (inputs: object = {}) =>
  steps.take<Upserted>("upsertDestination", { sourceId, ...WANTED, ...inputs });
const destinations = () => steps.simulator.workspace("us").destinations.all;
const asked = ({ writes }: { writes: { method: string; body: unknown }[] }) =>
  writes.map(({ method, body }) => [method, body]);

beforeEach(async () => {
  sourceId = await newSource("web");
});

test("a destination that is not there is created, in one request", async () => {
  const taken = await upsert();
  expect(taken.data).toMatchObject({ outcome: "created", changed: [], destination: { sourceId } });
  expect(asked(taken)).toEqual([["POST", { sourceId, ...WANTED }]]);
  expect(destinations()).toMatchObject([{ sourceId, ...WANTED }]);
});

test("a destination that is as wanted is left alone, in whatever order its settings come", async () => {
  const first = (await upsert()).data;
  const { headers, globalHook } = WANTED.settings;
  const settings = { headers: { b: headers.b, a: headers.a }, globalHook };
  const { data, writes } = await upsert({ settings });
  expect(data).toEqual({ ...first, outcome: "unchanged" });
  expect(writes).toEqual([]);
});

test.each([
  ["whether it is enabled", { enabled: "false" }, { enabled: false }],
  ["one setting", { globalHook: "https://example.com/other" }, undefined],
  ["an entry of one setting", { headers: { a: "1" } }, undefined],
])("of a destination that differs in %s only that is updated", async (_, given, body) => {
  await upsert();
  const inputs = body ? given : { settings: { ...WANTED.settings, ...given } };
  const taken = await upsert(inputs);
  expect(asked(taken)).toEqual([["PATCH", body ?? { settings: given }]]);
  expect(taken.data).toMatchObject({
    outcome: "updated",
    changed: [body ? "enabled" : "settings"],
  });
  expect(destinations()).toHaveLength(1);
  expect((await upsert(inputs)).data.outcome).toBe("unchanged");
});

test("what is left empty stays as it is, and a new one is as Segment makes it", async () => {
  const blank = { enabled: "", settings: "" };
  const taken = await upsert({ ...blank });
  const made = { sourceId, metadataId: WEBHOOKS, name: "Stream", settings: {} };
  expect(asked(taken)).toEqual([["POST", made]]);
  await upsert();
  expect((await upsert(blank)).data.outcome).toBe("unchanged");
  expect(destinations()).toMatchObject([WANTED]);
});

test("one of the same name but another source, type or spelling is another", async () => {
  await upsert();
  const others = [
    { sourceId: await newSource("app") },
    { metadataId: WEBHOOKS_ACTIONS, settings: {} },
    { name: "stream" },
  ];
  for (const other of others) expect((await upsert(other)).data.outcome).toBe("created");
  expect(destinations()).toHaveLength(4);
  expect(destinations()[0]).toMatchObject(WANTED);
});

test("a destination is found on whatever page it is", async () => {
  steps.simulator.fill("us", { destinations: 1100 });
  const inputs = { metadataId: WEBHOOKS_ACTIONS, name: "Destination 1050", settings: [] };
  const { data, requests, writes } = await upsert(inputs);
  expect(data.outcome).toBe("unchanged");
  expect(requests.length).toBeGreaterThan(1);
  expect(writes).toEqual([]);
});

test("of two equal ones neither is taken", async () => {
  const ids = [];
  for (let count = 0; count < 2; count += 1) {
    ids.push((await steps.made("createDestination", { sourceId, ...WANTED })).id);
  }
  const { error, writes } = await upsert({ enabled: false });
  expect(error.message).toMatch(/^Upsert Destination: the source has several destinations Stream /);
  for (const id of ids) expect(error.message).toContain(id);
  expect(error.message).toContain("Nothing was changed");
  expect(writes).toEqual([]);
});

test.each(["connection reset", "silence"] as const)(
  "a creation whose answer is lost to %s makes one destination",
  async (lost) => {
    steps.disturb("POST", /^\/destinations$/, fault(lost, "after"));
    const taken = await upsert();
    expect(taken.data).toMatchObject({ outcome: "created", changed: [] });
    expect(taken.writes).toHaveLength(1);
    expect(destinations()).toHaveLength(1);
  },
);

test("a creation whose answer is lost beside an equal one that someone else made says what is open", async () => {
  const theirs = () => {
    const { ids, destinations } = steps.simulator.workspace("us");
    destinations.put({ id: ids.next(), sourceId, ...WANTED });
    return fault("connection reset", "after");
  };
  steps.disturb("POST", /^\/destinations$/, theirs);
  const { error, writes } = await upsert();
  expect(error).toMatchObject({ outcome: "unknown" });
  expect(error.message).toContain("look it up before running it again");
  expect(writes).toHaveLength(1);
});

test("a creation that is refused fails with Segment's reason", async () => {
  const unheardOf = { settings: { unheardOf: 1 }, settingsAsTheyAre: true };
  const { error } = await upsert(unheardOf);
  expect(error.message).toMatch(/^Upsert Destination: 422 .*\(field settings\.unheardOf\)$/);
  expect(destinations()).toEqual([]);
});

test("an update that fails says no more than what failed", async () => {
  await upsert();
  steps.disturb("PATCH", /^\/destinations\//, refusal(422, "too late"));
  const { error } = await upsert({ enabled: false });
  expect(error.message).toBe("Upsert Destination: 422 too late");
});

test("a secret is sent again every time, since Segment does not show it", async () => {
  const secret = { settings: { ...WANTED.settings, sharedSecret: "shh-0123456789" } };
  expect((await upsert(secret)).writes).toHaveLength(1);
  const { sharedSecret } = secret.settings;
  expect(asked(await upsert(secret))).toEqual([["PATCH", { settings: { sharedSecret } }]]);
  expect(destinations()).toMatchObject([secret]);
});

test("the destinations of a source that is not there are not looked for any further", async () => {
  const { error, requests } = await upsert({ sourceId: "nowhere" });
  expect(error).toMatchObject({ status: 404, method: "GET" });
  expect(requests).toHaveLength(1);
});
