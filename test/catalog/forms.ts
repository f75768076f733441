import { createAjv } from "@jsonforms/core";
import type { JSONForm } from "@prismatic-io/spectral";
import { mergeSettings } from "../../src/settings/inputs";

const ajv = createAjv();
const compiled = new Set<string>();

/**
 * Compiles a form's schema in JSON Forms' validator: the whole as the meta-schema has it, and each
 * distinct property once, since many forms share theirs and compiling takes long.
 * @throws if the schema is none.
 */
export function compile({ schema }: JSONForm): void {
  const { properties = {}, ...rest } = schema as { properties?: Record<string, object> };
  ajv.validateSchema(schema, true);
  const parts = Object.values(properties).map((property) => ({
    ...property,
    title: "",
    description: "",
  }));
  for (const part of [{ ...rest, properties: {}, required: [] }, ...parts]) {
    const text = JSON.stringify(part);
    if (compiled.has(text)) continue;
    ajv.compile(part);
    compiled.add(text);
  }
}

/** Returns the input of a step from an untouched form, after its way through the browser. */
export function jsonData({ data }: JSONForm): Record<string, unknown> {
  const settingsJson = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  return mergeSettings({ settingsJson }) ?? {};
}
