import Ajv, { type ErrorObject } from "ajv";
import { INPUT_TYPES, INTEGRATION } from "../format/integration";
import type { Path } from "../format/source";
import { EXPECTED } from "../format/typedSchema";
import { describe, hint } from "./describe";
import type { Report } from "./report";
import { findSubject } from "./subject";

const isIntegration = new Ajv({
  allErrors: true,
  verbose: true,
  discriminator: true,
  strict: true,
  allowUnionTypes: true,
})
  .addVocabulary([EXPECTED])
  .compile(INTEGRATION);

/**
 * Checks a file against the schema of the format.
 * @returns true if it is valid.
 */
export function checkStructure(data: unknown, report: Report): boolean {
  if (isIntegration(data)) return true;
  for (const error of isIntegration.errors ?? []) {
    const path = parsePointer(data, error.instancePath);
    const found = describeError(error);
    if (!found) continue;
    const { subject, rest } = findSubject(data, path);
    const where = [subject, rest.map(String).join(".")].filter((part) => part !== "");
    report.at([...path, ...(found.below ?? [])], [...where, found.message].join(": "));
  }
  return false;
}

interface Found {
  message: string;
  /** The path of the problem from the place of the error. */
  below?: Path;
}

/** Describes an error of the schema. Returns undefined for an error that only repeats others. */
function describeError(error: ErrorObject): Found | undefined {
  const { keyword, params, data, parentSchema = {} } = error;
  switch (keyword) {
    case "if":
      return undefined;
    case "additionalProperties": {
      const key = String(params.additionalProperty);
      const known = Object.keys(parentSchema.properties ?? {});
      return { message: `unknown key ${key}${hint(key, known)}`, below: [key] };
    }
    case "required":
      return { message: `${params.missingProperty} is missing` };
    case "enum":
      return { message: describeMismatch(oneOf(params.allowedValues), data, params.allowedValues) };
    case "const":
      return { message: describeMismatch(JSON.stringify(params.allowedValue), data) };
    case "discriminator":
      return {
        message: `type: ${describeMismatch(oneOf(INPUT_TYPES), params.tagValue, INPUT_TYPES)}`,
        below: ["type"],
      };
    case "pattern":
      return { message: describeMismatch("a name", data) };
    case "minItems":
      return { message: "expected at least one entry, got none" };
    default:
      return { message: describeMismatch(describeSchema(parentSchema), data) };
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "true or false",
  object: "keys and values",
  array: "a list",
  integer: "a whole number",
};

function describeSchema(schema: Record<string, unknown>): string {
  const { type, minimum, maximum } = schema;
  const kind = String(schema[EXPECTED] ?? KINDS[String(type)] ?? type);
  if (minimum === undefined) return kind;
  return maximum === undefined
    ? `${kind} from ${minimum}`
    : `${kind} from ${minimum} to ${maximum}`;
}

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.join(", ")}`;

function describeMismatch(what: string, data: unknown, words: readonly string[] = []): string {
  const scalar = typeof data === "number" || typeof data === "boolean";
  const quotes = what === "text" && scalar ? `; put it in quotes: "${data}"` : "";
  const near = typeof data === "string" && words.length > 6 ? hint(data, words) : "";
  return `expected ${what}, got ${describe(data)}${quotes}${near}`;
}

/** Parses a JSON pointer to keys and indexes. */
function parsePointer(data: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let node = data;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    const step = Array.isArray(node) ? Number(key) : key;
    node = (node as Record<string | number, unknown>)[step];
    path.push(step);
  }
  return path;
}
