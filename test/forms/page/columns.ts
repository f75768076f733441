import type { JsonSchema } from "@jsonforms/core";

/** Every schema of a form that has this title, at any depth of objects. */
function titled(schema: JsonSchema, title: string): JsonSchema[] {
  const within = Object.values(schema.properties ?? {}).flatMap((property) =>
    titled(property, title),
  );
  return schema.title === title ? [schema, ...within] : within;
}

/**
 * The properties of a table's rows in the order of its columns; none for a list of single values. A
 * list at the root is the only table, whatever it is called.
 */
export function columnsOf(schema: JsonSchema, title: string): string[] {
  const tables = schema.type === "array" ? [schema] : titled(schema, title);
  const table = tables.find(({ type }) => type === "array");
  const items = (Array.isArray(table?.items) ? undefined : table?.items) ?? {};
  return Object.keys(items.properties ?? {});
}
