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

/** Where a value is not of its shape, what is expected there, and what came. */
export interface Mismatch {
  /** `[0].email`; empty for the value itself. */
  path: string;
  expected: string;
  came: unknown;
  /** The name that the object does not have, where that is what is wrong. */
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

/** What a scalar's shape expects, and whether a value is that. */
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

/** How many of an object's names a shape lists, less those it requires that the object does not have. */
function likeness(given: CompactSchema, value: unknown): number {
  const shape = resolveModel(nonNull(given).shape);
  if (isOneOf(shape)) return Math.max(...shape["|"].map((one) => likeness(one, value)));
  if (typeof shape !== "object" || isList(shape) || !isRecord(value)) return 0;
  const { properties } = propertiesOf(shape);
  const listed = properties.filter(({ name }) => Object.hasOwn(value, name)).length;
  const missing = properties.filter(
    ({ name, isRequired }) => isRequired && ownValue(value, name) === undefined,
  ).length;
  return listed - missing;
}

/**
 * Of the problems with each of several shapes that of the shape that was meant: the one that came
 * furthest, or else the one whose shape is most like the value.
 */
function furthest(found: readonly { problem: Mismatch; like: number }[]): Mismatch | undefined {
  const isOfAnotherKind = ({ path }: Mismatch) => /(^|\.)type$/.test(path);
  const rank = ({ problem }: { problem: Mismatch }) =>
    depthOf(problem) + (problem.stray ? 1 : 0) - (isOfAnotherKind(problem) ? 0.5 : 0);
  return found.toSorted((a, b) => rank(b) - rank(a) || b.like - a.like)[0]?.problem;
}

function problemInObject(
  shape: { readonly [name: string]: CompactSchema },
  value: unknown,
  path: string,
): Mismatch | undefined {
  if (!isRecord(value)) return { path, expected: "an object", came: value };
  const { properties, others } = propertiesOf(shape);
  for (const { name, isRequired, shape: inner } of properties) {
    const came = ownValue(value, name);
    if (came === undefined && !isRequired) continue;
    const problem = findMismatch(inner, came, path === "" ? name : `${path}.${name}`);
    if (problem) return problem;
  }
  const listed = new Set(properties.map(({ name }) => name));
  for (const [name, came] of Object.entries(value)) {
    if (listed.has(name)) continue;
    if (others === undefined && listed.size > 0) {
      return { path, expected: `nothing but ${[...listed].join(", ")}`, came, stray: name };
    }
    const problem = findMismatch(others ?? "*", came, path === "" ? name : `${path}.${name}`);
    if (problem) return problem;
  }
  return undefined;
}

/** The first place where a value is not of its shape; undefined where it is. */
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
      const problem = findMismatch(one, value, path);
      if (!problem) return undefined;
      found.push({ problem, like: likeness(one, value) });
    }
    return furthest(found);
  }
  if (isList(shape)) {
    const [item, most = Number.POSITIVE_INFINITY] = shape;
    if (!Array.isArray(value)) return { path, expected: "a list", came: value };
    if (value.length > most) return { path, expected: `a list of at most ${most}`, came: value };
    for (const [index, one] of value.entries()) {
      const problem = findMismatch(item, one, `${path}[${index}]`);
      if (problem) return problem;
    }
    return undefined;
  }
  if (typeof shape === "object") return problemInObject(shape, value, path);
  if (shape.startsWith("#")) return findMismatch(operationModel(shape.slice(1)), value, path);
  const { expected, fits } = scalar(shape);
  return fits(value) ? undefined : { path, expected, came: value };
}
