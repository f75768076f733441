import type { Collection } from "./collection";
import type { Settings } from "./settings";
import type { Label } from "./sources";

/** A role on some resources. */
export interface Permission {
  roleId: string;
  roleName: string;
  resources: { id: string; type: string; labels?: Label[] }[];
}

/** A member of the workspace. */
export interface User {
  id: string;
  name: string;
  email: string;
  permissions: Permission[];
}

/** A stored group of users. */
export interface UserGroup {
  id: string;
  name: string;
  /** Ids of users. */
  members: readonly string[];
  /** Email addresses of invited users. */
  invited: readonly string[];
  permissions: Permission[];
}

/** A stored credential. Its secrets are not masked. */
export interface Credential {
  id: string;
  name: string;
  settings: Settings;
  createdAt: string;
  updatedAt: string;
}

/** Removes a deleted resource from the permissions of users or groups. */
export function removeResource<T extends { id: string; permissions: Permission[] }>(
  holders: Collection<T>,
  resourceId: string,
): void {
  for (const holder of holders.all) {
    const permissions = holder.permissions
      .map((one) => ({ ...one, resources: one.resources.filter(({ id }) => id !== resourceId) }))
      .filter(({ resources }) => resources.length > 0);
    holders.put({ ...holder, permissions });
  }
}
