import { deleted, pagination, user } from "../examples/resources";
import { id, idList, jsonList, required } from "../inputs/fields";
import { segmentAction } from "../segmentAction";
import type { Models } from "../types/models";

const invites = required(
  jsonList<Models["InviteV1"]>()({
    label: "Invites",
    comments: "The users to invite: a list of email addresses, each with the permissions to give.",
    example:
      '[{"email": "ada@example.com", "permissions": [{"roleId": "1WDUuRLxv84rrfCNUwvkrRtkxnS"}]}]',
  }),
);

const userId = required(
  id({
    label: "User ID",
    comments: "The user to get.",
    example: "sgJDWk3K21k6LE3tLU9nRK",
    dataSource: "selectUser",
  }),
);

const userIds = required(
  idList({
    label: "User IDs",
    comments: "The users to remove from the workspace.",
    example: "sgJDWk3K21k6LE3tLU9nRK",
    dataSource: "selectUser",
  }),
);

export const createUserInvites = segmentAction("createInvites", {
  label: "Create User Invite",
  description: "Invite users to the workspace.",
  route: "POST /invites",
  inputs: { invites },
  example: { emails: ["ada@example.com"] },
});

export const deleteUser = segmentAction("deleteUsers", {
  label: "Delete Users",
  description: "Remove users from the workspace.",
  route: "DELETE /users",
  inputs: { userIds },
  example: deleted,
});

export const getUser = segmentAction("getUser", {
  label: "Get User",
  description: "Get a user by their ID.",
  route: "GET /users/{userId}",
  inputs: { userId },
  example: { user },
});

export const listUsers = segmentAction("listUsers", {
  label: "List Users",
  description: "List the users with access to the workspace.",
  route: "GET /users",
  pages: "users",
  inputs: {},
  example: { users: [user], pagination },
});
