import { isExact } from "../../src/values/exactNumber";
import type { ConfigVar } from "../format/integration";

/** Describes the expected value of a config variable for messages. */
export function describeVariable({ dataType, collectionType }: ConfigVar): string {
  if (collectionType === "valuelist") return "a list";
  if (collectionType === "keyvaluelist") return "a list of keys and values";
  return OBJECTS.includes(dataType) ? "an object" : `a ${dataType}`;
}

/** The types whose value is an object. */
const OBJECTS: readonly ConfigVar["dataType"][] = ["jsonForm", "objectSelection", "objectFieldMap"];

/** A reader and a writer of JSON. */
export interface Json {
  /** @throws if the text is not JSON. */
  parse(text: string): unknown;
  write(value: unknown): string | undefined;
}

/**
 * Converts a value of a config variable to the form that the platform stores: text, or the parsed
 * JSON of a collection or form. Returns undefined if the value does not fit.
 */
export function convertToStored(variable: ConfigVar, value: unknown, json: Json): unknown {
  const { dataType, collectionType } = variable;
  if (collectionType) {
    const given = value === "" ? [] : parseDefault(value, json);
    return collectionType === "valuelist" ? toTexts(given) : toRows(given);
  }
  if (OBJECTS.includes(dataType)) {
    const given = parseDefault(value, json);
    return typeof given === "object" && given !== null ? given : undefined;
  }
  if (typeof value === "object" && !isExact(value)) {
    return dataType === "code" ? json.write(value) : undefined;
  }
  const text = String(value);
  return fits(dataType, text, value) ? text : undefined;
}

function fits(dataType: ConfigVar["dataType"], text: string, value: unknown): boolean {
  switch (dataType) {
    case "boolean":
      return text === "true" || text === "false";
    case "number":
      return typeof value !== "boolean" && text.trim() !== "" && Number.isFinite(Number(text));
    case "date":
    case "timestamp":
      return text === "" || !Number.isNaN(Date.parse(text));
    default:
      return true;
  }
}

/** Parses the JSON of a default, which is always text. */
function parseDefault(value: unknown, { parse }: Json): unknown {
  if (typeof value !== "string") return value;
  try {
    return parse(value);
  } catch {
    return undefined;
  }
}

const isScalar = (value: unknown): boolean =>
  ["string", "number", "boolean"].includes(typeof value) || isExact(value);

function toTexts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every(isScalar) ? value.map(String) : undefined;
}

/** Converts rows of keys and values, or an object, to rows. */
function toRows(value: unknown): { key: string; value: unknown }[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) {
    return Object.entries(value).map(([key, entry]) => ({ key, value: toStoredCell(entry) }));
  }
  const isRow = (row: unknown): row is { key: string; value: unknown } =>
    typeof row === "object" && row !== null && "key" in row && "value" in row;
  if (!value.every(isRow)) return undefined;
  return value.map((row) => ({ ...row, value: toStoredCell(row.value) }));
}

/** Keeps the digits of a number that JavaScript cannot hold exactly. */
const toStoredCell = (value: unknown): unknown => (isExact(value) ? value.digits : value);
