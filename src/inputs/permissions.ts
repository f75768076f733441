import { describeValue, inputError } from "../values/inputError";
import { type Clean, json, required } from "./fields";
import { boundJson } from "./readOnly";

const comments =
  "The permissions, as a list: the roleId of a role, which List Roles answers, and the resources it is for, each with its id and type (FUNCTION, SOURCE, SPACE, WAREHOUSE or WORKSPACE). Labels can narrow a workspace down.";

const READ_ONLY = ["roleName", "policyId", "subjectId", "subjectType", "labels"];

type Labels = { labels?: unknown };

/**
 * Refuses labels that a request has no place for: without them a permission would reach further.
 * Empty ones are left to `boundJson`.
 * @param path of the labels; starts with the input's label.
 */
export function refuseLabels({ labels }: Labels, path: string, place: string): void {
  const isEmpty = labels === undefined || labels === null;
  if (isEmpty || (Array.isArray(labels) && labels.length === 0)) return;
  throw inputError(path, `no labels here, but in ${place}`, describeValue(labels, false));
}

/** A field of permissions that may come from a response, with `check` held against each. */
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

const field = checkedEach(
  required(
    json(
      "addPermissionsToUser",
      "permissions",
      {
        label: "Permissions",
        comments,
        example:
          '[{"roleId": "1WDUuRLxv84rrfCNUwvkrRtkxnS", "resources": [{"id": "9aQ1Lj62S4bomZKLF4DPqW", "type": "WORKSPACE"}]}]',
      },
      READ_ONLY,
    ),
  ),
  (permission, path) =>
    refuseLabels(permission as Labels, `${path}.labels`, "the labels of each resource"),
);

/** Permissions of a user or of a user group, as given or as read. */
export const permissions = boundJson("permissions", field, READ_ONLY);

const allField = {
  ...field,
  comments: `${comments} An empty list takes all permissions away.`,
};

/** Permissions that replace all there are, as given or as read. */
export const allPermissions = boundJson("permissions", allField, READ_ONLY);

/** The fields of the permissions of an invite that Segment only returns. */
export const READ_ONLY_OF_INVITES = [
  ...READ_ONLY.filter((name) => name !== "labels"),
  "resources.labels",
].map((name) => `permissions.${name}`);
