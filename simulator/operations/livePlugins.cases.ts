import { ALPHA, findId, type Harness, startHarness } from "../harness";

let harness: Harness;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (slug: string) =>
  findId(await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU" }));

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

test("each new live plugin of a source is its next version, and its code can be deleted", async () => {
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
