import {
  ALPHA,
  errorFields,
  findId,
  findList,
  type Harness,
  type HarnessResponse,
  startHarness,
} from "../harness";

const declared = (name: string, type: string, more = {}) => ({
  name,
  label: name,
  description: "",
  type,
  required: false,
  sensitive: false,
  ...more,
});
const SETTINGS = [
  declared("key", "STRING", { required: true, sensitive: true }),
  declared("region", "STRING"),
  declared("strict", "BOOLEAN"),
  declared("events", "ARRAY"),
  declared("names", "TEXT_MAP"),
  declared("tokens", "TEXT_MAP", { sensitive: true }),
];
const KEY = { key: "0123456789" };
let harness: Harness;
let source: string;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newFunction = async (more = {}) => {
  const insert = { resourceType: "INSERT_SOURCE", settings: SETTINGS };
  const body = { code: "// 1", displayName: "F", ...insert, ...more };
  return findId(await send("POST", "/functions", body));
};
const create = (functionId: string, settings: unknown = KEY, integrationId = source) => {
  const body = { functionId, integrationId, name: "n", settings };
  return send("POST", "/insert-function-instances", body, ALPHA);
};
const instanceIn = ({ body }: HarnessResponse) => body.data?.insertFunctionInstance;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(async () => {
  harness.simulator.reset();
  const body = { slug: "s", enabled: true, metadataId: "IqDTy1TpoU" };
  source = findId(await send("POST", "/sources", body));
});
afterAll(() => harness.end());

test("an instance requires an insert function and a source or destination", async () => {
  const [plain, inserted] = [
    await newFunction({ resourceType: "DESTINATION" }),
    await newFunction(),
  ];
  expect(errorFields(await create(plain))).toEqual(["functionId"]);
  expect(errorFields(await create("unknown"))).toEqual(["functionId"]);
  expect(errorFields(await create(inserted, KEY, "unknown"))).toEqual(["integrationId"]);
  const listed = await send("GET", `/insert-function-instances?functionId=${plain}`);
  expect(errorFields(listed)).toEqual(["functionId"]);
});

test("an instance stores its settings, returns sensitive ones masked and apart, and merges changes", async () => {
  const given = { ...KEY, region: "eu", tokens: { a: "abcdefghij", b: "short" } };
  const id = findId(await create(await newFunction(), given));
  const path = `/insert-function-instances/${id}`;
  const body = { enabled: true, settings: { names: { a: "b" }, strict: false } };
  expect((await send("PATCH", path, body, ALPHA)).status).toBe(200);
  expect(instanceIn(await send("GET", path))).toMatchObject({
    enabled: true,
    name: "n",
    settings: { region: "eu", names: { a: "b" }, strict: false },
    encryptedSettings: {
      key: "••••••••••6789",
      tokens: { a: "••••••••••ghij", b: "••••••••••" },
    },
  });
});

test.each([
  ["one that is not declared", "other", "x"],
  ["a number for a STRING", "region", 1],
  ["text for a BOOLEAN", "strict", "true"],
  ["text for an ARRAY", "events", "a,b"],
  ["a list for a TEXT_MAP", "names", ["a"]],
  ["a TEXT_MAP of numbers", "names", { a: 1 }],
  ["null", "region", null],
  ["a masked secret", "key", "••••••••••6789"],
  ["a masked secret within a TEXT_MAP", "tokens", { a: "••••••••••ghij" }],
])("a setting of an instance is rejected if it is %s", async (_, name, value) => {
  const functionId = await newFunction();
  const field = [`settings.${name}`];
  expect(errorFields(await create(functionId, { ...KEY, [name]: value }))).toEqual(field);
  const id = findId(await create(functionId));
  const path = `/insert-function-instances/${id}`;
  const before = (await send("GET", path)).body;
  const body = { settings: { [name]: value } };
  expect(await send("PATCH", path, body, ALPHA)).toMatchObject({ status: 422 });
  expect(errorFields(await send("PATCH", path, body, ALPHA))).toEqual(field);
  expect((await send("GET", path)).body).toEqual(before);
});

test("a new instance requires the required settings, an update does not", async () => {
  const functionId = await newFunction();
  expect(errorFields(await create(functionId, {}))).toEqual(["settings.key"]);
  expect(errorFields(await create(functionId, { key: "" }))).toEqual(["settings.key"]);
  const id = findId(await create(functionId));
  const update = { settings: {}, name: "m" };
  const updated = await send("PATCH", `/insert-function-instances/${id}`, update, ALPHA);
  expect(instanceIn(updated)).toMatchObject({ name: "m" });
});

test("removing a function or a source removes its instances", async () => {
  const [one, other] = [await newFunction(), await newFunction()];
  const [first, second] = [findId(await create(one)), findId(await create(other))];
  const left = async (id: string) =>
    findList(await send("GET", `/insert-function-instances?functionId=${id}`), "instances");
  expect(await left(one)).toMatchObject([{ id: first, classId: one }]);
  await send("DELETE", `/functions/${one}`);
  expect((await send("GET", `/insert-function-instances/${first}`)).status).toBe(404);
  expect(await left(other)).toMatchObject([{ id: second }]);
  await send("DELETE", `/sources/${source}`);
  expect(await left(other)).toEqual([]);
});
