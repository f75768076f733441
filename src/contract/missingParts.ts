import { isSegment } from "../values/idCleaners";
import { isRecord } from "../values/record";
import { type CompactSchema, isList, isOneOf, nonNull, propertiesOf } from "./compactSchema";
import { operationContract, resolveModel } from "./runtimeContract";

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  s: (value) => typeof value === "string",
  "=": (value) => typeof value === "string",
  n: Number.isFinite,
  b: (value) => typeof value === "boolean",
};

/**
 * Compares types only, down to the entries of lists. Segment adds names to enums and leaves out required
 * properties, and neither makes a response unusable.
 */
function isOfKind(given: CompactSchema, value: unknown): boolean {
  const { shape, nullable } = nonNull(given);
  if (value === undefined || value === null) return nullable;
  if (isOneOf(shape)) return shape["|"].some((one) => isOfKind(one, value));
  if (isList(shape)) return Array.isArray(value) && value.every((one) => isOfKind(shape[0], one));
  if (typeof shape === "object") return isRecord(value);
  if (shape.startsWith("#")) return isOfKind(resolveModel(shape), value);
  return SCALARS[shape.charAt(0)]?.(value) ?? true;
}

function shapeOfProperty(given: CompactSchema, name: string): CompactSchema {
  const shape = resolveModel(nonNull(given).shape);
  if (typeof shape === "string" || isList(shape) || isOneOf(shape)) return "*";
  const { properties, others = "*" } = propertiesOf(shape);
  return properties.find((one) => one.name === name)?.shape ?? others;
}

function isMissing(shape: CompactSchema, value: unknown): boolean {
  return value === undefined || value === null || !isOfKind(shape, value);
}

const IS_ID = /^id$|Id$/;

/** Returns true for an ID that cannot be used in the path of a later request, such as an empty one. */
const isUnusableId = (name: string, value: unknown): boolean =>
  IS_ID.test(name) && typeof value === "string" && (value === "" || !isSegment(value));

/**
 * Finds the first missing part of a response. A part is missing if it is absent, null, or of another
 * type than in the contract, even if the contract makes it optional. An ID is also missing if it cannot
 * be used in a path.
 * @param paths the required parts, such as `source.metadata.id`. After an object that may be absent stands
 * a `?`: `warehouse.metadata?.id`.
 * @returns the first missing part, or the first missing object on the way to it; undefined if all parts
 * are present.
 */
export function findMissingPart(
  shape: CompactSchema,
  value: unknown,
  paths: readonly string[],
): string | undefined {
  for (const path of paths) {
    const names = path.split(".");
    let [innerShape, inner] = [shape, value];
    for (const [index, written] of names.entries()) {
      const name = written.replace("?", "");
      innerShape = shapeOfProperty(innerShape, name);
      inner = isRecord(inner) ? inner[name] : undefined;
      if (name !== written && (inner ?? undefined) === undefined) break;
      const isLast = index === names.length - 1;
      const isLacking = isMissing(innerShape, inner) || isUnusableId(name, inner);
      if (isLast ? isLacking : !isRecord(inner)) {
        return names
          .slice(0, index + 1)
          .join(".")
          .replaceAll("?", "");
      }
    }
  }
  return undefined;
}

/** Returns the parts of an operation's `data` that may be neither absent nor null by the contract. */
export function requiredParts(operation: string): string[] {
  const shape = resolveModel(operationContract(operation).response);
  if (typeof shape === "string" || isList(shape) || isOneOf(shape)) return [];
  return propertiesOf(shape)
    .properties.filter(({ isRequired, shape: inner }) => isRequired && !nonNull(inner).nullable)
    .map(({ name }) => name);
}

/** Returns true if an operation returns only the status SUCCESS. */
export function returnsSuccessOnly(operation: string): boolean {
  const shape = resolveModel(operationContract(operation).response);
  if (typeof shape === "string" || isList(shape) || isOneOf(shape)) return false;
  const [status, ...others] = propertiesOf(shape).properties;
  return others.length === 0 && status?.name === "status" && status.shape === "=SUCCESS";
}

/** Returns the schema of the entries of a list in an operation's `data`. */
export function entryShape(operation: string, items: string): CompactSchema {
  const list = resolveModel(shapeOfProperty(operationContract(operation).response, items));
  return isList(list) ? list[0] : "*";
}

/**
 * Finds the first missing part of a list entry.
 * @returns the part as a suffix of the entry's name, such as `.id`; empty if the entry itself has the
 * wrong type; undefined if nothing is missing.
 */
export function findMissingInEntry(
  shape: CompactSchema,
  entry: unknown,
  paths: readonly string[],
): string | undefined {
  if (isMissing(shape, entry)) return "";
  const part = findMissingPart(shape, entry, paths);
  return part && `.${part}`;
}
