import { isDeepStrictEqual } from "node:util";
import { type Operation, type Parameter, resolved, type Schema } from "./contract";

/** Something an operation takes, on its own or inside one object. */
export interface Field {
  /** Its name, or that of the object it is in and its own. */
  path: readonly string[];
  schema: Schema;
  required: boolean;
}

/** A paged list of a response, with the page parameter of its operation. */
export interface PageField {
  /** The keys of the inputs. */
  count: string;
  cursor: string;
  /** The query parameter of the page; count and cursor stand alone without one. */
  parameter: string | undefined;
  counts: Schema;
  cursors: Schema;
}

const isPagination = ({ name }: Parameter): boolean => /pagination$/i.test(name);

const isFlat = ({ parameters }: Operation): boolean =>
  parameters.some(({ name }) => name === "cursor");

/** The pages that an operation takes: one for each of its lists. */
export function pagesOf(operation: Operation): PageField[] {
  const schemaOf = (name: string): Schema =>
    resolved(operation.parameters.find((one) => one.name === name)?.schema ?? {});
  if (isFlat(operation)) {
    const [count, cursor] = ["count", "cursor"];
    return [
      { count, cursor, parameter: undefined, counts: schemaOf(count), cursors: schemaOf(cursor) },
    ];
  }
  return operation.parameters.filter(isPagination).map(({ name, schema }) => {
    const list = name.slice(0, -"pagination".length);
    const { count = {}, cursor = {} } = resolved(schema).properties ?? {};
    return {
      count: list ? `${list}Count` : "count",
      cursor: list ? `${list}Cursor` : "cursor",
      parameter: name,
      counts: resolved(count),
      cursors: resolved(cursor),
    };
  });
}

/** Everything an operation takes besides its pages: parameters, and the properties of its body. */
export function fieldsOf(operation: Operation): Field[] {
  const parameters = operation.parameters.filter(
    (one) => !isPagination(one) && !(isFlat(operation) && /^(count|cursor)$/.test(one.name)),
  );
  return [
    ...parameters.map(({ name, schema, required }) => ({
      path: [name],
      schema: resolved(schema),
      required,
    })),
    ...insideOf({ path: [], schema: resolved(operation.body?.schema ?? {}), required: true }),
  ];
}

/**
 * The properties of an object that an operation takes. Of an object in several forms, those of the last
 * form; those of a body have their values in any form.
 */
export function insideOf({ path, schema, required }: Field): Field[] {
  const forms = schema.anyOf?.map(resolved) ?? [schema];
  const { properties = {}, required: needed = [] } = forms.at(-1) ?? {};
  return Object.keys(properties).map((name) => {
    const taken = path.length === 0 ? forms : forms.slice(-1);
    const values = taken.flatMap((form) => form.properties?.[name] ?? []);
    const isSame = values.every((one) => isDeepStrictEqual(one, values[0]));
    return {
      path: [...path, name],
      schema: isSame ? resolved(values[0] ?? {}) : { anyOf: values },
      required: required && needed.includes(name),
    };
  });
}

const camel = (path: readonly string[]): string =>
  path
    .map((name, at) => (at === 0 ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)}`))
    .join("");

/**
 * The field that an input sets: the field of that name, a field inside an object whose joined path is
 * that name (`searchType`), the only nested field of that name, or for `id` the last id of a path.
 */
export function fieldOf(operation: Operation, input: string): Field | undefined {
  const fields = fieldsOf(operation);
  const name = input === "ifInput" ? "if" : input;
  const inner = fields.flatMap(insideOf);
  const called = inner.filter(({ path }) => path.at(-1) === name);
  return (
    fields.find(({ path }) => path[0] === name) ??
    inner.find(({ path }) => camel(path) === name) ??
    (called.length === 1 ? called[0] : undefined) ??
    (/Id$/.test(input) ? fields.find(({ path }) => path[0] === "id") : undefined)
  );
}
