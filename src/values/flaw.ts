import { types } from "node:util";
import { isExact, isFaithful } from "./exactNumber";
import { MOST_JSON } from "./jsonSize";
import { isRecord } from "./record";

/** Something in a value that JSON cannot carry as it is. */
export interface Flaw {
  /** `[0].email`; empty for the value itself. */
  path: string;
  expected: string;
  value: unknown;
  /** What came, if the value alone does not say it. */
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

/** What is wrong with an object or a list itself. */
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

/** Bytes, exact numbers and what writes itself, such as a date. */
const isOpaque = (value: object): boolean =>
  isExact(value) ||
  ArrayBuffer.isView(value) ||
  types.isAnyArrayBuffer(value) ||
  ("toJSON" in value && typeof value.toJSON === "function");

/** A Map, a Set, a Blob, an error: JSON writes nothing of what is in it. */
const isLost = (value: object): boolean =>
  !Array.isArray(value) && !isRecord(value) && Object.keys(value).length === 0;

/** Thrown rather than returned: the path of what is too deep is too long to be shown. */
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
 * The first place of a value that would be lost, changed or fatal on its way into JSON: a number whose
 * digits are lost already, a BigInt, a function, an object within itself, more than 200 levels, and the
 * name `__proto__`, by which objects reach into what all of them share. Bytes and what writes itself,
 * such as a date, are not looked into.
 * @param exact whether exact numbers may be in it; true unless given.
 */
export function flawIn(value: unknown, { exact = true } = {}): Flaw | undefined {
  try {
    return flawAt(value, new Set(), exact);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return { path: "", value, expected: `JSON of at most ${MOST_JSON.depth} levels`, came: "more" };
  }
}
