import type { BuiltStep } from "../component";
import { hint } from "./describe";

/** The shape of a value, in as much of JSON schema as the component's output schemas use; `{}` is unknown. */
export interface Shape {
  type?: string | readonly string[];
  properties?: Readonly<Record<string, Shape>>;
  additionalProperties?: boolean | Shape;
  items?: Shape;
  anyOf?: readonly Shape[];
}

/** What a value is to an input that takes it. */
export type Kind = "text" | "number" | "boolean" | "list" | "object";

export const UNKNOWN: Shape = {};
const TEXT: Shape = { type: "string" };
export const NUMBER: Shape = { type: "number" };

const record = (properties: Record<string, Shape>): Shape => ({ type: "object", properties });
const anything: Shape = { type: "object" };
const payload: Shape = record({ data: UNKNOWN, contentType: TEXT });

/** What every trigger of the platform answers: spectral's TriggerPayload. */
export const TRIGGER_PAYLOAD: Shape = record({
  headers: anything,
  queryParameters: anything,
  rawBody: payload,
  body: payload,
  pathFragment: TEXT,
  webhookUrls: anything,
  webhookApiKeys: anything,
  invokeUrl: TEXT,
  executionId: TEXT,
  customer: anything,
  instance: anything,
  user: anything,
  integration: anything,
  flow: anything,
  startedAt: TEXT,
  globalDebug: { type: "boolean" },
  paginationState: anything,
});

/** The shape of an action's results. */
export function resultsOf(action: BuiltStep): Shape {
  const schema = action.outputSchema?.schema;
  if (schema === undefined || schema === null) return UNKNOWN;
  return (typeof schema === "string" ? JSON.parse(schema) : schema) as Shape;
}

/** What a value of a shape may be; nothing where that is unknown. */
export function kindsOf(shape: Shape): readonly Kind[] | undefined {
  if (shape.anyOf) {
    const kinds = shape.anyOf.map(kindsOf);
    return kinds.every((each) => each !== undefined) ? [...new Set(kinds.flat())] : undefined;
  }
  const kinds = typesOf(shape).map((type) => KINDS[type]);
  const known = kinds.filter((kind) => kind !== undefined);
  return known.length > 0 && known.length === kinds.length ? known : undefined;
}

const KINDS: Readonly<Record<string, Kind>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "boolean",
  object: "object",
  array: "list",
};

/** The types of a shape beside null, which any value may be. */
function typesOf(shape: Shape): string[] {
  const types = shape.type === undefined ? [] : [shape.type].flat();
  return types.filter((type) => type !== "null");
}

/** What is found along a path, or what is missing and why. */
export type Found = { shape: Shape } | { missing: string };

/**
 * Follows a path into a shape; what is unknown holds everything.
 * @param holder begins the reason where something is missing, `the results have`.
 */
export function follow(shape: Shape, path: readonly string[], holder: string): Found {
  let found: Found = { shape };
  for (const key of path) {
    found = enter(found.shape, key, holder);
    if ("missing" in found) return found;
  }
  return found;
}

function enter(shape: Shape, key: string, holder: string): Found {
  if (shape.anyOf) {
    const found = shape.anyOf.map((each) => enter(each, key, holder));
    const shapes = found.flatMap((each) => ("shape" in each ? [each.shape] : []));
    const [first = found[0] as Found] = shapes.map((each) => ({ shape: each }));
    return shapes.length > 1 ? { shape: { anyOf: shapes } } : first;
  }
  const [type, another] = typesOf(shape);
  if (type === undefined || another !== undefined) return { shape: UNKNOWN };
  if (type === "object") return enterObject(shape, key, holder);
  if (type !== "array") {
    return { missing: `${holder} ${NOUNS[type] ?? type} there, which has no ${key}` };
  }
  if (/^\d+$/.test(key)) return { shape: shape.items ?? UNKNOWN };
  if (key === "length") return { shape: NUMBER };
  return { missing: `${holder} a list there, with entries 0, 1 and so on but no ${key}` };
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a number",
  boolean: "true or false",
};

function enterObject(shape: Shape, key: string, holder: string): Found {
  const { properties = {}, additionalProperties } = shape;
  const known = Object.keys(properties);
  if (Object.hasOwn(properties, key)) return { shape: properties[key] ?? UNKNOWN };
  if (typeof additionalProperties === "object") return { shape: additionalProperties };
  if (additionalProperties === true || known.length === 0) return { shape: UNKNOWN };
  return { missing: `${holder} no ${key}${hint(key, known)}` };
}
