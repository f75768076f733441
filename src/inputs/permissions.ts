import { json, required } from "./fields";

/** Permissions of a user or of a user group. */
export const permissions = required(
  json("addPermissionsToUser", "permissions", {
    label: "Permissions",
    comments:
      "The permissions, as a list of roles, each with the resources it is for. List Roles answers the IDs of the roles.",
    example:
      '[{"roleId": "1WDUuRLxv84rrfCNUwvkrRtkxnS", "resources": [{"id": "9aQ1Lj62S4bomZKLF4DPqW", "type": "WORKSPACE"}]}]',
  }),
);
