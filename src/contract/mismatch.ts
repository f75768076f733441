import { compareExact, type ExactNumber, isExact } from "../values/exactNumber";
import { isRecord, ownValue } from "../values/record";
import { characters } from "../values/text";
import {
  type CompactSchema,
  isList,
  isOneOf,
  nonNull,
  propertiesOf,
  rangeOf,
} from "./compactSchema";
import { operationModel, resolveModel } from "./runtimeContract";

/** The place where a value does not match its schema, and the expected and received values there. */
interface Mismatch {
  /** `[0].email`; empty for the value itself. */
  path: string;
  expected: string;
  came: unknown;
  /** The unknown name, if the object has one that its schema does not list. */
  stray?: string;
}

function within(range: { least?: number; most?: number }): string {
  const { least, most } = range;
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` of ${least} or more`;
  return most === undefined ? "" : ` of ${most} or less`;
}

const isWithin = (value: ExactNumber, { least, most }: { least?: number; most?: number }) =>
  (least === undefined || compareExact(value, least) >= 0) &&
  (most === undefined || compareExact(value, most) <= 0);

/** Describes a scalar's schema, and checks values against it. */
function scalar(shape: string): { expected: string; fits: (value: unknown) => boolean } {
  if (shape.startsWith("=")) {
    const names = shape.slice(1).split("|");
    return {
      expected: `one of ${names.join(", ")}`,
      fits: (value) => names.includes(value as string),
    };
  }
  const range = rangeOf(shape);
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = range;
  const isText = (value: unknown): value is string => typeof value === "string";
  switch (shape.charAt(0)) {
    case "s": {
      const limit = range.most === undefined ? "" : ` of at most ${most} characters`;
      return {
        expected: `text${limit}`,
        fits: (value) => isText(value) && (value.length <= most || characters(value) <= most),
      };
    }
    case "n":
      return {
        expected: `a number${within(range)}`,
        fits: (value) =>
          isExact(value)
            ? isWithin(value, range)
            : typeof value === "number" &&
              Number.isFinite(value) &&
              value >= least &&
              value <= most,
      };
    case "b":
      return { expected: "true or false", fits: (value) => typeof value === "boolean" };
    case "0":
      return { expected: "null", fits: (value) => value === null };
    default:
      return { expected: "any value", fits: (value) => value !== undefined };
  }
}

const depthOf = ({ path }: Mismatch): number => path.split(/[.[]/).length;

/**
 * Counts the names of an object that a schema lists, minus those that it does not list and the required
 * ones that are missing.
 */
function likeness(given: CompactSchema, value: unknown): number {
  const shape = resolveModel(nonNull(given).shape);
  if (isOneOf(shape)) return Math.max(...shape["|"].map((one) => likeness(one, value)));
  if (typeof shape !== "object" || isList(shape) || !isRecord(value)) return 0;
  const { properties, others } = propertiesOf(shape);
  const listed = properties.filter(({ name }) => Object.hasOwn(value, name)).length;
  const missing = properties.filter(
    ({ name, isRequired }) => isRequired && ownValue(value, name) === undefined,
  ).length;
  const stray = others === undefined ? Object.keys(value).length - listed : 0;
  return listed - missing - stray;
}

/**
 * Selects the mismatch of the alternative that was probably meant: the deepest one, or else the one
 * whose schema is most like the value.
 */
function mostRelevant(
  found: readonly { mismatch: Mismatch; like: number }[],
): Mismatch | undefined {
  const isOfAnotherKind = ({ path }: Mismatch) => /(^|\.)type$/.test(path);
  const rank = ({ mismatch }: { mismatch: Mismatch }) =>
    depthOf(mismatch) + (mismatch.stray ? 1 : 0) - (isOfAnotherKind(mismatch) ? 0.5 : 0);
  return found.toSorted((a, b) => rank(b) - rank(a) || b.like - a.like)[0]?.mismatch;
}

function findMismatchInObject(
  shape: { readonly [name: string]: CompactSchema },
  value: unknown,
  path: string,
): Mismatch | undefined {
  if (!isRecord(value)) return { path, expected: "an object", came: value };
  const { properties, others } = propertiesOf(shape);
  for (const { name, isRequired, shape: inner } of properties) {
    const came = ownValue(value, name);
    if (came === undefined && !isRequired) continue;
    const mismatch = findMismatch(inner, came, path === "" ? name : `${path}.${name}`);
    if (mismatch) return mismatch;
  }
  const listed = new Set(properties.map(({ name }) => name));
  for (const [name, came] of Object.entries(value)) {
    if (listed.has(name)) continue;
    if (others === undefined && listed.size > 0) {
      return { path, expected: `nothing but ${[...listed].join(", ")}`, came, stray: name };
    }
    const mismatch = findMismatch(others ?? "*", came, path === "" ? name : `${path}.${name}`);
    if (mismatch) return mismatch;
  }
  return undefined;
}

/** Finds the first place where a value does not match its schema; undefined if it matches. */
export function findMismatch(
  given: CompactSchema,
  value: unknown,
  path = "",
): Mismatch | undefined {
  const { shape, nullable } = nonNull(given);
  if (nullable && value === null) return undefined;
  if (isOneOf(shape)) {
    const found = [];
    for (const one of shape["|"]) {
      const mismatch = findMismatch(one, value, path);
      if (!mismatch) return undefined;
      found.push({ mismatch, like: likeness(one, value) });
    }
    return mostRelevant(found);
  }
  if (isList(shape)) {
    const [item, most = Number.POSITIVE_INFINITY] = shape;
    if (!Array.isArray(value)) return { path, expected: "a list", came: value };
    if (value.length > most) return { path, expected: `a list of at most ${most}`, came: value };
    for (const [index, one] of value.entries()) {
      const mismatch = findMismatch(item, one, `${path}[${index}]`);
      if (mismatch) return mismatch;
    }
    return undefined;
  }
  if (typeof shape === "object") return findMismatchInObject(shape, value, path);
  if (shape.startsWith("#")) return findMismatch(operationModel(shape.slice(1)), value, path);
  const { expected, fits } = scalar(shape);
  return fits(value) ? undefined : { path, expected, came: value };
}
