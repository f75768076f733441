import type { Step } from "./step";

/** Users and invites. */
export const users: Step[] = [
  ["listUsers", "GET", "/users?pagination[count]=200", undefined, { user: "users.2.id" }],
  ["getUser", "GET", "/users/{user}"],
  [
    "createInvites",
    "POST",
    "/invites",
    { invites: [{ email: "new@example.com", permissions: [{ roleId: "r" }] }] },
  ],
  ["listInvites", "GET", "/invites"],
  ["deleteInvites", "DELETE", "/invites?emails[0]=new%40example.com"],
  ["deleteUsers", "DELETE", "/users?userIds%5B0%5D={user}"],
];
