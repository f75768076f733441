import { isRecord, ownValue as own } from "../values/record";
import { PLAN_FORMATS } from "./planFormats";
import { compilePattern, type PatternTest, type Spend } from "./planPattern";

/** A place in an event and the rule's objection to it, in plain words and without values of the event. */
export interface Misfit {
  path: string;
  problem: string;
}

/** The state of one check: what was found and the work that is left. */
export interface CheckState {
  found: Misfit[];
  spend: Spend;
  depth: number;
}

/** Checks one value; adds what does not fit to the state. */
export type Check = (value: unknown, path: string, state: CheckState) => void;

type Schemas = Record<string, unknown>;
type Make = (given: unknown, schema: Schemas, at: string) => Check;

/** The depth of schemas and of events up to which they are checked. */
const DEPTH_LIMIT = 200;
/** The problems of one event that are listed. */
const FOUND_LIMIT = 100;

/** The reason why an event cannot be checked to its end. */
export class UncheckableError extends Error {}

const shorten = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}...` : text);
const quote = (value: unknown): string => shorten(JSON.stringify(value));

function join(path: string, name: string): string {
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `${path}[${quote(name)}]`;
  return path ? `${path}.${shorten(name)}` : shorten(name);
}

function report(state: CheckState, path: string, problem: string): void {
  if (state.found.length < FOUND_LIMIT) state.found.push({ path, problem });
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "bigint" ? "number" : typeof value;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  null: "null",
};
const nameOf = (type: string): string => TYPE_NAMES[type] ?? type;

/** Writes a value so that equal values have equal texts. */
function canonical(value: unknown, spend: Spend, depth = 0): string {
  if (depth > DEPTH_LIMIT) throw new UncheckableError("it is nested too deeply");
  spend(1);
  if (typeof value === "string") spend(value.length >> 6);
  if (Array.isArray(value))
    return `[${value.map((one) => canonical(one, spend, depth + 1)).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "null";
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  spend(names.length);
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name], spend, depth + 1)}`)
    .join()}}`;
}

/** Runs a check on the side and returns what it found. */
function foundBy(check: Check, value: unknown, path: string, state: CheckState): Misfit[] {
  const side: CheckState = { ...state, found: [] };
  check(value, path, side);
  return side.found;
}

function fail(at: string, expected: string): never {
  throw new Error(`${at || "the schema"}: expected ${expected}`);
}

const namesIn = (value: Schemas): string[] =>
  Object.keys(value).filter((name) => value[name] !== undefined);
const lengthOf = (text: string): number => Array.from(text).length;

