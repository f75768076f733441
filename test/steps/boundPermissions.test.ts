import { useSteps } from "./steps";

const steps = useSteps();
const OWNER = "1WDUuRLxv84rrfCNUwvkrRtkxnS";
const LEFT_OUT =
  "left out roleName, policyId, subjectId, subjectType, labels of Permissions: Segment returns them and does not take them.";
const WANTED = () => [
  { roleId: OWNER, resources: [{ id: steps.simulator.workspace("us").id, type: "WORKSPACE" }] },
];
/** Permissions as Get User shows them, with the fields that Segment only returns. */
const read = (more: object = {}) =>
  WANTED().map((one) => ({
    ...one,
    roleName: "Workspace Owner",
    policyId: "p1",
    subjectId: "u1",
    subjectType: "user",
    labels: [],
    ...more,
  }));
const STEPS = {
  addPermissionsToUser: "Add Permissions to User",
  replacePermissionsForUser: "Replace Permissions for User",
  addPermissionsToUserGroup: "Add Permissions to User Group",
  replacePermissionsForUserGroup: "Replace Permissions for User Group",
};

/** A user or a user group to give permissions to, as the inputs of a step. */
async function holderFor(action: string) {
  if (action.endsWith("UserGroup")) {
    return { userGroupId: (await steps.made("createUserGroup", { name: "Builders" })).id };
  }
  return { userId: steps.simulator.workspace("us").users.all[0]?.id };
}

test.each(Object.entries(STEPS))(
  "%s takes permissions as Segment returns them, and names what it leaves out",
  async (action, label) => {
    const inputs = { ...(await holderFor(action)), permissions: read() };
    const { data, writes, told } = await steps.take(action, inputs);
    expect(data).toHaveProperty("permissions");
    expect(writes.map(({ body }) => body)).toEqual([{ permissions: WANTED() }]);
    expect(told).toEqual([`${label}: ${LEFT_OUT}`]);
  },
);

test("the permissions of a user that was read replace those of another as JSON text", async () => {
  const [from, to] = steps.simulator.workspace("us").users.all;
  const { data } = await steps.take<{ user: { permissions: { roleId: string }[] } }>("getUser", {
    userId: from?.id,
  });
  const { permissions } = data.user;
  expect(permissions[0]).toHaveProperty("roleName");
  const inputs = { userId: to?.id, permissions: JSON.stringify(permissions) };
  const replaced = await steps.take("replacePermissionsForUser", inputs);
  expect(replaced.data).toEqual({ permissions });
  expect(replaced.told[0]).toContain("left out roleName of Permissions");
});

test("permissions without such fields go as they are, and nothing is said", async () => {
  const inputs = { ...(await holderFor("user")), permissions: WANTED() };
  const { writes, told } = await steps.take("addPermissionsToUser", inputs);
  expect(writes.map(({ body }) => body)).toEqual([{ permissions: WANTED() }]);
  expect(told).toEqual([]);
});

test.each(Object.keys(STEPS))(
  "%s refuses labels beside the resources, without which a permission would reach further",
  async (action) => {
    const holder = await holderFor(action);
    const permissions = read({ labels: [{ key: "env", value: "test" }] });
    const { error, requests } = await steps.take(action, { ...holder, permissions });
    expect(error.message).toMatch(
      /^Permissions\[0\]\.labels: expected no labels here, but in the labels of each resource, got a list/,
    );
    expect(requests).toEqual([]);
  },
);

test.each(Object.keys(STEPS))("%s still refuses any other name", async (action) => {
  const holder = await holderFor(action);
  const { error, requests } = await steps.take(action, {
    ...holder,
    permissions: read({ role: "Owner" }),
  });
  expect(error.message).toMatch(/^Permissions\[0\]: expected nothing but .*, got role\.?$/);
  expect(requests).toEqual([]);
});

describe("an invite", () => {
  const invite = (permissions: object[]) =>
    steps.take("createUserInvites", { invites: [{ email: "grace@example.com", permissions }] });
  const withLabels = (labels: object[]) =>
    read().map((one) => ({
      ...one,
      resources: one.resources.map((resource) => ({ ...resource, labels })),
    }));

  test("takes permissions of a user, and names what it leaves out", async () => {
    const { data, writes, told } = await invite(withLabels([]));
    expect(data).toEqual({ emails: ["grace@example.com"] });
    const permissions = WANTED().map((one) => ({ ...one, labels: [] }));
    expect(writes.map(({ body }) => body)).toEqual([
      { invites: [{ email: "grace@example.com", permissions }] },
    ]);
    expect(told[0]).toContain(
      "left out permissions.roleName, permissions.policyId, permissions.subjectId, permissions.subjectType, permissions.resources.labels of Invites",
    );
  });

  test("refuses labels of a resource, which Segment does not take there", async () => {
    const { error, requests } = await invite(withLabels([{ key: "env", value: "test" }]));
    expect(error.message).toMatch(
      /^Invites\[0\]\.permissions\[0\]\.resources\[0\]\.labels: expected no labels here, but in the labels of the permission, got a list/,
    );
    expect(requests).toEqual([]);
  });
});
