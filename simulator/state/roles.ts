/** A role of a user or a group on a resource. */
interface Role {
  id: string;
  name: string;
  description: string;
}

const role = (last: string, name: string, description: string): Role => ({
  id: `1WDUuRLxv84rrfCNUwvkrRtkxn${last}`,
  name,
  description,
});

export const OWNER = role("S", "Workspace Owner", "May do everything in the workspace.");
export const MEMBER = role("T", "Workspace Member", "May see the workspace.");

/** The roles of every workspace. */
export const ROLES: readonly Role[] = [
  OWNER,
  MEMBER,
  role("U", "Source Admin", "May change the sources it is given for."),
  role("V", "Source Read-only", "May see the sources it is given for."),
  role("W", "Warehouse Admin", "May change the warehouses it is given for."),
  role("X", "Warehouse Read-only", "May see the warehouses it is given for."),
  role("Y", "Function Admin", "May change the functions it is given for."),
  role("Z", "Function Read-only", "May see the functions it is given for."),
  role("a", "Engage Admin", "May change the spaces it is given for."),
  role("b", "Engage User", "May build audiences in the spaces it is given for."),
  role("c", "Engage Read-only", "May see the spaces it is given for."),
  role("d", "Tracking Plan Admin", "May change tracking plans and connect sources to them."),
  role("e", "Tracking Plan Read-only", "May see tracking plans."),
];
