import { withSchemaNumbers } from "../values/schemaNumbers";
import type { Clean } from "./fields";

type Rules = readonly { jsonSchema?: unknown }[];

/**
 * A field of rules that accepts rules of an earlier list step. That step returns numbers that JavaScript
 * cannot represent as text; in the JSON schemas of the rules they become numbers again.
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
