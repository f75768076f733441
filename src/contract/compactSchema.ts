/**
 * The contract's schemas in short, as `npm run prepare` writes them into `runtimeContract.json`:
 * - `"s"` text, `"n"` a number, `"b"` true or false, `"0"` null, `"*"` anything; numbers and text with
 *   their range: `"n0..23"`, `"s..255"`;
 * - `"=A|B"` one of these names; `"#SourceV1"` the model of that name; with a `?` at its end, or null;
 * - `[item]` a list, `[item, most]` one of no more than so many;
 * - `{ "id": …, "name?": … }` an object, `name` of which may be left out; `{ "*": … }` one of any names;
 * - `{ "|": […] }` one of several.
 */
export type CompactSchema =
  | string
  | readonly [CompactSchema, number?]
  | { readonly [name: string]: CompactSchema }
  | OneOf;

type OneOf = { readonly "|": readonly CompactSchema[] };

/** What a list operation takes as its page. */
export interface PagingContract {
  /** The largest page. */
  most: number;
  /** Count and cursor stand alone in the query, not in an object. */
  flat?: true;
  /** The cursor is a number. */
  numeric?: true;
}

/** What the contract says of one operation. */
export interface OperationContract {
  /** `data` of a successful answer. */
  answer: CompactSchema;
  /** The arguments that are objects or lists of objects, by name. A `?` marks an optional one. */
  args?: { readonly [name: string]: CompactSchema };
  /** The body's media type: `json`, or the version of Segment's own type; absent without a body. */
  body?: string;
  paging?: PagingContract;
  /** Absent where the operation is settled. */
  stability?: "alpha" | "beta" | "withdrawn";
}

/** What the contract says of all operations. */
export interface RuntimeContract {
  models: { readonly [name: string]: CompactSchema };
  operations: { readonly [operationId: string]: OperationContract };
}

/** A shape taken apart: whether it may be null, and what it is apart from that. */
export function nonNull(shape: CompactSchema): { shape: CompactSchema; nullable: boolean } {
  if (typeof shape !== "string" || !shape.endsWith("?")) return { shape, nullable: false };
  return { shape: shape.slice(0, -1), nullable: true };
}

/** Whether a shape is one of several. */
export const isOneOf = (shape: CompactSchema): shape is OneOf =>
  typeof shape === "object" && Object.hasOwn(shape, "|");

/** Whether a shape is a list. */
export const isList = (shape: CompactSchema): shape is readonly [CompactSchema, number?] =>
  Array.isArray(shape);

/** The properties of an object's shape, and what it takes under names it does not list, if anything. */
export function propertiesOf(shape: { readonly [name: string]: CompactSchema }): {
  properties: { name: string; isRequired: boolean; shape: CompactSchema }[];
  others: CompactSchema | undefined;
} {
  const { "*": others, ...named } = shape;
  return {
    properties: Object.entries(named).map(([name, inner]) => ({
      name: name.replace(/\?$/, ""),
      isRequired: !name.endsWith("?"),
      shape: inner,
    })),
    others,
  };
}

/** The ends of a range such as the `0..23` of `"n0..23"`. */
export function rangeOf(shape: string): { least?: number; most?: number } {
  const [, least = "", most = ""] = /^[ns](-?[\d.]*?)\.\.(-?[\d.]*)$/.exec(shape) ?? [];
  return {
    ...(least !== "" && { least: Number(least) }),
    ...(most !== "" && { most: Number(most) }),
  };
}
