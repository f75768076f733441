import { ALPHA, fieldsIn, type Harness, idIn, listIn, startHarness } from "../harness";
import { POSTGRES } from "../harness/postgres";

const database = { host: "db", port: "5432", database: "d", username: "u", password: "p4ss-long" };
let harness: Harness;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (slug: string, settings = {}) =>
  idIn(await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU", settings }));
const newCredential = async (settings = {}) =>
  idIn(await send("POST", "/credentials", { name: "Key", settings }));

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

test("a credential's secrets come back masked, and not in again; an update merges settings", async () => {
  const path = `/credentials/${await newCredential({ user: "u", secretKey: "abcdefgh1234" })}`;
  const updated = await send("PATCH", path, { settings: { user: "v" } });
  const settings = { user: "v", secretKey: "••••••••••1234" };
  expect(updated.body.data).toMatchObject({ credential: { name: "Key", settings } });
  expect(fieldsIn(await send("PATCH", path, { settings }))).toEqual(["settings.secretKey"]);
  expect((await send("GET", path)).body).toEqual(updated.body);
});

test("a credential's consumers page apart, and keep it from being deleted", async () => {
  const credentialId = await newCredential();
  const sources = [
    await newSource("one", { credentialId }),
    await newSource("two", { credentialId }),
  ];
  await newSource("three");
  const settings = { ...database, credentialId };
  const warehouse = idIn(await send("POST", "/warehouses", { metadataId: POSTGRES, settings }));
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
  expect(fieldsIn(await send("GET", path, undefined, wrong))).toEqual([
    "warehousesPagination.cursor",
  ]);
  expect((await send("DELETE", `/credentials/${credentialId}`)).status).toBe(422);
  for (const id of sources) await send("DELETE", `/sources/${id}`);
  await send("DELETE", `/warehouses/${warehouse}`);
  expect((await send("DELETE", `/credentials/${credentialId}`)).status).toBe(200);
  expect((await send("GET", path)).status).toBe(404);
});

test("settings name only credentials that exist", async () => {
  const settings = { credentialId: "x" };
  const source = { slug: "s", enabled: true, metadataId: "IqDTy1TpoU", settings };
  const field = ["settings.credentialId"];
  expect(fieldsIn(await send("POST", "/sources", source))).toEqual(field);
  const path = `/sources/${await newSource("s")}`;
  expect(fieldsIn(await send("PATCH", path, { settings }))).toEqual(field);
  const warehouse = { metadataId: POSTGRES, settings: { ...database, ...settings } };
  expect(fieldsIn(await send("POST", "/warehouses", warehouse))).toEqual(field);
});

test("a label is there once, and deleting it takes it from all sources", async () => {
  const create = (value: string) => send("POST", "/labels", { label: { key: "team/a", value } });
  await create("web");
  expect(fieldsIn(await create("web"))).toEqual(["label"]);
  await create("ios");
  const path = `/sources/${await newSource("s")}/labels`;
  const labels = ["web", "ios"].map((value) => ({ key: "team/a", value }));
  const gone = await send("PUT", path, { labels });
  expect(gone.body.data).toEqual({ labels });
  expect((await send("DELETE", "/labels/team%2Fa/web")).status).toBe(200);
  expect((await send("DELETE", "/labels/team%2Fa/web")).status).toBe(404);
  const left = [{ key: "team/a", value: "ios" }];
  expect((await send("GET", "/labels")).body.data).toEqual({ labels: left });
  expect(listIn(await send("GET", "/sources"), "sources")).toMatchObject([{ labels: left }]);
});

test("adding labels to a source leaves those it has, each once", async () => {
  const path = `/sources/${await newSource("s")}/labels`;
  const a = { key: "k", value: "a" };
  const b = { key: "k", value: "b" };
  await send("POST", path, { labels: [a] });
  const described = { ...a, description: "d" };
  const added = await send("POST", path, { labels: [b, described] });
  expect(added.body.data).toEqual({ labels: [described, b] });
});

test("schema settings merge within each part, and forward to sources that exist", async () => {
  const [source, other] = [await newSource("s"), await newSource("other")];
  const path = `/sources/${source}/settings`;
  const update = (body: object) => send("PATCH", path, body);
  await update({ track: { allowUnplannedEvents: false }, forwardingViolationsTo: other });
  const updated = await update({ track: { commonEventOnViolations: "BLOCK" } });
  expect(updated.body.data).toMatchObject({
    sourceId: source,
    settings: {
      track: {
        allowUnplannedEvents: false,
        allowPropertiesOnViolations: true,
        commonEventOnViolations: "BLOCK",
      },
      identify: { allowUnplannedTraits: true },
      forwardingViolationsTo: other,
    },
  });
  expect((await send("GET", path)).body).toEqual(updated.body);
  expect(fieldsIn(await update({ forwardingBlockedEventsTo: "x" }))).toEqual([
    "forwardingBlockedEventsTo",
  ]);
  await send("DELETE", `/sources/${other}`);
  expect((await send("GET", path)).body.data?.settings).not.toHaveProperty(
    "forwardingViolationsTo",
  );
  const untouched = await send("GET", `/sources/${await newSource("new")}/settings`);
  expect(untouched.body.data).toMatchObject({
    settings: { track: { allowUnplannedEvents: true } },
  });
});

test("a source keeps at least one write key", async () => {
  const path = `/sources/${await newSource("s")}`;
  const keys = async () => {
    const { data = {} } = (await send("GET", path)).body;
    return (data.source as { writeKeys: string[] }).writeKeys;
  };
  const [first = ""] = await keys();
  await send("POST", `${path}/writekey`);
  const [, second = ""] = await keys();
  expect((await send("DELETE", `${path}/writekey/other`)).status).toBe(404);
  expect((await send("DELETE", `${path}/writekey/${first}`)).status).toBe(200);
  expect(await keys()).toEqual([second]);
  expect((await send("DELETE", `${path}/writekey/${second}`)).status).toBe(422);
  expect(await keys()).toEqual([second]);
});

test("each live plugin of a source is its next version, and its code can be deleted", async () => {
  const path = `/sources/${await newSource("s")}/live-plugins`;
  const latest = async () => (await send("GET", `${path}/latest`)).body.data?.livePlugin;
  expect((await send("GET", `${path}/latest`)).status).toBe(404);
  expect((await send("DELETE", `${path}/delete-code`)).status).toBe(404);
  await send("POST", `${path}/create`, { code: "// 1" }, ALPHA);
  await send("POST", `${path}/create`, { code: "// 2" }, ALPHA);
  expect(await latest()).toMatchObject({ version: 2, code: "// 2" });
  await send("DELETE", `${path}/delete-code`);
  expect(await latest()).toMatchObject({ version: 2, code: null });
  await send("POST", `${path}/create`, { code: "// 3" }, ALPHA);
  expect(await latest()).toMatchObject({ version: 3, code: "// 3" });
});
