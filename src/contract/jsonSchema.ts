import {
  type CompactSchema,
  isList,
  isOneOf,
  nonNull,
  propertiesOf,
  rangeOf,
} from "./compactSchema";
import { operationModel } from "./runtimeContract";

/** The parts of JSON Schema that describe a response. */
export interface JsonSchema {
  type?: string | string[];
  enum?: (string | null)[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema;
  anyOf?: JsonSchema[];
}

const SCALARS: Readonly<Record<string, JsonSchema>> = {
  s: { type: "string" },
  n: { type: "number" },
  b: { type: "boolean" },
  "0": { type: "null" },
  "*": {},
};

function scalarSchema(shape: string): JsonSchema {
  if (shape.startsWith("#")) return jsonSchema(operationModel(shape.slice(1)));
  if (shape.startsWith("=")) return { type: "string", enum: shape.slice(1).split("|") };
  const { least, most } = rangeOf(shape);
  const kind = shape.charAt(0);
  const bounds =
    kind === "s"
      ? { ...(most !== undefined && { maxLength: most }) }
      : {
          ...(least !== undefined && { minimum: least }),
          ...(most !== undefined && { maximum: most }),
        };
  return { ...SCALARS[kind], ...bounds };
}

function orNull(schema: JsonSchema): JsonSchema {
  if (schema.anyOf) return { anyOf: [...schema.anyOf, { type: "null" }] };
  if (schema.type === undefined) return schema;
  return {
    ...schema,
    type: [schema.type, "null"].flat(),
    ...(schema.enum && { enum: [...schema.enum, null] }),
  };
}

/** Converts a schema to JSON Schema with every model inlined: the platform takes no references. */
export function jsonSchema(given: CompactSchema): JsonSchema {
  const { shape, nullable } = nonNull(given);
  if (nullable) return orNull(jsonSchema(shape));
  if (typeof shape === "string") return scalarSchema(shape);
  if (isOneOf(shape)) return { anyOf: shape["|"].map(jsonSchema) };
  if (isList(shape)) {
    const [item, most] = shape;
    return {
      type: "array",
      items: jsonSchema(item),
      ...(most !== undefined && { maxItems: most }),
    };
  }
  const { properties, others } = propertiesOf(shape);
  const needed = properties.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(properties.map((one) => [one.name, jsonSchema(one.shape)])),
    ...(needed.length > 0 && { required: needed }),
    ...(others !== undefined && { additionalProperties: jsonSchema(others) }),
  };
}
