import { userGroup } from "../examples/iam";
import { user } from "../examples/resources";
import { userGroupId } from "../inputs/ids";
import { picklist } from "../kit/picklist";

const named = ({ name, email }: { name?: string; email: string }): string =>
  name?.trim() ? `${name} (${email})` : email;

/** The email addresses that are invited to the workspace. */
export const selectInvite = picklist("listInvites", {
  label: "Select Invite",
  description: "Choose an email address that is invited to the workspace.",
  route: "GET /invites",
  items: "invites",
  inputs: {},
  key: (email) => email,
  names: (email) => [email],
  example: { label: "grace@example.com", key: "grace@example.com" },
});

/** The email addresses of the users of the workspace. */
export const selectUserEmail = picklist("listUsers", {
  label: "Select User Email",
  description: "Choose the email address of a user of the workspace.",
  route: "GET /users",
  items: "users",
  inputs: {},
  key: ({ email }) => email,
  names: (one) => [named(one)],
  example: { label: named(user), key: user.email },
});

/** The user groups of the workspace. */
export const selectUserGroup = picklist("listUserGroups", {
  label: "Select User Group",
  description: "Choose a user group of the workspace.",
  route: "GET /groups",
  items: "userGroups",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name }) => [name],
  example: { label: userGroup.name, key: userGroup.id },
});

/** The email addresses of the users of a user group. */
export const selectUserGroupEmail = picklist("listUsersFromUserGroup", {
  label: "Select User Group Email",
  description: "Choose the email address of a user of a user group.",
  route: "GET /groups/{userGroupId}/users",
  items: "users",
  inputs: { userGroupId },
  key: ({ email }) => email,
  names: (one) => [named(one)],
  example: { label: named(user), key: user.email },
});
