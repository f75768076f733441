import { errorFields, findId, findList, type Harness, startHarness } from "../harness";

let harness: Harness;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (slug: string) =>
  findId(await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU" }));

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

test("a label is unique, and deleting it removes it from all sources", async () => {
  const create = (value: string) => send("POST", "/labels", { label: { key: "team/a", value } });
  await create("web");
  expect(errorFields(await create("web"))).toEqual(["label"]);
  await create("ios");
  const path = `/sources/${await newSource("s")}/labels`;
  const labels = ["web", "ios"].map((value) => ({ key: "team/a", value }));
  const gone = await send("PUT", path, { labels });
  expect(gone.body.data).toEqual({ labels });
  expect((await send("DELETE", "/labels/team%2Fa/web")).status).toBe(200);
  expect((await send("DELETE", "/labels/team%2Fa/web")).status).toBe(404);
  const left = [{ key: "team/a", value: "ios" }];
  expect((await send("GET", "/labels")).body.data).toEqual({ labels: left });
  expect(findList(await send("GET", "/sources"), "sources")).toMatchObject([{ labels: left }]);
});

test("adding labels keeps the existing ones of a source, each once", async () => {
  const path = `/sources/${await newSource("s")}/labels`;
  const a = { key: "k", value: "a" };
  const b = { key: "k", value: "b" };
  await send("POST", path, { labels: [a] });
  const described = { ...a, description: "d" };
  const added = await send("POST", path, { labels: [b, described] });
  expect(added.body.data).toEqual({ labels: [described, b] });
});
