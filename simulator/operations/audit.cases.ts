import { errorFields, findId, findList, type Harness, startHarness } from "../harness";
import { POSTGRES } from "../harness/postgres";

let harness: Harness;
let now = 0;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (slug: string) =>
  findId(await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU" }));
const audited = async (query = {}) =>
  findList(await send("GET", "/audit-events", undefined, { query }), "events");
const types = async (query = {}) => (await audited(query)).map(({ type }) => type);

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(() => {
  now = Date.parse("2024-05-01T00:00:00Z");
  harness.simulator.reset();
});
afterAll(() => harness.end());

test("only a change is recorded, with its time, actor and resource", async () => {
  const id = await newSource("shop");
  await newSource("shop").catch(() => undefined); // rejected: the slug is used
  await send("GET", `/sources/${id}`);
  const [ada] = findList(await send("GET", "/users"), "users");
  expect(await audited()).toEqual([
    {
      id: expect.stringMatching(/^\w{22}$/),
      timestamp: "2024-05-01T00:00:00.000Z",
      type: "Source Created",
      actor: ada?.id,
      actorEmail: ada?.email,
      resourceId: id,
      resourceType: "SOURCE",
      resourceName: "shop",
    },
  ]);
});

test("POST requests that change nothing are not recorded", async () => {
  const settings = { host: "h", port: "1", database: "d", username: "u", password: "p" };
  const body = { metadataId: POSTGRES, settings };
  expect((await send("POST", "/warehouses/validation", body)).status).toBe(200);
  expect(await audited()).toEqual([]);
});

test("events are filtered by resource and time, newest first", async () => {
  const [one, other] = [await newSource("one"), await newSource("other")];
  now += 1000;
  await send("PATCH", `/sources/${one}`, { name: "One" });
  now += 1000;
  await send("DELETE", `/sources/${one}`);
  await send("DELETE", `/sources/${other}`);
  const all = ["Source Deleted", "Source Updated", "Source Created"];
  expect(await types({ resourceId: one })).toEqual(all);
  expect((await audited({ resourceId: one }))[0]).toMatchObject({ resourceName: "One" });
  expect(await types({ resourceType: "SOURCE" })).toHaveLength(5);
  expect(await types({ resourceType: "WAREHOUSE" })).toEqual([]);
  const second = (seconds: number) => `2024-05-01T00:00:0${seconds}Z`;
  expect(await types({ startTime: second(1), resourceId: one })).toEqual(all.slice(0, 2));
  expect(await types({ endTime: second(1), resourceId: one })).toEqual(all.slice(2));
  const wrong = { query: { startTime: "yesterday" } };
  expect(errorFields(await send("GET", "/audit-events", undefined, wrong))).toEqual(["startTime"]);
});

test("the resource of an event comes from the response, the path, or the workspace", async () => {
  const source = await newSource("s");
  const group = findId(await send("POST", "/groups", { name: "G" }));
  const { data = {} } = (await send("POST", `/sources/${source}/writekey`)).body;
  const { writeKeys } = data.source as { writeKeys: string[] };
  await send("DELETE", `/sources/${source}/writekey/${writeKeys[0]}`);
  await send("POST", "/labels", { label: { key: "k", value: "v" } });
  await send("DELETE", "/labels/k/v");
  await send("DELETE", `/groups/${group}`);
  const { id } = harness.simulator.us.workspace;
  const facts = ({ type, resourceType, resourceId, resourceName }: Record<string, unknown>) =>
    [type, resourceType, resourceId, resourceName].join(", ");
  expect((await audited()).map(facts).reverse()).toEqual([
    `Source Created, SOURCE, ${source}, s`,
    `User Group Created, USER_GROUP, ${group}, G`,
    `Write Key Created, SOURCE, ${source}, s`,
    `Write Key Removed, SOURCE, ${source}, s`,
    `Label Created, WORKSPACE, ${id}, ${harness.simulator.us.workspace.name}`,
    "Label Deleted, LABEL, k:v, ",
    `User Group Deleted, USER_GROUP, ${group}, G`,
  ]);
});
