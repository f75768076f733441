/**
 * Makes `src/contract/runtimeContract.json` from `openapi.json`: for every operation, what the component
 * needs at run time and a declaration does not repeat. `src/contract/compactSchema.ts` explains the
 * notation.
 */
import { deepStrictEqual } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CompactSchema, RuntimeContract } from "../src/contract/compactSchema";
import { readNotation } from "../src/contract/notation";

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  required?: string[];
  additionalProperties?: boolean | Schema;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  maxLength?: number;
}

interface Parameter {
  name: string;
  in: "path" | "query";
  required?: boolean;
  schema: Schema;
}

interface RawOperation {
  operationId: string;
  "x-stability": string;
  "x-availability": string;
  "x-rate-limit-per-minute"?: number;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}

const file = (name: string) => path.join(__dirname, name);
const contract: {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
} = JSON.parse(readFileSync(file("openapi.json"), "utf8"));
const schemas = contract.components.schemas;

const nameOf = (ref: string): string => ref.split("/").at(-1) ?? "";

const resolved = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : resolved(schemas[nameOf(schema.$ref)] ?? {});

/** Counts the references to each model in a schema. */
function countReferences(counts: Map<string, number>, schema: Schema): void {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    const before = counts.get(name) ?? 0;
    counts.set(name, before + 1);
    if (before === 0) countReferences(counts, schemas[name] ?? {});
  }
  for (const child of Object.values(schema.properties ?? {})) countReferences(counts, child);
  for (const child of schema.anyOf ?? []) countReferences(counts, child);
  if (schema.items) countReferences(counts, schema.items);
  if (typeof schema.additionalProperties === "object")
    countReferences(counts, schema.additionalProperties);
}

const range = (least?: number, most?: number): string =>
  least === undefined && most === undefined ? "" : `${least ?? ""}..${most ?? ""}`;

/** Converts one type of a schema to the short notation. */
function shapeOfType(type: string, schema: Schema, shared: ReadonlySet<string>): CompactSchema {
  const inner = (child: Schema) => shapeOf(child, shared);
  switch (type) {
    case "null":
      return "0";
    case "boolean":
      return "b";
    case "number":
      return `n${range(schema.minimum, schema.maximum)}`;
    case "string":
      if (schema.enum) return `=${schema.enum.join("|")}`;
      // Times and dates occur only outside JSON arguments, and their inputs check them.
      if (schema.format)
        throw new Error(`text of the format ${schema.format} is not supported yet`);
      return `s${range(undefined, schema.maxLength)}`;
    case "array": {
      const item = inner(schema.items ?? {});
      return schema.maxItems === undefined ? [item] : [item, schema.maxItems];
    }
    case "object": {
      const needed = new Set(schema.required);
      const open = schema.additionalProperties;
      return Object.fromEntries([
        ...Object.entries(schema.properties ?? {}).map(([name, child]) => [
          needed.has(name) ? name : `${name}?`,
          inner(child),
        ]),
        ...(open ? [["*", open === true ? "*" : inner(open)]] : []),
      ]);
    }
    default:
      throw new Error(`a schema of type ${type} is not supported yet`);
  }
}

function shapeOf(schema: Schema, shared: ReadonlySet<string>): CompactSchema {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    const index = [...shared].indexOf(name);
    return index < 0 ? shapeOf(schemas[name] ?? {}, shared) : `#${index}`;
  }
  const types = [schema.type ?? []].flat();
  const shapes = [
    ...(schema.anyOf ?? []).map((child) => shapeOf(child, shared)),
    ...types.map((type) => shapeOfType(type, schema, shared)),
  ];
  const [first, second] = shapes;
  if (first === undefined) return "*";
  if (second === undefined) return first;
  const isNullable = shapes.length === 2 && typeof first === "string" && second === "0";
  return isNullable ? `${first}?` : { "|": shapes };
}

/** Returns true for an argument written as JSON: not text, a number, a boolean or a list of text. */
function isNested(schema: Schema): boolean {
  const { type, items } = resolved(schema);
  if (type === "array") return resolved(items ?? {}).type !== "string";
  return ![type].flat().some((one) => /^(string|number|integer|boolean)$/.test(one ?? ""));
}

const isPagination = (name: string): boolean => /pagination$/i.test(name);

/** Returns the fields of a body. Of a body in several forms, a field is required if every form requires it. */
function bodyFields(body: Schema): { name: string; schema: Schema; required: boolean }[] {
  const forms = body.anyOf?.map(resolved) ?? [body];
  const names = new Set(forms.flatMap(({ properties = {} }) => Object.keys(properties)));
  return [...names].map((name) => {
    const schemas = forms.flatMap(({ properties }) => properties?.[name] ?? []);
    const [schema = {}, ...others] = new Map(
      schemas.map((one) => [JSON.stringify(one), one]),
    ).values();
    return {
      name,
      schema: others.length === 0 ? schema : { anyOf: [schema, ...others] },
      required: forms.every(({ required = [] }) => required.includes(name)),
    };
  });
}

