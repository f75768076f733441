import { invalid } from "../contract/errors";
import type { Permission } from "../state/access";
import { hash } from "../state/ids";
import { ROLES } from "../state/roles";
import type { Workspace } from "../state/workspace";
import { requireEntries } from "./checks";
import type { Handlers } from "./handler";
import { listData } from "./lists";

type Given = Omit<Permission, "roleName">;

/** The available roles. */
export const roles: Handlers = {
  listRoles: (request) => listData(request, "roles", ROLES),
};

/** Merges permissions of a body: one permission for each role, each resource once. Throws 422. */
export function withPermissions(
  current: Permission[],
  body: unknown,
  workspace: Workspace,
): Permission[] {
  const { permissions } = body as { permissions: Given[] };
  return permissions
    .map((given, index) => checkPermission(given, `permissions[${index}]`, workspace))
    .reduce(mergePermission, current);
}

/** The response form of added permissions, with their policies. */
export function toPolicies(
  permissions: Permission[],
  subjectId: string,
  subjectType: "group" | "user",
): unknown[] {
  return permissions.map((one) => ({
    policyId: `policy${hash(`${subjectId} ${one.roleId}`).toString(36)}`,
    subjectId,
    subjectType,
    ...one,
  }));
}

function checkPermission(given: Given, field: string, workspace: Workspace): Permission {
  const { roleId, resources } = given;
  const role = ROLES.find(({ id }) => id === roleId);
  if (role === undefined) throw invalid(`${field}.roleId`, `role ${roleId} does not exist`);
  for (const [index, { id, type }] of requireEntries(`${field}.resources`, resources).entries()) {
    if (exists(id, type, workspace)) continue;
    const at = `${field}.resources[${index}].id`;
    throw invalid(at, `${type.toLowerCase()} ${id} does not exist`);
  }
  return { roleId, roleName: role.name, resources };
}

function exists(id: string, type: string, workspace: Workspace): boolean {
  if (type === "WORKSPACE") return id === workspace.id;
  const kinds: Record<string, { get(id: string): unknown }> = {
    FUNCTION: workspace.functions,
    SOURCE: workspace.sources,
    SPACE: workspace.spaces,
    WAREHOUSE: workspace.warehouses,
  };
  return kinds[type]?.get(id) !== undefined;
}

function mergePermission(current: Permission[], more: Permission): Permission[] {
  const same = current.find(({ roleId }) => roleId === more.roleId);
  const resources = new Map(
    [...(same?.resources ?? []), ...more.resources].map((one) => [`${one.type} ${one.id}`, one]),
  );
  const permission = { ...more, resources: [...resources.values()] };
  return same === undefined
    ? [...current, permission]
    : current.map((one) => (one === same ? permission : one));
}
