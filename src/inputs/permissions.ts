import { json, required } from "./fields";

const comments =
  "The permissions, as a list: the roleId of a role, which List Roles answers, and the resources it is for, each with its id and type (FUNCTION, SOURCE, SPACE, WAREHOUSE or WORKSPACE). Labels can narrow a workspace down.";

/** Permissions of a user or of a user group. */
export const permissions = required(
  json("addPermissionsToUser", "permissions", {
    label: "Permissions",
    comments,
    example:
      '[{"roleId": "1WDUuRLxv84rrfCNUwvkrRtkxnS", "resources": [{"id": "9aQ1Lj62S4bomZKLF4DPqW", "type": "WORKSPACE"}]}]',
  }),
);

/** Permissions that replace all there are. */
export const allPermissions = {
  ...permissions,
  comments: `${comments} An empty list takes all permissions away.`,
};
