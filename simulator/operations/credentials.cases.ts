import { errorFields, findId, type Harness, startHarness } from "../harness";
import { POSTGRES } from "../harness/postgres";

const database = { host: "db", port: "5432", database: "d", username: "u", password: "p4ss-long" };
let harness: Harness;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (slug: string, settings = {}) =>
  findId(
    await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU", settings }),
  );
const newCredential = async (settings = {}) =>
  findId(await send("POST", "/credentials", { name: "Key", settings }));

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

test("a credential returns masked secrets and rejects them in an update, which merges settings", async () => {
  const path = `/credentials/${await newCredential({ user: "u", secretKey: "abcdefgh1234" })}`;
  const updated = await send("PATCH", path, { settings: { user: "v" } });
  const settings = { user: "v", secretKey: "••••••••••1234" };
  expect(updated.body.data).toMatchObject({ credential: { name: "Key", settings } });
  expect(errorFields(await send("PATCH", path, { settings }))).toEqual(["settings.secretKey"]);
  expect((await send("GET", path)).body).toEqual(updated.body);
});

test("a credential's consumers have separate pages and prevent its deletion", async () => {
  const credentialId = await newCredential();
  const sources = [
    await newSource("one", { credentialId }),
    await newSource("two", { credentialId }),
  ];
  await newSource("three");
  const settings = { ...database, credentialId };
  const warehouse = findId(await send("POST", "/warehouses", { metadataId: POSTGRES, settings }));
  const path = `/credentials/${credentialId}/consumers`;
  const page = async (query = {}) => (await send("GET", path, undefined, { query })).body.data;
  const first = await page({ sourcesPagination: { count: 1 } });
  expect(first).toMatchObject({
    sources: [{ id: sources[0] }],
    sourcesPagination: { totalEntries: 2 },
    warehouses: [{ id: warehouse }],
    warehousesPagination: { totalEntries: 1 },
  });
  const { next: cursor } = { ...first }.sourcesPagination as { next: string };
  expect(await page({ sourcesPagination: { count: 1, cursor } })).toMatchObject({
    sources: [{ id: sources[1] }],
    warehouses: [{ id: warehouse }],
  });
  const wrong = { query: { warehousesPagination: { count: 1, cursor } } };
  expect(errorFields(await send("GET", path, undefined, wrong))).toEqual([
    "warehousesPagination.cursor",
  ]);
  expect((await send("DELETE", `/credentials/${credentialId}`)).status).toBe(422);
  for (const id of sources) await send("DELETE", `/sources/${id}`);
  await send("DELETE", `/warehouses/${warehouse}`);
  expect((await send("DELETE", `/credentials/${credentialId}`)).status).toBe(200);
  expect((await send("GET", path)).status).toBe(404);
});

test("settings must name an existing credential", async () => {
  const settings = { credentialId: "x" };
  const source = { slug: "s", enabled: true, metadataId: "IqDTy1TpoU", settings };
  const field = ["settings.credentialId"];
  expect(errorFields(await send("POST", "/sources", source))).toEqual(field);
  const path = `/sources/${await newSource("s")}`;
  expect(errorFields(await send("PATCH", path, { settings }))).toEqual(field);
  const warehouse = { metadataId: POSTGRES, settings: { ...database, ...settings } };
  expect(errorFields(await send("POST", "/warehouses", warehouse))).toEqual(field);
});