/** Compiles a draft-07 schema to a check. Errors: the place in the schema and what is wrong there. */
export function compileSchema(root: unknown): Check {
  const compiled = new Map<unknown, Check>();
  let depth = 0;

  const list = (given: unknown, at: string): unknown[] =>
    Array.isArray(given) ? given : fail(at, "a list");
  const record = (given: unknown, at: string): Schemas =>
    isRecord(given) ? given : fail(at, "an object");
  const number = (given: unknown, at: string): number =>
    typeof given === "number" ? given : fail(at, "a number");
  const names = (given: unknown, at: string): string[] =>
    list(given, at).map((one) => (typeof one === "string" ? one : fail(at, "a list of names")));
  const pattern = (given: unknown, at: string): PatternTest => {
    if (typeof given !== "string") return fail(at, "a regular expression");
    try {
      return compilePattern(given);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${at}: the regular expression cannot be used: ${reason}`);
    }
  };
  const entries = (given: unknown, at: string) =>
    Object.entries(record(given, at)).map(([name, one]) => ({
      name,
      check: compile(one, join(at, name)),
    }));
  const all = (given: unknown, at: string): Check[] => {
    const schemas = list(given, at);
    if (schemas.length === 0) fail(at, "at least one schema");
    return schemas.map((one, index) => compile(one, `${at}[${index}]`));
  };

  const compare =
    (fits: (value: number, limit: number) => boolean, words: string): Make =>
    (given, _, at) => {
      const limit = number(given, at);
      return (value, path, state) => {
        if (typeof value === "number" && !fits(value, limit))
          report(state, path, `${words} ${limit}`);
      };
    };
  const size =
    (measure: (value: unknown) => number | undefined, sign: 1 | -1, words: string): Make =>
    (given, _, at) => {
      const limit = number(given, at);
      return (value, path, state) => {
        const length = measure(value);
        if (length !== undefined && (length - limit) * sign < 0)
          report(state, path, `${words} ${limit}`);
      };
    };
  const textLength = (value: unknown) => (typeof value === "string" ? lengthOf(value) : undefined);
  const listLength = (value: unknown) => (Array.isArray(value) ? value.length : undefined);
  const nameCount = (value: unknown) => (isRecord(value) ? namesIn(value).length : undefined);

  const oneOfValues = (values: readonly unknown[]): Check => {
    const free: Spend = () => {};
    const allowed = new Set(values.map((one) => canonical(one, free)));
    const problem = `not one of: ${shorten(values.slice(0, 20).map(quote).join(", "))}`;
    return (value, path, state) => {
      if (!allowed.has(canonical(value, state.spend))) report(state, path, problem);
    };
  };

  const KEYWORDS: Readonly<Record<string, Make>> = {
    type: (given, _, at) => {
      const types = typeof given === "string" ? [given] : names(given, at);
      const unknown = types.find((type) => !Object.hasOwn(TYPE_NAMES, type));
      if (unknown !== undefined) fail(at, `a type of JSON Schema, got ${quote(unknown)}`);
      const expected = types.map(nameOf).join(" or ");
      return (value, path, state) => {
        const type = typeOf(value);
        if (types.includes(type) || (types.includes("integer") && Number.isInteger(value))) return;
        const got =
          type === "number" && types.includes("integer") ? "a number with decimals" : nameOf(type);
        report(state, path, `expected ${expected}, got ${got}`);
      };
    },
    enum: (given, _, at) => oneOfValues(list(given, at)),
    const: (given) => oneOfValues([given]),
    required: (given, _, at) => {
      const required = names(given, at);
      return (value, path, state) => {
        if (!isRecord(value)) return;
        for (const name of required) {
          if (own(value, name) === undefined) report(state, join(path, name), "required, missing");
        }
      };
    },
    properties: (given, _, at) => {
      const checks = entries(given, at);
      return (value, path, state) => {
        if (!isRecord(value)) return;
        for (const { name, check } of checks) {
          const inner = own(value, name);
          if (inner !== undefined) check(inner, join(path, name), state);
        }
      };
    },
    patternProperties: (given, _, at) => {
      const checks = entries(given, at).map(({ name, check }) => ({
        matches: pattern(name, join(at, name)),
        check,
      }));
      return (value, path, state) => {
        if (!isRecord(value)) return;
        for (const name of namesIn(value)) {
          for (const { matches, check } of checks) {
            if (matches(name, state.spend)) check(value[name], join(path, name), state);
          }
        }
      };
    },
    additionalProperties: (given, schema, at) => {
      const known = new Set(isRecord(schema.properties) ? Object.keys(schema.properties) : []);
      const patterns = isRecord(schema.patternProperties)
        ? Object.keys(schema.patternProperties).map((one) => pattern(one, at))
        : [];
      const check = compile(given, at);
      return (value, path, state) => {
        if (!isRecord(value)) return;
        for (const name of namesIn(value)) {
          if (known.has(name) || patterns.some((matches) => matches(name, state.spend))) continue;
          if (given === false) report(state, join(path, name), "unexpected property");
          else check(value[name], join(path, name), state);
        }
      };
    },
    propertyNames: (given, _, at) => {
      const check = compile(given, at);
      return (value, path, state) => {
        if (!isRecord(value)) return;
        for (const name of namesIn(value)) {
          for (const { problem } of foundBy(check, name, path, state)) {
            report(state, join(path, name), `its name: ${problem}`);
          }
        }
      };
    },
    dependencies: (given, _, at) => {
      const checks = Object.entries(record(given, at)).map(([name, one]) => ({
        name,
        check: compile(Array.isArray(one) ? { required: one } : one, join(at, name)),
      }));
      return (value, path, state) => {
        if (!isRecord(value)) return;
        for (const { name, check } of checks) {
          if (own(value, name) !== undefined) check(value, path, state);
        }
      };
    },
    items: (given, schema, at) => {
      const first = Array.isArray(given)
        ? given.map((one, index) => compile(one, `${at}[${index}]`))
        : [];
      const rest = Array.isArray(given)
        ? compile(schema.additionalItems ?? true, join(at, "additionalItems"))
        : compile(given, at);
      return (value, path, state) => {
        if (!Array.isArray(value)) return;
        for (const [index, one] of value.entries())
          (first[index] ?? rest)(one, `${path}[${index}]`, state);
      };
    },
    contains: (given, _, at) => {
      const check = compile(given, at);
      return (value, path, state) => {
        if (!Array.isArray(value)) return;
        if (!value.some((one) => foundBy(check, one, path, state).length === 0)) {
          report(state, path, "no item is as the rule requires");
        }
      };
    },
    uniqueItems: (given) => (value, path, state) => {
      if (given !== true || !Array.isArray(value)) return;
      const texts = new Set(value.map((one) => canonical(one, state.spend)));
      if (texts.size < value.length) report(state, path, "has equal items");
    },
    minimum: compare((value, limit) => value >= limit, "less than"),
    maximum: compare((value, limit) => value <= limit, "greater than"),
    exclusiveMinimum: compare((value, limit) => value > limit, "not greater than"),
    exclusiveMaximum: compare((value, limit) => value < limit, "not less than"),
    multipleOf: (given, _, at) => {
      const step = number(given, at);
      if (step <= 0) fail(at, "a number above 0");
      return (value, path, state) => {
        if (typeof value !== "number") return;
        const nearest = Number((Math.round(value / step) * step).toPrecision(15));
        if (nearest !== Number(value.toPrecision(15)))
          report(state, path, `not a multiple of ${step}`);
      };
    },
    minLength: size(textLength, 1, "shorter than"),
    maxLength: size(textLength, -1, "longer than"),
    minItems: size(listLength, 1, "has fewer items than"),
    maxItems: size(listLength, -1, "has more items than"),
    minProperties: size(nameCount, 1, "has fewer properties than"),
    maxProperties: size(nameCount, -1, "has more properties than"),
    pattern: (given, _, at) => {
      const matches = pattern(given, at);
      const problem = `does not match ${shorten(String(given))}`;
      return (value, path, state) => {
        if (typeof value === "string" && !matches(value, state.spend)) report(state, path, problem);
      };
    },
    format: (given) => {
      const fits = typeof given === "string" ? PLAN_FORMATS.get(given) : undefined;
      return (value, path, state) => {
        if (fits && typeof value === "string" && !fits(value))
          report(state, path, `not of the format ${given}`);
      };
    },
    allOf: (given, _, at) => {
      const checks = all(given, at);
      return (value, path, state) => {
        for (const check of checks) check(value, path, state);
      };
    },
    anyOf: (given, _, at) => {
      const checks = all(given, at);
      return (value, path, state) => {
        let nearest: Misfit[] | undefined;
        for (const check of checks) {
          const found = foundBy(check, value, path, state);
          if (found.length === 0) return;
          if (!nearest || found.length < nearest.length) nearest = found;
        }
        report(state, path, `fits none of the ${checks.length} forms that the rule allows`);
        for (const one of nearest ?? [])
          if (one.path !== path) report(state, one.path, one.problem);
      };
    },
    oneOf: (given, _, at) => {
      const checks = all(given, at);
      return (value, path, state) => {
        const count = checks.filter(
          (check) => foundBy(check, value, path, state).length === 0,
        ).length;
        if (count !== 1)
          report(
            state,
            path,
            `fits ${count} of the ${checks.length} forms that the rule allows, expected exactly 1`,
          );
      };
    },
    not: (given, _, at) => {
      const check = compile(given, at);
      return (value, path, state) => {
        if (foundBy(check, value, path, state).length === 0)
          report(state, path, "is as the rule forbids");
      };
    },
    if: (given, schema, at) => {
      const [condition, pass, otherwise] = [given, schema.then ?? true, schema.else ?? true].map(
        (one) => compile(one, at),
      );
      return (value, path, state) => {
        const holds = foundBy(condition as Check, value, path, state).length === 0;
        (holds ? pass : otherwise)?.(value, path, state);
      };
    },
  };

  function reference(ref: unknown, at: string): Check {
    if (typeof ref !== "string" || !/^#(?:\/|$)/.test(ref)) {
      return fail(join(at, "$ref"), "a reference within the schema, such as #/definitions/name");
    }
    let target: unknown = root;
    for (const part of ref.split("/").slice(1)) {
      const name = part.replace(/%([\da-f]{2})/gi, (_, code) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
      const key = name.replaceAll("~1", "/").replaceAll("~0", "~");
      target =
        typeof target === "object" && target !== null ? own(target as Schemas, key) : undefined;
    }
    if (target === undefined)
      fail(join(at, "$ref"), `a reference to a part of the schema, got ${quote(ref)}`);
    return compile(target, at);
  }

  function compile(schema: unknown, at: string): Check {
    if (schema === true) return () => {};
    if (schema === false) return (_, path, state) => report(state, path, "not allowed");
    const known = compiled.get(schema);
    if (known) return known;
    if (!isRecord(schema)) return fail(at, "a schema (an object, true or false)");
    if (++depth > DEPTH_LIMIT) throw new Error(`${at}: the schema is nested too deeply`);
    let checks: Check[] = [];
    const check: Check = (value, path, state) => {
      state.spend(1 + (typeof value === "string" ? value.length >> 6 : 0));
      if (++state.depth > DEPTH_LIMIT) throw new UncheckableError("it is nested too deeply");
      for (const one of checks) one(value, path, state);
      state.depth--;
    };
    compiled.set(schema, check);
    if (Object.hasOwn(schema, "$ref")) checks = [reference(schema.$ref, at)];
    else {
      checks = Object.keys(KEYWORDS).flatMap((name) =>
        own(schema, name) === undefined
          ? []
          : [(KEYWORDS[name] as Make)(schema[name], schema, join(at, name))],
      );
    }
    depth--;
    return check;
  }

  return compile(root, "");
}
