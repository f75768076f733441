import { createAjv, type JsonFormsCore, type Middleware } from "@jsonforms/core";
import { materialCells, materialRenderers } from "@jsonforms/material-renderers";
import { JsonForms } from "@jsonforms/react";
import type { FormDefinition } from "./messages";

/** JSON Forms would make one for each form, and read the meta-schema each time. */
const AJV = createAjv();

interface JsonFormProps {
  form: FormDefinition;
  onChange(state: Pick<JsonFormsCore, "data" | "errors">): void;
  /** Sees each change at once; `onChange` is told a little later. */
  middleware?: Middleware;
}

/**
 * A form of a data source, as JSON Forms draws it. It needs `unsafe-eval`, for the checks that Ajv makes.
 * @throws if the schema cannot be compiled.
 */
export function JsonForm({ form, onChange, middleware }: JsonFormProps) {
  const { schema, uiSchema, data } = form;
  return (
    <JsonForms
      schema={schema}
      uischema={uiSchema as JsonFormsCore["uischema"]}
      data={data}
      renderers={materialRenderers}
      cells={materialCells}
      ajv={AJV}
      onChange={onChange}
      middleware={middleware}
    />
  );
}