/** Returns the arguments of an operation that are written as JSON, by name; `?` marks an optional one. */
function nestedArguments({ parameters = [], requestBody }: RawOperation): [string, Schema][] {
  const body = resolved(Object.values(requestBody?.content ?? {})[0]?.schema ?? {});
  const all = [
    ...parameters
      .filter((parameter) => parameter.in === "query" && !isPagination(parameter.name))
      .map(({ name, schema, required = false }) => ({ name, schema, required })),
    ...bodyFields(body),
  ];
  return all
    .filter(({ schema }) => isNested(schema))
    .map(({ name, schema, required }) => [required ? name : `${name}?`, schema]);
}

/** Returns the page parameters of a list operation, as in {@link RuntimeContract}; empty for others. */
function pagingOf({ parameters = [] }: RawOperation): string {
  const flat = parameters.find(({ name }) => name === "cursor");
  const nested = resolved(parameters.find(({ name }) => isPagination(name))?.schema ?? {});
  const count = flat
    ? resolved(parameters.find(({ name }) => name === "count")?.schema ?? {})
    : resolved(nested.properties?.count ?? {});
  const most = count.maximum;
  if (most === undefined) return "";
  const isNumeric = resolved(nested.properties?.cursor ?? {}).type === "number";
  return `${most}${flat ? "f" : ""}${isNumeric ? "n" : ""}`;
}

const STABILITY: Readonly<Record<string, string>> = { alpha: "a", beta: "b", "pre-release": "p" };

/** Returns the marks of an operation: its stability and its rate limit, if it has them. */
function marksOf(raw: RawOperation): string {
  const stability =
    raw["x-availability"] === "pre-release" ? raw["x-availability"] : raw["x-stability"];
  return `${STABILITY[stability] ?? ""}${raw["x-rate-limit-per-minute"] ?? ""}`;
}

function bodyOf({ requestBody }: RawOperation): string {
  const types = Object.keys(requestBody?.content ?? {});
  const [type] = types;
  if (type === undefined) return "";
  if (types.includes("application/json")) return "json";
  const version = /^application\/vnd\.segment\.(v1\w+)\+json$/.exec(type)?.[1];
  if (version === undefined) throw new Error(`the media type ${type} is not known`);
  return version;
}

function responseData({ responses }: RawOperation): Schema {
  const [, response] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
  return resolved(response?.content["application/json"]?.schema ?? {}).properties?.data ?? {};
}

/** Writes a schema in the notation of `src/contract/notation.ts`. */
function written(schema: CompactSchema): string {
  const textOf = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
    if (typeof value !== "object" || value === null) return String(value);
    const entries = Object.entries(value);
    return `{${entries.map(([name, inner]) => `${name}:${inner === "s" ? "" : textOf(inner)}`).join()}}`;
  };
  const text = textOf(schema);
  deepStrictEqual(readNotation(text), schema);
  return text;
}

function writtenOperation(raw: RawOperation, shared: ReadonlySet<string>): string {
  const nested = nestedArguments(raw);
  const args = nested.map(([name, schema]) => [name, shapeOf(schema, shared)]);
  const parts = [
    written(shapeOf(responseData(raw), shared)),
    nested.length > 0 ? written(Object.fromEntries(args)) : "",
    bodyOf(raw),
    pagingOf(raw),
    marksOf(raw),
  ];
  const blank = parts.find((part) => part.includes(" "));
  if (blank !== undefined) throw new Error(`${blank} holds a blank, which separates the parts`);
  return parts.join(" ").trimEnd();
}

const operations = Object.values(contract.paths).flatMap((methods) => Object.values(methods));
const counts = new Map<string, number>();
for (const raw of operations) {
  countReferences(counts, responseData(raw));
  for (const [, schema] of nestedArguments(raw)) countReferences(counts, schema);
}
const isWorthSharing = (name: string): boolean =>
  JSON.stringify(shapeOf(schemas[name] ?? {}, new Set())).length > name.length;
const shared = new Set(
  [...counts].filter(([name, uses]) => uses > 1 && isWorthSharing(name)).map(([name]) => name),
);

const runtimeContract: RuntimeContract = {
  models: [...shared].map((name) => written(shapeOf(schemas[name] ?? {}, shared))),
  operations: Object.fromEntries(
    operations.map((raw) => [raw.operationId, writtenOperation(raw, shared)]),
  ),
};
writeFileSync(file("../src/contract/runtimeContract.json"), `${JSON.stringify(runtimeContract)}\n`);
