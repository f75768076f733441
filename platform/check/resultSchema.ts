import type { BuiltStep, BuiltTrigger } from "../component";
import { findBatchSize } from "../format/batching";
import type { TriggerResolver } from "../format/integration";
import { hint } from "./describe";

/**
 * A JSON schema of a value, with the keywords of the output schemas of the component. `{}` is
 * unknown.
 */
export interface ResultSchema {
  type?: string | readonly string[];
  properties?: Readonly<Record<string, ResultSchema>>;
  additionalProperties?: boolean | ResultSchema;
  items?: ResultSchema;
  anyOf?: readonly ResultSchema[];
}

/** The kind of a value, for the input that accepts it. */
export type Kind = "text" | "number" | "boolean" | "list" | "object";

export const UNKNOWN: ResultSchema = {};
const TEXT: ResultSchema = { type: "string" };
export const NUMBER: ResultSchema = { type: "number" };

const record = (properties: Record<string, ResultSchema>): ResultSchema => ({
  type: "object",
  properties,
});
const anything: ResultSchema = { type: "object" };
const content = (data: ResultSchema): ResultSchema => record({ data, contentType: TEXT });

/** The results of a trigger: TriggerPayload of spectral. */
const triggerPayload = (data: ResultSchema): ResultSchema =>
  record({ ...TRIGGER_PROPERTIES, body: content(data) });

const TRIGGER_PROPERTIES: Readonly<Record<string, ResultSchema>> = {
  headers: anything,
  queryParameters: anything,
  rawBody: content(UNKNOWN),
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
};

/** The results of every trigger of the platform. */
export const TRIGGER_PAYLOAD: ResultSchema = triggerPayload(UNKNOWN);

/**
 * Returns the schema of the results of a trigger of the component. It has no schema of its own: its
 * example tells a list from other data, and the items of a list from each other, but not all their fields.
 */
export function readTriggerSchema(
  trigger: BuiltTrigger,
  resolver: TriggerResolver | undefined,
): ResultSchema {
  const data = trigger.examplePayload?.payload.body?.data;
  if (!Array.isArray(data)) return triggerPayload(UNKNOWN);
  const items = data.every(isObject) ? anything : UNKNOWN;
  const isOne = findBatchSize(resolver, trigger) === 1;
  return triggerPayload(isOne ? items : { type: "array", items });
}

const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads the schema of the results of an action. */
export function readResultSchema(action: BuiltStep): ResultSchema {
  const schema = action.outputSchema?.schema;
  if (schema === undefined || schema === null) return UNKNOWN;
  return (typeof schema === "string" ? JSON.parse(schema) : schema) as ResultSchema;
}

/** Finds the possible kinds of a value; undefined if they are unknown. */
export function findKinds(schema: ResultSchema): readonly Kind[] | undefined {
  if (schema.anyOf) {
    const kinds = schema.anyOf.map(findKinds);
    return kinds.every((each) => each !== undefined) ? [...new Set(kinds.flat())] : undefined;
  }
  const kinds = listTypes(schema).map((type) => KINDS[type]);
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

/** Lists the types of a schema except null, which any value may be. */
function listTypes(schema: ResultSchema): string[] {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  return types.filter((type) => type !== "null");
}

/** The schema at a path, or the reason that there is none. */
export type Found = { schema: ResultSchema } | { missing: string };

/**
 * Follows a path into a schema. An unknown schema contains every path.
 * @param holder the start of the reason, such as `the results have`.
 */
export function followPath(schema: ResultSchema, path: readonly string[], holder: string): Found {
  let found: Found = { schema: schema };
  for (const key of path) {
    found = enter(found.schema, key, holder);
    if ("missing" in found) return found;
  }
  return found;
}

function enter(schema: ResultSchema, key: string, holder: string): Found {
  if (schema.anyOf) {
    const found = schema.anyOf.map((each) => enter(each, key, holder));
    const schemas = found.flatMap((each) => ("schema" in each ? [each.schema] : []));
    const [first = found[0] as Found] = schemas.map((each) => ({ schema: each }));
    return schemas.length > 1 ? { schema: { anyOf: schemas } } : first;
  }
  const [type, another] = listTypes(schema);
  if (type === undefined || another !== undefined) return { schema: UNKNOWN };
  if (type === "object") return enterObject(schema, key, holder);
  if (type !== "array") {
    return { missing: `${holder} ${NOUNS[type] ?? type} there, which has no ${key}` };
  }
  if (/^\d+$/.test(key)) return { schema: schema.items ?? UNKNOWN };
  if (key === "length") return { schema: NUMBER };
  return { missing: `${holder} a list there, with entries 0, 1 and so on but no ${key}` };
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a number",
  boolean: "true or false",
};

function enterObject(schema: ResultSchema, key: string, holder: string): Found {
  const { properties = {}, additionalProperties } = schema;
  const known = Object.keys(properties);
  if (Object.hasOwn(properties, key)) return { schema: properties[key] ?? UNKNOWN };
  if (typeof additionalProperties === "object") return { schema: additionalProperties };
  if (additionalProperties === true || known.length === 0) return { schema: UNKNOWN };
  return { missing: `${holder} no ${key}${hint(key, known)}` };
}
