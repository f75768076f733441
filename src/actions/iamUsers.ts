import { permission, userGroupOfUser } from "../examples/iam";
import { deleted, pagination, user } from "../examples/resources";
import { id, idList, json, required, textList } from "../inputs/fields";
import {
  allPermissions,
  checkedEach,
  PERMISSIONS_EXAMPLE,
  permissions,
  READ_ONLY_OF_INVITES,
  refuseLabels,
} from "../inputs/permissions";
import { boundJson } from "../inputs/readOnly";
import { segmentAction } from "../kit/segmentAction";

const invites = checkedEach(
  required(
    json(
      "createInvites",
      "invites",
      {
        label: "Invites",
        comments:
          "The people to invite, as a list. Each entry has an email and optionally permissions. Each permission has the roleId of a role, which List Roles returns, and its resources (id and type).",
        example: `[{"email": "grace@example.com", "permissions": ${PERMISSIONS_EXAMPLE}}]`,
      },
      READ_ONLY_OF_INVITES,
    ),
  ),
  ({ permissions = [] }, path) => {
    for (const [index, { resources = [] }] of permissions.entries()) {
      for (const [place, resource] of resources.entries()) {
        const at = `${path}.permissions[${index}].resources[${place}].labels`;
        refuseLabels(resource as { labels?: unknown }, at, "the labels of the permission");
      }
    }
  },
);

const emails = required(
  textList({
    label: "Emails",
    comments: "The email addresses whose invites are deleted.",
    example: "grace@example.com",
    dataSource: "selectInvite",
  }),
);

const userId = required(
  id({
    label: "User ID",
    comments: "A member of the workspace.",
    example: "sgJDWk3K21k6LE3tLU9nRK",
    dataSource: "selectUser",
  }),
);

const userIds = required(
  idList({
    label: "User IDs",
    comments: "The members to remove from the workspace.",
    example: "sgJDWk3K21k6LE3tLU9nRK",
    dataSource: "selectUser",
  }),
);

export const addPermissionsToUser = segmentAction("addPermissionsToUser", {
  description: "Give a member of the workspace more permissions.",
  route: "POST /users/{userId}/permissions",
  inputs: { userId, permissions },
  example: { permissions: [permission] },
});

export const createUserInvites = segmentAction("createInvites", {
  label: "Create User Invite",
  description: "Invite people to become members of the workspace.",
  route: "POST /invites",
  inputs: { invites: boundJson("invites", invites, READ_ONLY_OF_INVITES) },
  example: { emails: ["grace@example.com"] },
});

export const deleteInvites = segmentAction("deleteInvites", {
  description: "Delete invites to the workspace that have not been accepted.",
  route: "DELETE /invites",
  chunked: "emails",
  inputs: { emails },
  example: deleted,
});

export const deleteUser = segmentAction("deleteUsers", {
  description: "Remove members from the workspace; data of end users is not affected.",
  route: "DELETE /users",
  chunked: "userIds",
  inputs: { userIds },
  example: deleted,
});

export const getUser = segmentAction("getUser", {
  description: "Get a member of the workspace by their ID.",
  route: "GET /users/{userId}",
  inputs: { userId },
  example: { user },
});

export const listInvites = segmentAction("listInvites", {
  description: "List the email addresses that are invited to the workspace.",
  route: "GET /invites",
  pages: "invites",
  inputs: {},
  example: { invites: ["grace@example.com"], pagination },
});

export const listUserGroupsFromUser = segmentAction("listUserGroupsFromUser", {
  description: "List the user groups of a member of the workspace.",
  route: "GET /users/{userId}/groups",
  pages: "groups",
  inputs: { userId },
  example: { groups: [userGroupOfUser], pagination },
});

export const listUsers = segmentAction("listUsers", {
  description: "List the members of the workspace.",
  route: "GET /users",
  pages: "users",
  inputs: {},
  example: { users: [user], pagination },
});

export const replacePermissionsForUser = segmentAction("replacePermissionsForUser", {
  description: "Replace all permissions of a member of the workspace, removing the others.",
  route: "PUT /users/{userId}/permissions",
  inputs: { userId, permissions: allPermissions },
  example: { permissions: [permission] },
});
