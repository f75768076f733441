import { withSchemaNumbers } from "../values/schemaNumbers";
import type { Clean } from "./fields";

type Rules = readonly { jsonSchema?: unknown }[];

/**
 * A field of rules that takes them as an earlier step listed them: numbers of their JSON schemas that
 * JavaScript has none for come as text of their digits, and go out as the numbers they are.
 */
export function takesListedRules<Field extends { clean: Clean<Rules> }>(field: Field): Field {
  const clean: Clean<Rules> = Object.assign(
    (raw: unknown) =>
      field.clean(raw).map((rule) => ({
        ...rule,
        jsonSchema: withSchemaNumbers(rule.jsonSchema),
      })),
    { expected: field.clean.expected },
  );
  return { ...field, clean };
}
