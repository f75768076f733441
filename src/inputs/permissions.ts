import { describeValue, inputError } from "../values/inputError";
import { type Clean, json, required } from "./fields";
import { boundJson } from "./readOnly";

const comments =
  "The permissions, as a list: the roleId of a role, which List Roles returns, and the resources it applies to, each with its id and type (FUNCTION, SOURCE, SPACE, WAREHOUSE or WORKSPACE). Labels can narrow a workspace.";

const READ_ONLY = ["roleName", "policyId", "subjectId", "subjectType", "labels"];

type Labels = { labels?: unknown };

/**
 * Refuses labels that the request cannot hold: without them, a permission would reach further.
 * Empty labels pass; `boundJson` removes them.
 * @param path the path of the labels, which starts with the input's label.
 */
export function refuseLabels({ labels }: Labels, path: string, place: string): void {
  const isEmpty = labels === undefined || labels === null;
  if (isEmpty || (Array.isArray(labels) && labels.length === 0)) return;
  throw inputError(path, `no labels here, but in ${place}`, describeValue(labels, false));
}

/** The same field, which also runs a check on each item. */
export function checkedEach<Item, Field extends { label: string }>(
  field: Field & { clean: Clean<Item[]> },
  check: (item: Item, path: string) => void,
): Field {
  const clean: Clean<Item[]> = Object.assign(
    (raw: unknown) => {
      const items = field.clean(raw);
      for (const [index, item] of items.entries()) check(item, `${field.label}[${index}]`);
      return items;
    },
    { expected: field.clean.expected },
  );
  return { ...field, clean };
}

/** An example of permissions, as JSON. */
export const PERMISSIONS_EXAMPLE =
  '[{"roleId": "1WDUuRLxv84rrfCNUwvkrRtkxnS", "resources": [{"id": "9aQ1Lj62S4bomZKLF4DPqW", "type": "WORKSPACE"}]}]';

const field = checkedEach(
  required(
    json(
      "addPermissionsToUser",
      "permissions",
      {
        label: "Permissions",
        comments,
        example: PERMISSIONS_EXAMPLE,
      },
      READ_ONLY,
    ),
  ),
  (permission, path) =>
    refuseLabels(permission as Labels, `${path}.labels`, "the labels of each resource"),
);

/** Permissions of a user or of a user group; a list that an earlier step read works too. */
export const permissions = boundJson("permissions", field, READ_ONLY);

const allField = {
  ...field,
  comments: `${comments} An empty list removes all permissions.`,
};

/** Permissions that replace all existing ones; a list that an earlier step read works too. */
export const allPermissions = boundJson("permissions", allField, READ_ONLY);

/** The fields of an invite's permissions that Segment returns but does not accept. */
export const READ_ONLY_OF_INVITES = [
  ...READ_ONLY.filter((name) => name !== "labels"),
  "resources.labels",
].map((name) => `permissions.${name}`);
