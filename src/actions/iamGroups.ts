import { permission, userGroup, userOfGroup } from "../examples/iam";
import { deleted, pagination } from "../examples/resources";
import { required, text, textList } from "../inputs/fields";
import { userGroupId } from "../inputs/ids";
import { allPermissions, permissions } from "../inputs/permissions";
import { segmentAction } from "../kit/segmentAction";

const name = required(
  text({
    label: "Name",
    comments: "The name that Segment shows for the user group.",
    example: "Engineering",
  }),
);

const emailOptions = {
  label: "Emails",
  example: "ada@example.com",
  dataSource: "selectUserEmail",
} as const;

const addedEmails = required(
  textList({
    ...emailOptions,
    comments: "The email addresses of the members to add to the group.",
  }),
);

const allEmails = required(
  textList(
    {
      ...emailOptions,
      comments:
        "The email addresses of all members of the group, at least one and no blank row. Remove Users from User Group can empty a group.",
    },
    "none",
  ),
);

const removedEmails = required(
  textList({
    label: "Emails",
    comments: "The email addresses of the members to remove from the group above.",
    example: "ada@example.com",
    dataSource: "selectUserGroupEmail",
  }),
);

export const addPermissionsToUserGroup = segmentAction("addPermissionsToUserGroup", {
  description: "Give a user group more permissions.",
  route: "POST /groups/{userGroupId}/permissions",
  inputs: { userGroupId, permissions },
  example: { permissions: [permission] },
});

export const addUsersToUserGroup = segmentAction("addUsersToUserGroup", {
  description: "Add members of the workspace to a user group.",
  route: "POST /groups/{userGroupId}/users",
  inputs: { userGroupId, emails: addedEmails },
  example: { userGroup },
});

export const createUserGroup = segmentAction("createUserGroup", {
  description: "Create a user group.",
  route: "POST /groups",
  inputs: { name },
  example: { userGroup },
});

export const deleteUserGroup = segmentAction("deleteUserGroup", {
  description: "Delete a user group, with the permissions that it gives to its members.",
  route: "DELETE /groups/{userGroupId}",
  inputs: { userGroupId },
  example: deleted,
});

export const getUserGroup = segmentAction("getUserGroup", {
  description: "Get a user group by its ID.",
  route: "GET /groups/{userGroupId}",
  inputs: { userGroupId },
  example: { userGroup },
});

export const listInvitesFromUserGroup = segmentAction("listInvitesFromUserGroup", {
  description: "List the email addresses with an open invite to a user group.",
  route: "GET /groups/{userGroupId}/invites",
  pages: "emails",
  inputs: { userGroupId },
  example: { emails: ["grace@example.com"], pagination },
});

export const listUserGroups = segmentAction("listUserGroups", {
  description: "List the user groups of the workspace.",
  route: "GET /groups",
  pages: "userGroups",
  inputs: {},
  example: { userGroups: [userGroup], pagination },
});

export const listUsersFromUserGroup = segmentAction("listUsersFromUserGroup", {
  description: "List the members of a user group.",
  route: "GET /groups/{userGroupId}/users",
  pages: "users",
  inputs: { userGroupId },
  example: { users: [userOfGroup], pagination },
});

export const removeUsersFromUserGroup = segmentAction("removeUsersFromUserGroup", {
  description: "Remove members from a user group, but not from the workspace.",
  route: "DELETE /group/{userGroupId}/users",
  chunked: "emails",
  inputs: { userGroupId, emails: removedEmails },
  example: deleted,
});

export const replacePermissionsForUserGroup = segmentAction("replacePermissionsForUserGroup", {
  description: "Replace all permissions of a user group, removing the others.",
  route: "PUT /groups/{userGroupId}/permissions",
  inputs: { userGroupId, permissions: allPermissions },
  example: { permissions: [permission] },
});

export const replaceUsersInUserGroup = segmentAction("replaceUsersInUserGroup", {
  description: "Replace all members of a user group, removing the others.",
  route: "PUT /group/{userGroupId}/users",
  inputs: { userGroupId, emails: allEmails },
  example: { userGroup },
});

export const updateUserGroup = segmentAction("updateUserGroup", {
  description: "Rename a user group.",
  route: "PATCH /groups/{userGroupId}",
  inputs: { userGroupId, name },
  example: { userGroup },
});
