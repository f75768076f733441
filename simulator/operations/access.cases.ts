import { errorFields, findId, findList, type Harness, startHarness } from "../harness";

const ADMIN = "1WDUuRLxv84rrfCNUwvkrRtkxnU";
const READER = "1WDUuRLxv84rrfCNUwvkrRtkxnV";
const BEN = "ben.builder@example.com";
const CLEO = "cleo.reader@example.com";
const DAN = "dan@example.com";
let harness: Harness;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newGroup = async () => findId(await send("POST", "/groups", { name: "Builders" }));
const newSource = async (slug: string) =>
  findId(await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU" }));
const userWith = async (email: string) =>
  String(findList(await send("GET", "/users"), "users").find((one) => one.email === email)?.id);
const invite = (email: string) => send("POST", "/invites", { invites: [{ email }] });
const membersOf = async (group: string) => [
  findList(await send("GET", `/groups/${group}/users`), "users").map(({ email }) => email),
  findList(await send("GET", `/groups/${group}/invites`), "emails"),
];
const sources = (...ids: string[]) => ids.map((id) => ({ id, type: "SOURCE" }));
const permissionsOf = async (path: string) => {
  const [holder] = Object.values((await send("GET", path)).body.data ?? {});
  return (holder as { permissions: unknown[] }).permissions;
};

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

test("users become members of a group, invited users wait, and other addresses are rejected", async () => {
  const group = await newGroup();
  await invite(DAN);
  const add = (...emails: string[]) => send("POST", `/groups/${group}/users`, { emails });
  expect(errorFields(await add(BEN, "nobody@example.com"))).toEqual(["emails[1]"]);
  expect(await membersOf(group)).toEqual([[], []]);
  expect(errorFields(await add())).toEqual(["emails"]);
  await add(BEN, DAN);
  expect((await add(BEN, DAN)).body.data).toMatchObject({ userGroup: { memberCount: 1 } });
  expect(await membersOf(group)).toEqual([[BEN], [DAN]]);
  expect((await send("GET", "/groups/unknown/users")).status).toBe(404);
});

test("replacing keeps only the given members, and removing requires them to exist", async () => {
  const group = await newGroup();
  await invite(DAN);
  await send("POST", `/groups/${group}/users`, { emails: [BEN, DAN] });
  await send("PUT", `/group/${group}/users`, { emails: [CLEO] });
  expect(await membersOf(group)).toEqual([[CLEO], []]);
  const remove = (...emails: string[]) =>
    send("DELETE", `/group/${group}/users`, undefined, { query: { emails } });
  expect(errorFields(await remove(CLEO, DAN))).toEqual(["emails[1]"]);
  expect(await membersOf(group)).toEqual([[CLEO], []]);
  expect((await remove(CLEO)).body).toEqual({ data: { status: "SUCCESS" } });
  expect(await membersOf(group)).toEqual([[], []]);
});

test("a user lists their groups and leaves them when removed, and so does an invite", async () => {
  const [group] = [await newGroup(), await newGroup()];
  await invite(DAN);
  await send("POST", `/groups/${group}/users`, { emails: [BEN, DAN] });
  const ben = await userWith(BEN);
  expect(findList(await send("GET", `/users/${ben}/groups`), "groups")).toEqual([
    { id: group, name: "Builders" },
  ]);
  await send("DELETE", "/users", undefined, { query: { userIds: [ben] } });
  await send("DELETE", "/invites", undefined, { query: { emails: [DAN] } });
  expect(await membersOf(group)).toEqual([[], []]);
  expect((await send("GET", `/groups/${group}`)).body.data).toMatchObject({
    userGroup: { memberCount: 0 },
  });
  expect((await send("GET", `/users/${ben}/groups`)).status).toBe(404);
});

test("permissions are merged by role and resource, or replaced as a whole", async () => {
  const [one, two] = [await newSource("one"), await newSource("two")];
  for (const holder of [`/users/${await userWith(BEN)}`, `/groups/${await newGroup()}`]) {
    const path = `${holder}/permissions`;
    await send("PUT", path, { permissions: [{ roleId: ADMIN, resources: sources(one) }] });
    const more = [
      { roleId: ADMIN, resources: sources(two, one) },
      { roleId: READER, resources: sources(one) },
    ];
    const added = await send("POST", path, { permissions: more });
    const all = [
      { roleId: ADMIN, roleName: "Source Admin", resources: sources(one, two) },
      { roleId: READER, roleName: "Source Read-only", resources: sources(one) },
    ];
    expect(added.body.data).toMatchObject({ permissions: all });
    expect(await permissionsOf(holder)).toEqual(all);
    await send("PUT", path, { permissions: [] });
    expect(await permissionsOf(holder)).toEqual([]);
  }
});

test("permissions require an existing role and existing resources", async () => {
  const path = `/users/${await userWith(BEN)}/permissions`;
  const fields = async (roleId: string, ...resources: object[]) =>
    errorFields(await send("POST", path, { permissions: [{ roleId, resources }] }));
  const workspace = { id: harness.simulator.us.workspace.id, type: "WORKSPACE" };
  expect(await fields("r", workspace)).toEqual(["permissions[0].roleId"]);
  expect(await fields(ADMIN)).toEqual(["permissions[0].resources"]);
  for (const type of ["FUNCTION", "SOURCE", "SPACE", "WAREHOUSE", "WORKSPACE"]) {
    expect(await fields(ADMIN, workspace, { id: "x", type })).toEqual([
      "permissions[0].resources[1].id",
    ]);
  }
  const [space] = findList(await send("GET", "/spaces"), "spaces");
  expect(await fields(ADMIN, workspace, { id: space?.id, type: "SPACE" })).toEqual([]);
});

test("a deleted source leaves all permissions, and a permission without resources is removed", async () => {
  const [one, two] = [await newSource("one"), await newSource("two")];
  const holders = [`/users/${await userWith(BEN)}`, `/groups/${await newGroup()}`];
  for (const holder of holders) {
    const permissions = [
      { roleId: ADMIN, resources: sources(one, two) },
      { roleId: READER, resources: sources(one) },
    ];
    await send("PUT", `${holder}/permissions`, { permissions });
  }
  await send("DELETE", `/sources/${one}`);
  for (const holder of holders) {
    expect(await permissionsOf(holder)).toMatchObject([{ roleId: ADMIN, resources: sources(two) }]);
  }
});

test("the roles of users are among the listed roles", async () => {
  const roles = findList(await send("GET", "/roles?pagination[count]=100"), "roles");
  const users = findList(await send("GET", "/users"), "users");
  const used = users.flatMap((user) => user.permissions as { roleId: string; roleName: string }[]);
  expect(new Set(used.map(({ roleId }) => roleId)).size).toBe(2);
  for (const { roleId, roleName } of used) {
    expect(roles).toContainEqual(expect.objectContaining({ id: roleId, name: roleName }));
  }
  expect(new Set(roles.map(({ id }) => id)).size).toBe(roles.length);
});
