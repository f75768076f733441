import type { Models } from "../contract/models";
import { source, user } from "./resources";

/** A role as Segment answers it. */
export const role: Models["RoleV1"] = {
  id: "1WDUuRLxv84rrfCNUwvkrRtkxnS",
  name: "Workspace Owner",
  description: "Owns all resources of the workspace.",
};

/** A permission as Segment answers it to whoever gives it. */
export const permission: Models["AccessPermissionV1"] = {
  roleId: role.id,
  roleName: role.name,
  resources: [{ id: source.workspaceId, type: "WORKSPACE", labels: [] }],
};

/** A user group as Segment answers it. */
export const userGroup: Models["UserGroupV1"] = {
  id: "cM4pYd9WkT7vRz2QnJxH6L",
  name: "Engineering",
  memberCount: 1,
  permissions: [permission],
};

/** A user group as the list of a user's groups answers it. */
export const userGroupOfUser: Models["MinimalUserGroupV1"] = {
  id: userGroup.id,
  name: userGroup.name,
};

/** A user as the list of a group's users answers them. */
export const userOfGroup: Models["MinimalUserV1"] = {
  id: user.id,
  name: user.name,
  email: user.email,
};
