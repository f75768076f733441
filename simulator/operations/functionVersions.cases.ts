import { ALPHA, errorFields, findId, findList, type Harness, startHarness } from "../harness";

const START = Date.parse("2025-01-01T00:00:00Z");
let harness: Harness;
let now: number;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newFunction = async (more = {}) => {
  const body = { code: "// 1", displayName: "F", resourceType: "DESTINATION", ...more };
  return findId(await send("POST", "/functions", body));
};
const shown = async (id: string) =>
  (await send("GET", `/functions/${id}`)).body.data?.function as Record<string, unknown>;
const versions = async (id: string) =>
  findList(await send("GET", `/functions/${id}/versions`), "versions");

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(() => {
  now = START;
  harness.simulator.reset();
});
afterAll(() => harness.end());

test("a deployment takes effect after ten seconds", async () => {
  const id = await newFunction();
  const deployed = await send("POST", `/functions/${id}/deploy`);
  expect(deployed.body).toEqual({ data: { functionDeployment: { status: "SUCCESS" } } });
  now = START + 9_999;
  expect(await shown(id)).toMatchObject({ deployedAt: null, isLatestVersion: false });
  expect((await versions(id))[0]).toMatchObject({ isDeployed: false });
  expect((await versions(id))[0]).not.toHaveProperty("deployedAt");
  now = START + 10_000;
  const deployedAt = "2025-01-01T00:00:10.000Z";
  expect(await shown(id)).toMatchObject({ deployedAt, isLatestVersion: true });
  expect(await versions(id)).toMatchObject([{ isDeployed: true, deployedAt }]);
});

test("only new code makes a new version, which is not deployed", async () => {
  const id = await newFunction();
  await send("POST", `/functions/${id}/deploy`);
  now += 60_000;
  await send("PATCH", `/functions/${id}`, { displayName: "G", code: "// 1" });
  expect(await versions(id)).toHaveLength(1);
  await send("PATCH", `/functions/${id}`, { code: "// 2" });
  expect(await shown(id)).toMatchObject({
    code: "// 2",
    deployedAt: "2025-01-01T00:00:10.000Z",
    isLatestVersion: false,
  });
  const list = await versions(id);
  expect(list).toMatchObject([
    { code: "// 2", isDeployed: false, createdAt: "2025-01-01T00:01:00.000Z" },
    { code: "// 1", isDeployed: true },
  ]);
  const one = await send("GET", `/functions/${id}/versions/${list[1]?.id}`);
  expect(one.body.data).toEqual({ version: list[1] });
  await send("POST", `/functions/${id}/deploy`);
  now += 10_000;
  expect((await versions(id)).map(({ isDeployed }) => isDeployed)).toEqual([true, false]);
});

test("restoring makes a new version with the old code", async () => {
  const id = await newFunction();
  await send("PATCH", `/functions/${id}`, { code: "// 2" });
  const [, first] = await versions(id);
  const restore = (versionId: unknown) =>
    send("POST", `/functions/${id}/versions`, { versionId }, ALPHA);
  const restored = (await restore(first?.id)).body.data?.version as Record<string, unknown>;
  expect(restored).toMatchObject({ code: "// 1", isDeployed: false });
  expect(restored.id).not.toBe(first?.id);
  expect((await versions(id)).map(({ code }) => code)).toEqual(["// 1", "// 2", "// 1"]);
  expect(await shown(id)).toMatchObject({ code: "// 1" });
  const other = await newFunction();
  const [foreign] = await versions(other);
  expect(errorFields(await restore(foreign?.id))).toEqual(["versionId"]);
  expect((await send("GET", `/functions/${id}/versions/${foreign?.id}`)).status).toBe(404);
  await send("DELETE", `/functions/${id}`);
  expect((await send("GET", `/functions/${id}/versions`)).status).toBe(404);
});

test("a filled function has a version too", async () => {
  harness.simulator.fill("us", { functions: 1 });
  const [filled] = harness.simulator.workspace("us").functions.all;
  const code = "async function onTrack(event) {}";
  expect(await versions(filled?.id ?? "")).toMatchObject([{ code }]);
  expect(await shown(filled?.id ?? "")).toMatchObject({ code, deployedAt: null });
});
