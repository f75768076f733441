import type { Step } from "./step";

const permission = (last: string, resources: object[]) => ({
  permissions: [{ roleId: `1WDUuRLxv84rrfCNUwvkrRtkxn${last}`, resources }],
});
const everything = { id: "{workspace}", type: "WORKSPACE" };

/** Roles, permissions and groups. */
export const access: Step[] = [
  ["getWorkspace", "GET", "/", undefined, "workspace"],
  ["listRoles", "GET", "/roles?pagination[count]=3"],
  ["listUsers", "GET", "/users?pagination[count]=200", undefined, { ben: "users.1.id" }],
  ["addPermissionsToUser", "POST", "/users/{ben}/permissions", permission("U", [everything])],
  ["replacePermissionsForUser", "PUT", "/users/{ben}/permissions", permission("T", [everything])],
  [
    "createInvites",
    "POST",
    "/invites",
    { invites: [{ email: "dan@example.com", permissions: [{ roleId: "r" }] }] },
  ],
  ["createUserGroup", "POST", "/groups", { name: "Builders" }, "group"],
  ["updateUserGroup", "PATCH", "/groups/{group}", { name: "Makers" }],
  [
    "addUsersToUserGroup",
    "POST",
    "/groups/{group}/users",
    { emails: ["ben.builder@example.com", "dan@example.com"] },
  ],
  [
    "addPermissionsToUserGroup",
    "POST",
    "/groups/{group}/permissions",
    permission("V", [{ ...everything, labels: [{ key: "environment", value: "test" }] }]),
  ],
  [
    "replacePermissionsForUserGroup",
    "PUT",
    "/groups/{group}/permissions",
    permission("X", [everything]),
  ],
  ["getUserGroup", "GET", "/groups/{group}"],
  ["listUserGroups", "GET", "/groups"],
  ["listUsersFromUserGroup", "GET", "/groups/{group}/users"],
  ["listInvitesFromUserGroup", "GET", "/groups/{group}/invites"],
  ["listUserGroupsFromUser", "GET", "/users/{ben}/groups"],
  [
    "replaceUsersInUserGroup",
    "PUT",
    "/group/{group}/users",
    { emails: ["ben.builder@example.com"] },
  ],
  [
    "removeUsersFromUserGroup",
    "DELETE",
    "/group/{group}/users?emails[0]=ben.builder%40example.com",
  ],
  ["deleteUserGroup", "DELETE", "/groups/{group}"],
  ["deleteInvites", "DELETE", "/invites?emails[0]=dan%40example.com"],
];
