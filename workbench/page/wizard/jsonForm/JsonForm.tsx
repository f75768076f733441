import { createAjv, type JsonFormsCore, type Middleware } from "@jsonforms/core";
import { materialCells, materialRenderers } from "@jsonforms/material-renderers";
import { JsonForms } from "@jsonforms/react";
import CssBaseline from "@mui/material/CssBaseline";
import { createTheme, type Theme, type ThemeOptions, ThemeProvider } from "@mui/material/styles";
import type { FormDefinition } from "./messages";
import { useCellLabels } from "./useCellLabels";

/** JSON Forms would make one for each form, and read the meta-schema each time. */
const AJV = createAjv();

/**
 * The colors and distances of a form. Without a margin, the label of a field touches the field above.
 * @param more changes that are merged into the theme.
 */
export const createFormTheme = (isDark: boolean, ...more: ThemeOptions[]): Theme =>
  createTheme(
    {
      palette: { mode: isDark ? "dark" : "light" },
      components: { MuiFormControl: { defaultProps: { margin: "dense" } } },
    },
    ...more,
  );

/**
 * Checks that a form can be shown. Within React, another error would come after that of the schema.
 * @throws if the schema cannot be compiled.
 */
export function checkForm({ schema }: FormDefinition): void {
  AJV.compile(schema);
}

interface JsonFormProps {
  form: FormDefinition;
  theme: Theme;
  onChange(state: Pick<JsonFormsCore, "data" | "errors">): void;
  /** Sees each change at once; `onChange` is told a little later. */
  middleware?: Middleware;
}

/** A form of a data source, as JSON Forms draws it. It needs `unsafe-eval`, for the checks that Ajv makes. */
export function JsonForm({ form, theme, onChange, middleware }: JsonFormProps) {
  const { schema, uiSchema, data } = form;
  const element = useCellLabels();
  return (
    <ThemeProvider theme={theme}>
      <CssBaseline enableColorScheme />
      <div ref={element}>
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
      </div>
    </ThemeProvider>
  );
}
