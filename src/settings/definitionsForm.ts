import type { JSONForm } from "@prismatic-io/spectral";
import type { Models } from "../contract/models";

type Definition = Models["FunctionSettingV1"];

const TYPES: { readonly [Type in Definition["type"]]: string } = {
  STRING: "Text",
  BOOLEAN: "Boolean",
  ARRAY: "List",
  TEXT_MAP: "Text Map",
};

const text = (title: string) => ({ type: "string", title });

const COLUMNS: { readonly [Name in keyof Definition]: object } = {
  name: { ...text("Name"), minLength: 1 },
  label: { ...text("Label"), minLength: 1 },
  description: { ...text("Description"), default: "" },
  type: {
    ...text("Type"),
    oneOf: Object.entries(TYPES).map(([value, title]) => ({ const: value, title })),
    default: "STRING",
  },
  required: { type: "boolean", title: "Required", default: false },
  sensitive: { type: "boolean", title: "Sensitive", default: false },
};

/**
 * Creates a table of the settings that a function asks for. Create Function and Update Function accept its
 * result as Function Settings.
 */
export const definitionsForm = (definitions: readonly Definition[]): JSONForm => ({
  schema: {
    type: "array",
    description:
      "A row for each setting. Name is the key in the code of the function; Label is the text that Segment shows.",
    items: { type: "object", properties: COLUMNS, required: Object.keys(COLUMNS) },
  },
  uiSchema: { type: "Control", scope: "#", label: "Function Settings" } as JSONForm["uiSchema"],
  data: [...definitions],
});
