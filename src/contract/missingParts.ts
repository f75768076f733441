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
 * Compares kinds only, down to the entries of lists: Segment adds names to enums and leaves out
 * properties that the contract requires, and neither makes a response useless.
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

/** Whether an ID cannot stand in the path of a later request, as an empty one cannot. */
const isUnusableId = (name: string, value: unknown): boolean =>
  IS_ID.test(name) && typeof value === "string" && (value === "" || !isSegment(value));

/**
 * Finds what a response lacks. A part is missing if it is absent, null, or of another kind than the
 * contract says, and an ID also if it cannot stand in a path; whether the contract lets it be absent
 * does not matter.
 * @param paths the parts that must be there, such as `source.metadata.id`.
 * @returns the first missing part, or the first missing object on the way to it; undefined if all are
 * there.
 */
export function findMissingPart(
  shape: CompactSchema,
  value: unknown,
  paths: readonly string[],
): string | undefined {
  for (const path of paths) {
    const names = path.split(".");
    let [innerShape, inner] = [shape, value];
    for (const [index, name] of names.entries()) {
      innerShape = shapeOfProperty(innerShape, name);
      inner = isRecord(inner) ? inner[name] : undefined;
      const isLast = index === names.length - 1;
      const isLacking = isMissing(innerShape, inner) || isUnusableId(name, inner);
      if (isLast ? isLacking : !isRecord(inner)) {
        return names.slice(0, index + 1).join(".");
      }
    }
  }
  return undefined;
}

/** The parts of an operation's `data` that the contract requires and does not let be null. */
export function requiredParts(operation: string): string[] {
  const shape = resolveModel(operationContract(operation).answer);
  if (typeof shape === "string" || isList(shape) || isOneOf(shape)) return [];
  return propertiesOf(shape)
    .properties.filter(({ isRequired, shape: inner }) => isRequired && !nonNull(inner).nullable)
    .map(({ name }) => name);
}

/** Whether all that an operation returns is the status SUCCESS. */
export function returnsSuccessOnly(operation: string): boolean {
  const shape = resolveModel(operationContract(operation).answer);
  if (typeof shape === "string" || isList(shape) || isOneOf(shape)) return false;
  const [status, ...others] = propertiesOf(shape).properties;
  return others.length === 0 && status?.name === "status" && status.shape === "=SUCCESS";
}

/** The shape of the entries of a list in an operation's `data`. */
export function entryShape(operation: string, items: string): CompactSchema {
  const list = resolveModel(shapeOfProperty(operationContract(operation).answer, items));
  return isList(list) ? list[0] : "*";
}

/**
 * Names what a list's entry lacks, as it follows the entry in a text: empty if the entry itself is
 * of another kind, `.id` for a missing part; undefined for an entry that has everything.
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
