import type { Models } from "../contract/models";
import { source, user } from "./resources";

/** A role as Segment returns it. */
export const role: Models["RoleV1"] = {
  id: "1WDUuRLxv84rrfCNUwvkrRtkxnS",
  name: "Workspace Owner",
  description: "Owns all resources of the workspace.",
};

/** A permission as Segment returns it after a change. */
export const permission: Models["AccessPermissionV1"] = {
  roleId: role.id,
  roleName: role.name,
  resources: [{ id: source.workspaceId, type: "WORKSPACE", labels: [] }],
};

/** A user group as Segment returns it. */
export const userGroup: Models["UserGroupV1"] = {
  id: "cM4pYd9WkT7vRz2QnJxH6L",
  name: "Engineering",
  memberCount: 1,
  permissions: [permission],
};

/** A user group in the list of a user's groups. */
export const userGroupOfUser: Models["MinimalUserGroupV1"] = {
  id: userGroup.id,
  name: userGroup.name,
};

/** A user in the list of a group's users. */
export const userOfGroup: Models["MinimalUserV1"] = {
  id: user.id,
  name: user.name,
  email: user.email,
};
