import type { FormDefinition } from "./messages";

interface SchemaPart {
  format?: string;
  properties?: Record<string, SchemaPart>;
  items?: SchemaPart | SchemaPart[];
}

interface LayoutPart {
  scope?: string;
  options?: { format?: string; detail?: LayoutPart };
  elements?: LayoutPart[];
}

type Path = readonly string[];

function inSchema(schema: SchemaPart, path: Path): Path[] {
  const { format, properties = {}, items = [] } = schema;
  return [
    ...(format === "password" ? [path] : []),
    ...Object.entries(properties).flatMap(([name, part]) => inSchema(part, [...path, name])),
    ...[items].flat().flatMap((part) => inSchema(part, [...path, "*"])),
  ];
}

/** The path of a field: `#/properties/a/properties/b` is `a`, `b`. */
const pathOf = (scope: string): Path =>
  scope
    .split("/")
    .slice(1)
    .filter((_, at) => at % 2 === 1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));

const inLayout = ({ scope, options, elements = [] }: LayoutPart): Path[] => [
  ...(scope !== undefined && options?.format === "password" ? [pathOf(scope)] : []),
  ...elements.flatMap(inLayout),
];

/** The paths of the fields of a form that are shown as passwords. `*` stands for each item of a list. */
export const secretPaths = ({ schema, uiSchema }: FormDefinition): Path[] => [
  ...inSchema(schema as SchemaPart, []),
  ...inLayout((uiSchema ?? {}) as LayoutPart),
];
