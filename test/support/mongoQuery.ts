import { isDeepStrictEqual } from "node:util";

type Document = { readonly [name: string]: unknown };

/** Returns the value at a dotted path; `&46;` is a dot within a name. Undefined if there is none. */
const valueAt = (document: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, name) => {
    const key = name.replaceAll("&46;", ".");
    return typeof value === "object" && value !== null ? (value as Document)[key] : undefined;
  }, document);

const isEqual = (value: unknown, operand: unknown): boolean =>
  operand === null ? value === undefined || value === null : isDeepStrictEqual(value, operand);

/** Compares as Mongo does: only values of one type are in order. */
const inOrder = (value: unknown, operand: unknown, isRight: (order: number) => boolean): boolean =>
  typeof value === "number" && typeof operand === "number" && isRight(value - operand);

const OPERATORS: Record<string, (value: unknown, operand: unknown) => boolean> = {
  $eq: isEqual,
  $ne: (value, operand) => !isEqual(value, operand),
  $gt: (value, operand) => inOrder(value, operand, (order) => order > 0),
  $gte: (value, operand) => inOrder(value, operand, (order) => order >= 0),
  $lt: (value, operand) => inOrder(value, operand, (order) => order < 0),
  $lte: (value, operand) => inOrder(value, operand, (order) => order <= 0),
  $in: (value, operand) => (operand as unknown[]).some((one) => isEqual(value, one)),
  $nin: (value, operand) => !(operand as unknown[]).some((one) => isEqual(value, one)),
  $exists: (value, operand) => (value !== undefined) === operand,
};

/** Decides if a document matches a query, as Mongo does for documents without lists. */
export function matches(query: object, document: object): boolean {
  return Object.entries(query).every(([key, value]) => {
    if (key === "$and") return (value as object[]).every((part) => matches(part, document));
    if (key === "$or") return (value as object[]).some((part) => matches(part, document));
    const found = valueAt(document, key);
    if (typeof value !== "object" || value === null) return isEqual(found, value);
    return Object.entries(value).every(([name, operand]) => OPERATORS[name]?.(found, operand));
  });
}
