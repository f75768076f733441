import { findId, type Harness, type HarnessResponse, startHarness } from "../harness";

const JAVASCRIPT = "IqDTy1TpoU";
const CLASSIC = "54521fd525e721e32a72ee91";
const ACTIONS = "614a3c7d791c91c41bae7599";
let harness: Harness;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const createSource = () =>
  send("POST", "/sources", { slug: "shop", enabled: true, metadataId: JAVASCRIPT });
const itemIn = ({ body }: HarnessResponse) => Object.values(body.data ?? {})[0];

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

test("functions, transformations and tracking plans have the fields of official samples that the SDKs lack", async () => {
  const workspaceId = harness.simulator.us.workspace.id;
  const code = "async function onTrack() {}";
  const func = { code, displayName: "F", resourceType: "DESTINATION" };
  expect(itemIn(await send("POST", "/functions", func))).toMatchObject({
    workspaceId,
    buildpack: "boreal",
  });
  const sourceId = findId(await createSource());
  const transformation = { name: "T", sourceId, enabled: true, if: "type = 'track'" };
  expect(itemIn(await send("POST", "/transformations", transformation))).toMatchObject({
    workspaceId,
  });
  const plan = { name: "P", type: "LIVE" };
  expect(itemIn(await send("POST", "/tracking-plans", plan))).toMatchObject({
    resourceSchemaId: expect.stringMatching(/^rs_\w+$/),
  });
});

test("added permissions return their policy and its subject, replaced ones do not", async () => {
  const roles = (await send("GET", "/roles")).body.data?.roles as { id: string }[];
  const resources = [{ id: harness.simulator.us.workspace.id, type: "WORKSPACE" }];
  const permissions = [{ roleId: roles[0]?.id, resources }];
  const users = (await send("GET", "/users")).body.data?.users as { id: string }[];
  const group = findId(await send("POST", "/groups", { name: "Builders" }));
  for (const [path, subjectId, subjectType] of [
    ["users", users[1]?.id, "user"],
    ["groups", group, "group"],
  ]) {
    const at = `/${path}/${subjectId}/permissions`;
    const added = (await send("POST", at, { permissions })).body.data?.permissions as object[];
    const policyId = expect.stringMatching(/^policy\w+$/);
    expect(added.at(-1)).toMatchObject({ policyId, subjectId, subjectType, resources });
    const replaced = (await send("PUT", at, { permissions })).body.data?.permissions as object[];
    expect(Object.keys(replaced[0] ?? {}).sort()).toEqual(["resources", "roleId", "roleName"]);
  }
});

test("the name of an unnamed classic destination is null until it is set", async () => {
  const sourceId = findId(await createSource());
  const create = (metadataId: string, settings: object) =>
    send("POST", "/destinations", { sourceId, metadataId, settings });
  expect(itemIn(await create(ACTIONS, {}))).toMatchObject({ name: "" });
  const classic = await create(CLASSIC, { apiKey: "k" });
  expect(itemIn(classic)).toMatchObject({ name: null });
  const path = `/destinations/${findId(classic)}`;
  expect(itemIn(await send("PATCH", path, { name: "Main" }))).toMatchObject({ name: "Main" });
  expect(itemIn(await send("PATCH", path, { name: null }))).toMatchObject({ name: null });
});
