import { errorFields, findId, findList, type Harness, startHarness } from "../harness";

let harness: Harness;
let now = 0;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newPlan = async (type = "LIVE") =>
  findId(await send("POST", "/tracking-plans", { name: "My Shop", type }));
const newSource = async (slug = "shop") =>
  findId(await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU" }));
const track = (key: string, version = 1, jsonSchema: unknown = {}) => ({
  type: "TRACK",
  key,
  version,
  jsonSchema,
});
const rulesOf = async (plan: string) =>
  findList(await send("GET", `/tracking-plans/${plan}/rules?pagination[count]=1000`), "rules");
const keysOf = async (plan: string) =>
  (await rulesOf(plan)).map(({ key, version }) => `${key} ${version}`);
const planOf = async (source: string) =>
  (await send("GET", `/sources/${source}`)).body.data?.trackingPlanId;
const connect = (plan: string, sourceId: string) =>
  send("POST", `/tracking-plans/${plan}/sources`, { sourceId });

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(() => {
  now = Date.parse("2024-05-01T00:00:00Z");
  harness.simulator.reset();
});
afterAll(() => harness.end());

test("plans are listed by type, with the time of their last change", async () => {
  const plan = await newPlan();
  await newPlan("RULE_LIBRARY");
  now += 1000;
  await send("PATCH", `/tracking-plans/${plan}`, { description: "d" });
  expect(findList(await send("GET", "/tracking-plans"), "trackingPlans")).toHaveLength(2);
  expect(findList(await send("GET", "/tracking-plans?type=LIVE"), "trackingPlans")).toEqual([
    {
      id: plan,
      name: "My Shop",
      slug: "my-shop",
      description: "d",
      type: "LIVE",
      resourceSchemaId: plan.replace("tp_", "rs_"),
      createdAt: "2024-05-01T00:00:00.000Z",
      updatedAt: "2024-05-01T00:00:01.000Z",
    },
  ]);
  expect(errorFields(await send("PATCH", `/tracking-plans/${plan}`, { name: " " }))).toEqual([
    "name",
  ]);
  expect((await send("PATCH", "/tracking-plans/x", { name: "n" })).status).toBe(404);
});

test("replacing removes all other rules and keeps the creation time of existing ones", async () => {
  const plan = await newPlan();
  const replace = (...rules: object[]) => send("PUT", `/tracking-plans/${plan}/rules`, { rules });
  await replace(track("a"), track("b"));
  now += 1000;
  await replace(track("b", 1, { type: "object" }), track("b", 2));
  expect(await rulesOf(plan)).toMatchObject([
    {
      key: "b",
      version: 1,
      jsonSchema: { type: "object" },
      createdAt: "2024-05-01T00:00:00.000Z",
      updatedAt: "2024-05-01T00:00:01.000Z",
    },
    { key: "b", version: 2, createdAt: "2024-05-01T00:00:01.000Z" },
  ]);
  expect(errorFields(await replace(track("c"), track("c")))).toEqual(["rules[1]"]);
  expect(errorFields(await replace(track(" ")))).toEqual(["rules[0].key"]);
  expect(errorFields(await replace(track("c", 1, "{}")))).toEqual(["rules[0].jsonSchema"]);
  expect(await keysOf(plan)).toEqual(["b 1", "b 2"]);
});

test("an update adds, changes and renames rules", async () => {
  const plan = await newPlan();
  const update = (...rules: object[]) => send("PATCH", `/tracking-plans/${plan}/rules`, { rules });
  await update(track("a"), track("b"));
  await update(track("a", 1, { title: "A" }), track("c"));
  expect(await keysOf(plan)).toEqual(["a 1", "b 1", "c 1"]);
  expect((await rulesOf(plan))[0]).toMatchObject({ jsonSchema: { title: "A" } });
  const rename = (key: string, newKey: string) => update({ ...track(key), newKey });
  expect(errorFields(await rename("a", "b"))).toEqual(["rules[0].newKey"]);
  expect(errorFields(await rename("x", "y"))).toEqual(["rules[0]"]);
  expect((await rename("a", "d")).status).toBe(200);
  expect((await keysOf(plan)).sort()).toEqual(["b 1", "c 1", "d 1"]);
});

test("a request has at most 200 rules, a plan can have more", async () => {
  const path = `/tracking-plans/${await newPlan()}/rules`;
  const rules = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => track(`event ${from + index}`));
  for (const method of ["PUT", "PATCH"]) {
    expect(errorFields(await send(method, path, { rules: rules(0, 201) }))).toEqual(["rules"]);
  }
  expect((await send("PUT", path, { rules: rules(0, 200) })).status).toBe(200);
  expect((await send("PATCH", path, { rules: rules(100, 200) })).status).toBe(200);
  const { data } = (await send("GET", path)).body;
  expect(data).toMatchObject({ pagination: { totalEntries: 300 } });
  expect(data?.rules).toHaveLength(200);
});

test("rules are removed by type, key and version, all or none", async () => {
  const plan = await newPlan();
  const path = `/tracking-plans/${plan}/rules`;
  const identify = { type: "IDENTIFY", version: 1, jsonSchema: {} };
  await send("PUT", path, { rules: [track("a"), track("a", 2), identify] });
  const remove = (...rules: object[]) => send("DELETE", path, undefined, { query: { rules } });
  const a = { type: "TRACK", key: "a", version: 1 };
  expect(errorFields(await remove(a, { ...a, type: "PAGE" }))).toEqual(["rules[1]"]);
  expect(await rulesOf(plan)).toHaveLength(3);
  expect((await remove(a, { type: "IDENTIFY", version: 1 })).status).toBe(200);
  expect(await keysOf(plan)).toEqual(["a 2"]);
});

test("a source has at most one plan, which must be live", async () => {
  const [plan, other, library] = [await newPlan(), await newPlan(), await newPlan("TEMPLATE")];
  const source = await newSource();
  expect(await planOf(source)).toBeNull();
  expect(errorFields(await connect(plan, "unknown"))).toEqual(["sourceId"]);
  expect(errorFields(await connect(library, source))).toEqual(["sourceId"]);
  expect((await connect(plan, source)).status).toBe(200);
  expect((await connect(plan, source)).status).toBe(200);
  expect(errorFields(await connect(other, source))).toEqual(["sourceId"]);
  expect(await planOf(source)).toBe(plan);
  const disconnect = (from: string) =>
    send("DELETE", `/tracking-plans/${from}/sources?sourceId=${source}`);
  expect(errorFields(await disconnect(other))).toEqual(["sourceId"]);
  expect((await disconnect(plan)).status).toBe(200);
  expect((await connect(other, source)).status).toBe(200);
});

test("deleting a plan or a source ends their connection", async () => {
  const plan = await newPlan();
  const [gone, kept] = [await newSource("gone"), await newSource("kept")];
  for (const source of [gone, kept]) await connect(plan, source);
  await send("DELETE", `/sources/${gone}`);
  expect(findList(await send("GET", `/tracking-plans/${plan}/sources`), "sources")).toMatchObject([
    { id: kept },
  ]);
  await send("DELETE", `/tracking-plans/${plan}`);
  expect(await planOf(kept)).toBeNull();
  expect((await send("GET", `/tracking-plans/${plan}/rules`)).status).toBe(404);
});
