import { errorFields, findId, findList, type Harness, startHarness } from "../harness";

const START = Date.parse("2024-05-01T00:00:00Z");
let harness: Harness;
let now = START;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const regulate = (regulationType: string, subjectIds: string[], subjectType = "USER_ID") =>
  send("POST", "/regulations", { regulationType, subjectType, subjectIds });
const newSource = async (slug: string, metadataId = "IqDTy1TpoU") =>
  findId(await send("POST", "/sources", { slug, enabled: true, metadataId }));
const suppressed = async () => findList(await send("GET", "/suppressions"), "suppressed");

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(() => {
  now = START;
  harness.simulator.reset();
});
afterAll(() => harness.end());

test("a regulation waits, runs and finishes over time, in each source's destinations too", async () => {
  const sourceId = await newSource("shop");
  const hook = { sourceId, metadataId: "614a3c7d791c91c41bae7599", name: "Hook", settings: {} };
  const destination = findId(await send("POST", "/destinations", hook));
  const id = (await regulate("DELETE_ONLY", ["u"])).body.data?.regulateId;
  const at = async (time: number) => {
    now = START + time;
    return (await send("GET", `/regulations/${id}`)).body.data?.regulation;
  };
  expect(await at(0)).toMatchObject({ overallStatus: "INITIALIZED" });
  expect(await at(9_999)).not.toHaveProperty("finishedAt");
  expect(await at(10_000)).toMatchObject({ overallStatus: "RUNNING" });
  expect(await at(59_999)).toMatchObject({
    overallStatus: "RUNNING",
    streamStatus: [{ destinationStatus: [{ status: "RUNNING", finishedAt: "" }] }],
  });
  const finishedAt = "2024-05-01T00:01:00.000Z";
  expect(await at(3_600_000)).toEqual({
    id,
    workspaceId: harness.simulator.us.workspace.id,
    overallStatus: "FINISHED",
    createdAt: "2024-05-01T00:00:00.000Z",
    finishedAt,
    streamStatus: [
      {
        id: sourceId,
        destinationStatus: [
          { id: destination, name: "Hook", status: "FINISHED", errString: "", finishedAt },
        ],
      },
    ],
  });
});

test("lists separate the regulations of the workspace and of a source, by status and type", async () => {
  const [one, other] = [await newSource("one"), await newSource("other")];
  await regulate("DELETE_ONLY", ["u1"]);
  const body = { regulationType: "DELETE_ONLY", subjectType: "ANONYMOUS_ID", subjectIds: ["a1"] };
  await send("POST", `/regulations/sources/${one}`, body);
  now += 10_000;
  await regulate("SUPPRESS_ONLY", ["u2"]);
  const subjects = async (path: string, query = {}) =>
    findList(await send("GET", path, undefined, { query }), "regulations").flatMap(
      (regulation) => regulation.subjects,
    );
  expect(await subjects("/regulations")).toEqual(["u1", "u2"]);
  expect(await subjects("/regulations", { status: "RUNNING" })).toEqual(["u1"]);
  expect(await subjects("/regulations", { regulationTypes: ["SUPPRESS_ONLY"] })).toEqual(["u2"]);
  expect(await subjects(`/regulations/sources/${one}`)).toEqual(["a1"]);
  expect(await subjects(`/regulations/sources/${one}`, { status: "FINISHED" })).toEqual([]);
  expect(await subjects(`/regulations/sources/${other}`)).toEqual([]);
  expect((await send("GET", "/regulations/sources/x")).status).toBe(404);
});

test("a source's regulations come in pages without a pagination object", async () => {
  const path = `/regulations/sources/${await newSource("shop")}`;
  const body = { regulationType: "DELETE_ONLY", subjectType: "USER_ID", subjectIds: ["u"] };
  for (let count = 0; count < 3; count++) await send("POST", path, body);
  const { data } = (await send("GET", `${path}?pagination[count]=2`)).body;
  expect(data?.regulations).toHaveLength(2);
  expect(Object.keys(data ?? {})).toEqual(["regulations"]);
});

test("users are suppressed until they are unsuppressed", async () => {
  await regulate("SUPPRESS_ONLY", ["a", "b", "b"]);
  await regulate("SUPPRESS_WITH_DELETE", ["b", "c"]);
  await regulate("DELETE_ONLY", ["d"]);
  await regulate("SUPPRESS_ONLY", ["a"], "OBJECT_ID");
  expect(await suppressed()).toEqual([
    { subjectType: "USER_ID", subjectIds: ["a"] },
    { subjectType: "USER_ID", subjectIds: ["b", "c"] },
    { subjectType: "OBJECT_ID", subjectIds: ["a"] },
  ]);
  await regulate("UNSUPPRESS", ["a", "c"]);
  expect(await suppressed()).toEqual([
    { subjectType: "USER_ID", subjectIds: ["b"] },
    { subjectType: "OBJECT_ID", subjectIds: ["a"] },
  ]);
});

test("a request names 1 to 5000 subjects", async () => {
  const subjects = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);
  expect(errorFields(await regulate("DELETE_ONLY", []))).toEqual(["subjectIds"]);
  expect(errorFields(await regulate("DELETE_ONLY", subjects(5001)))).toEqual(["subjectIds"]);
  expect((await regulate("DELETE_ONLY", subjects(5000))).status).toBe(200);
});

test("only a cloud source accepts a cloud source's regulation", async () => {
  const regulateCloud = (source: string) =>
    send("POST", `/regulations/cloudsources/${source}`, {
      regulationType: "DELETE_ONLY",
      subjectType: "OBJECT_ID",
      subjectIds: ["o"],
      collection: "customers",
    });
  expect(errorFields(await regulateCloud(await newSource("web")))).toEqual(["sourceId"]);
  const stripe = await newSource("stripe", "1bow82lmk");
  const id = (await regulateCloud(stripe)).body.data?.regulateId;
  expect(
    findList(await send("GET", `/regulations/sources/${stripe}`), "regulations"),
  ).toMatchObject([{ id, subjectType: "OBJECT_ID" }]);
  expect((await regulateCloud("x")).status).toBe(404);
});
