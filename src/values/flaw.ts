import { types } from "node:util";
import { isExact, isFaithful } from "./exactNumber";
import { CONTAINER, MOST_JSON } from "./jsonSize";
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
function ownFlaw(value: object, { around, exact }: Search): Flaw | undefined {
  const flaw = (expected: string, came?: string): Flaw => ({ path: "", value, expected, came });
  const unwritable = (came: string) => flaw("a value of JSON", came);
  if (around.has(value)) return unwritable("an object that contains itself");
  if (Object.hasOwn(value, "__proto__")) return flaw("no key named __proto__", "one");
  // Most values are data. The checks of instances take several times as long.
  if (isData(value)) return undefined;
  if (isExact(value)) return exact ? undefined : flaw(DIGITS);
  if (value instanceof Date && Number.isNaN(value.getTime())) return unwritable("an invalid date");
  return !isOpaque(value) && isLost(value) ? unwritable(`a ${value.constructor.name}`) : undefined;
}

const isData = (value: object): boolean => Array.isArray(value) || isRecord(value);

/** Returns true for values with a toJSON, such as dates and exact numbers, and for bytes. */
const isOpaque = (value: object): boolean =>
  ("toJSON" in value && typeof value.toJSON === "function") || (!isData(value) && isBytes(value));

const isBytes = (value: object): boolean =>
  ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value);

/** Returns true for a Map, a Set, a Blob or an error: JSON writes them without their contents. */
const isLost = (value: object): boolean => Object.keys(value).length === 0;

/** Thrown without a path: of this size or at this depth, it would be too long to show. */
class Oversize extends Error {
  constructor(
    readonly expected: string,
    readonly came: string,
  ) {
    super();
  }
}

/** One search for a flaw. */
interface Search {
  /** True if exact numbers are allowed. */
  exact: boolean;
  around: Set<object>;
  /** The weight so far, as of text in {@link MOST_JSON}. A shared value counts each time: JSON repeats it. */
  weight: number;
}

function flawAt(value: unknown, search: Search): Flaw | undefined {
  const { around } = search;
  search.weight += typeof value === "object" && value !== null ? CONTAINER : 1;
  if (search.weight > MOST_JSON.weight) throw new Oversize("fewer values", "too many");
  if (typeof value !== "object" || value === null) {
    const expected = scalarFlaw(value);
    return expected === undefined ? undefined : { path: "", expected, value };
  }
  const flaw = ownFlaw(value, search);
  if (flaw || isOpaque(value)) return flaw;
  if (around.size >= MOST_JSON.depth) {
    throw new Oversize(`JSON of at most ${MOST_JSON.depth} levels`, "more");
  }
  around.add(value);
  for (const name of Object.keys(value)) {
    const inner = flawAt((value as Record<string, unknown>)[name], search);
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
 * a BigInt, a function, an invalid date, an object that contains itself, more levels or values than
 * {@link MOST_JSON}, or the name `__proto__`, which would change the prototype of an object. Bytes and
 * values with a toJSON are not searched.
 * @param exact true if exact numbers are allowed.
 */
export function flawIn(value: unknown, { exact = true } = {}): Flaw | undefined {
  try {
    return flawAt(value, { around: new Set(), exact, weight: -1 });
  } catch (error) {
    if (!(error instanceof Oversize)) throw error;
    return { path: "", value, expected: error.expected, came: error.came };
  }
}
