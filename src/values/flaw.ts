import { types } from "node:util";
import { isExact, isFaithful } from "./exactNumber";
import { MOST_JSON } from "./jsonSize";
import { isRecord } from "./record";

/** A part of a value that JSON cannot represent. */
interface Flaw {
  /** `[0].email`; empty for the value itself. */
  path: string;
  expected: string;
  value: unknown;
  /** The description of the value, if it needs another one. */
  came?: string;
}

const DIGITS = "a number that JavaScript keeps exactly, or its digits as text";

function scalarFlaw(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
      if (isFaithful(value)) return undefined;
      return Number.isFinite(value) ? DIGITS : "a number that JSON can write";
    case "bigint":
      return DIGITS;
    case "function":
    case "symbol":
      return "a value of JSON";
    default:
      return undefined;
  }
}

/** Finds a flaw of an object or list itself, not of its contents. */
function ownFlaw(value: object, around: ReadonlySet<object>, exact: boolean): Flaw | undefined {
  const at = { path: "", value };
  if (isExact(value)) return exact ? undefined : { ...at, expected: DIGITS };
  if (around.has(value)) {
    return { ...at, expected: "a value of JSON", came: "an object that contains itself" };
  }
  if (Object.hasOwn(value, "__proto__")) {
    return { ...at, expected: "no key named __proto__", came: "one" };
  }
  if (!isOpaque(value) && isLost(value)) {
    return { ...at, expected: "a value of JSON", came: `a ${value.constructor.name}` };
  }
  return undefined;
}

/** Returns true for bytes, exact numbers and values with a toJSON, such as dates. */
const isOpaque = (value: object): boolean =>
  isExact(value) ||
  ArrayBuffer.isView(value) ||
  types.isAnyArrayBuffer(value) ||
  ("toJSON" in value && typeof value.toJSON === "function");

/** Returns true for a Map, a Set, a Blob or an error: JSON writes them without their contents. */
const isLost = (value: object): boolean =>
  !Array.isArray(value) && !isRecord(value) && Object.keys(value).length === 0;

/** Thrown without a path: at this depth it would be too long to show. */
class TooDeep extends Error {}

function flawAt(value: unknown, around: Set<object>, exact: boolean): Flaw | undefined {
  if (typeof value !== "object" || value === null) {
    const expected = scalarFlaw(value);
    return expected === undefined ? undefined : { path: "", expected, value };
  }
  const flaw = ownFlaw(value, around, exact);
  if (flaw || isOpaque(value)) return flaw;
  if (around.size >= MOST_JSON.depth) throw new TooDeep();
  around.add(value);
  for (const name of Object.keys(value)) {
    const inner = flawAt((value as Record<string, unknown>)[name], around, exact);
    if (inner) return { ...inner, path: within(Array.isArray(value), name, inner.path) };
  }
  around.delete(value);
  return undefined;
}

function within(isList: boolean, name: string, path: string): string {
  const dot = path === "" || path.startsWith("[") ? "" : ".";
  return `${isList ? `[${name}]` : name}${dot}${path}`;
}

/**
 * Finds the first part of a value that JSON would lose, change or fail on: a number that has lost digits,
 * a BigInt, a function, an object that contains itself, more than 200 levels, or the name `__proto__`,
 * which would change the prototype of an object. Bytes and values with a toJSON are not searched.
 * @param exact true if exact numbers are allowed.
 */
export function flawIn(value: unknown, { exact = true } = {}): Flaw | undefined {
  try {
    return flawAt(value, new Set(), exact);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return { path: "", value, expected: `JSON of at most ${MOST_JSON.depth} levels`, came: "more" };
  }
}
