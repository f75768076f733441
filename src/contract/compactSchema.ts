/**
 * A schema in the short notation that `npm run prepare` writes into `runtimeContract.json`:
 * - `"s"` text, `"n"` a number, `"b"` a boolean, `"0"` null, `"*"` any value; numbers and text may have
 *   a range: `"n0..23"`, `"s..255"`;
 * - `"=A|B"` one of these names; `"#12"` the model of that number; a `?` at the end allows null;
 * - `[item]` a list, `[item, most]` a list of at most so many items;
 * - `{ "id": …, "name?": … }` an object with an optional `name`; `{ "*": … }` an object with any names;
 * - `{ "|": […] }` one of several schemas.
 */
export type CompactSchema =
  | string
  | readonly [CompactSchema, number?]
  | { readonly [name: string]: CompactSchema }
  | OneOf;

type OneOf = { readonly "|": readonly CompactSchema[] };

/** The page parameters of a list operation. */
interface PagingContract {
  /** The most entries on a page. */
  most: number;
  /** Count and cursor are separate query parameters, not one object. */
  flat?: true;
  /** The cursor is a number. */
  numeric?: true;
}

/** The part of the contract about one operation that the component needs at run time. */
export interface OperationContract {
  /** The schema of `data` in a successful response. */
  response: CompactSchema;
  /** The arguments that are objects or lists of objects, by name. A `?` marks an optional one. */
  args?: { readonly [name: string]: CompactSchema };
  /** The body's media type: `json`, or the version of Segment's own type; absent without a body. */
  body?: string;
  paging?: PagingContract;
  /**
   * The stability, `a` for alpha, `b` for beta or `p` for a pre-release, then the requests that Segment
   * accepts a minute: `"a25"`, `"60"`. Absent if the operation is stable and has no limit of its own.
   */
  marks?: string;
}

/**
 * The part of the contract that the component needs at run time. All schemas are text in the notation
 * of `notation.ts`.
 */
export interface RuntimeContract {
  models: readonly string[];
  /**
   * By operationId, the parts of an {@link OperationContract}: `response args body paging marks`, with
   * blanks between them. An absent one is empty; blanks at the end are left out. Paging is the most
   * entries, followed by `f` if it is flat and by `n` if it is numeric.
   */
  operations: { readonly [operationId: string]: string };
}

/** Splits a schema into the schema without null, and a flag that allows null. */
export function nonNull(shape: CompactSchema): { shape: CompactSchema; nullable: boolean } {
  if (typeof shape !== "string" || !shape.endsWith("?")) return { shape, nullable: false };
  return { shape: shape.slice(0, -1), nullable: true };
}

/** Returns true for a schema of several alternatives. */
export const isOneOf = (shape: CompactSchema): shape is OneOf =>
  typeof shape === "object" && Object.hasOwn(shape, "|");

/** Returns true for the schema of a list. */
export const isList = (shape: CompactSchema): shape is readonly [CompactSchema, number?] =>
  Array.isArray(shape);

/** An object's schema in its parts. */
interface ObjectParts {
  properties: readonly { name: string; isRequired: boolean; shape: CompactSchema }[];
  others: CompactSchema | undefined;
}

/** The parts of schemas that were split before: a list of 200 rules has the same schema 200 times. */
const split = new WeakMap<object, ObjectParts>();

/** Returns the properties of an object's schema, and the schema of its other properties, if any. */
export function propertiesOf(shape: { readonly [name: string]: CompactSchema }): ObjectParts {
  const known = split.get(shape);
  if (known) return known;
  const { "*": others, ...named } = shape;
  const parts = {
    properties: Object.entries(named).map(([name, inner]) => ({
      name: name.replace(/\?$/, ""),
      isRequired: !name.endsWith("?"),
      shape: inner,
    })),
    others,
  };
  split.set(shape, parts);
  return parts;
}

/** Returns the limits of a range, such as `0..23` in `"n0..23"`. */
export function rangeOf(shape: string): { least?: number; most?: number } {
  const [, least = "", most = ""] = /^[ns](-?[\d.]*?)\.\.(-?[\d.]*)$/.exec(shape) ?? [];
  return {
    ...(least !== "" && { least: Number(least) }),
    ...(most !== "" && { most: Number(most) }),
  };
}
