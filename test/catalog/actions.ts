import type { ActionField } from "../../simulator/catalog/types";

type Values = Record<string, unknown>;

/** Names among the mappings of real subscriptions that no catalog lists. */
export const INTERNAL: Values = {
  __segment_internal_sync_mode: "upsert",
  __segment_internal_directive: { "@path": "$.properties.operation" },
  __segment_internal_matching_key: "email",
};

/** The defaults of an action's fields as Segment has them; those that are null are none. */
export const defaultsOf = (fields: readonly ActionField[]): Values =>
  Object.fromEntries(
    fields
      .filter(({ defaultValue }) => defaultValue !== undefined && defaultValue !== null)
      .map(({ fieldKey, defaultValue }) => [fieldKey, defaultValue]),
  );

/** The defaults, and a directive for each field that is required without one. */
export function mappingsOf(fields: readonly ActionField[]): Values {
  const defaults = defaultsOf(fields);
  const needed = fields.filter(({ required, fieldKey }) => {
    const value = defaults[fieldKey];
    return required && (value === undefined || value === "");
  });
  return {
    ...defaults,
    ...Object.fromEntries(needed.map(({ fieldKey }) => [fieldKey, { "@path": "$.userId" }])),
  };
}
