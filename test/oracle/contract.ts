import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";

/** The parts of JSON Schema that the contract uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  required?: string[];
  additionalProperties?: boolean | Schema;
  enum?: string[];
  format?: string;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  maxLength?: number;
}

/** The style of a parameter in a query. */
export type WireStyle = "scalar" | "deepObject" | "indexedArray" | "indexedArrayOfObjects";

/** A parameter of the path or of the query. */
export interface Parameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  schema: Schema;
  "x-wire-style"?: WireStyle;
}

/** One operation of the contract. */
export interface Operation {
  operationId: string;
  /** The title in Segment's documentation. */
  summary: string;
  /** The part of Segment's documentation it stands in. */
  tag: string;
  /** The stability of the operation. */
  stability: string;
  /** The requests that Segment accepts a minute; absent if the operation has no limit of its own. */
  perMinute?: number;
  method: string;
  /** The path template, with placeholders in braces. */
  path: string;
  parameters: Parameter[];
  /** Absent if the operation takes no body. */
  body?: { mediaTypes: string[]; schema: Schema };
  /** The status and the schema of a successful response; the last of several, to the last form of a body. */
  status: number;
  response: Schema;
}

type Content = Record<string, { schema: Schema }>;

interface Document {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
}

interface RawOperation {
  operationId: string;
  summary: string;
  tags: string[];
  "x-stability": string;
  "x-availability": string;
  "x-rate-limit-per-minute"?: number;
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content: Content }>;
}

const DOCUMENT: Document = JSON.parse(
  readFileSync(path.join(__dirname, "../../contract/openapi.json"), "utf8"),
);
const BASE = "contract";

/** Every operation by its operationId. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries(DOCUMENT.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, raw]): [string, Operation] => [
      raw.operationId,
      toOperation(template, method.toUpperCase(), raw),
    ]),
  ),
);

function toOperation(template: string, method: string, raw: RawOperation): Operation {
  const [status, response] =
    Object.entries(raw.responses).findLast(([code]) => code.startsWith("2")) ?? [];
  const content = raw.requestBody?.content;
  return {
    operationId: raw.operationId,
    summary: raw.summary,
    tag: raw.tags[0] ?? "",
    stability: raw["x-availability"] === "pre-release" ? "pre-release" : raw["x-stability"],
    perMinute: raw["x-rate-limit-per-minute"],
    method,
    path: template,
    parameters: raw.parameters ?? [],
    body: content && {
      mediaTypes: Object.keys(content),
      schema: Object.values(content)[0]?.schema ?? {},
    },
    status: Number(status),
    response: response?.content["application/json"]?.schema ?? {},
  };
}

/** Follows a schema's reference, if it is one. */
export function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : resolved(DOCUMENT.components.schemas[name] ?? {});
}

/**
 * A copy in which objects take no property that the contract does not list, except those that the
 * contract leaves open (`additionalProperties`).
 */
function strict(schema: Schema): Schema {
  const copy = { ...schema };
  const isObject = [schema.type].flat().includes("object") || schema.properties !== undefined;
  if (schema.$ref) copy.$ref = BASE + schema.$ref;
  if (schema.items) copy.items = strict(schema.items);
  if (schema.anyOf) copy.anyOf = schema.anyOf.map(strict);
  if (isObject) copy.additionalProperties = schema.additionalProperties ?? false;
  if (schema.properties) copy.properties = strictAll(schema.properties);
  return copy;
}

const strictAll = (schemas: Record<string, Schema>): Record<string, Schema> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, strict(schema)]));

/** Returns a function that makes a checker of the contract's schemas when it is first called. */
function checkerOf(schemas: () => Record<string, Schema>, allErrors: boolean): () => Ajv2020 {
  let ajv: Ajv2020 | undefined;
  return () => {
    if (ajv === undefined) {
      // The contract is sound: nothing checks that its schemas are schemas.
      const unchecked = { strict: false, validateSchema: false, meta: false } as const;
      ajv = new Ajv2020({ ...unchecked, allErrors, code: { optimize: false } });
      addFormats(ajv);
      ajv.addSchema({ $id: BASE, components: { schemas: schemas() } });
    }
    return ajv;
  };
}

const closed = checkerOf(() => strictAll(DOCUMENT.components.schemas), true);
const compiled = new WeakMap<Schema, ValidateFunction>();

/**
 * The differences of a value from its schema, unlisted properties included; empty if it matches.
 */
export function violations(schema: Schema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? closed().compile(strict(schema));
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
  );
}

const open = checkerOf(() => DOCUMENT.components.schemas, false);
const compiledOpen = new WeakMap<Schema, ValidateFunction>();

/** True if a value matches its schema, apart from unlisted properties. */
export function allows(schema: Schema, value: unknown): boolean {
  const referring = () => JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${BASE}#/`));
  const validate = compiledOpen.get(schema) ?? open().compile(referring());
  compiledOpen.set(schema, validate);
  return validate(value);
}
