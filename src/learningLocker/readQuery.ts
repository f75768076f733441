import { writtenForm } from "../values/exactNumber";
import { isRecord, ownValue } from "../values/record";
import { type Omit, refuseAt } from "./notes";
import { all, either, property, quote } from "./queryLanguage";

/** The statements that a query selects. */
export interface SelectedStatements {
  /** The IRIs of their verbs. */
  verbs: string[];
  /** The conditions on the properties of the event, in Segment's query language; all must be true. */
  conditions: string[];
  /** The number of comparisons in the conditions. */
  comparisons: number;
}

const VERB = "statement.verb.id";
const FIELD = /^statement\.(.+)$/s;
/** The lists of a statement. Mongo finds a value in any of their items. */
const IN_LIST = /\b(?:contextActivities|attachments|member)\./;
const ORDER: Readonly<Record<string, string>> = { $gt: ">", $gte: ">=", $lt: "<", $lte: "<=" };

function items(value: unknown, path: string, of: string): unknown[] {
  return Array.isArray(value) && value.length > 0
    ? value
    : refuseAt(path, `a list of at least one ${of}`, value);
}

const each = (list: readonly unknown[], path: string): [unknown, string][] =>
  list.map((item, index) => [item, `${path}[${index}]`]);

function literal(value: unknown, path: string): string {
  if (typeof value === "string") return quote(value);
  return writtenForm(value) ?? refuseAt(path, "text, a plain number, true or false", value);
}

function verbId(value: unknown, path: string): string {
  return typeof value === "string" && value.trim() !== ""
    ? value
    : refuseAt(path, "the IRI of a verb", value);
}

/** Reads a condition on the verb: one IRI, or a list of them. */
function readVerbs(value: unknown, path: string): string[] {
  if (!isRecord(value)) return [verbId(value, path)];
  const [[operator, operand] = [], ...others] = Object.entries(value);
  const isKnown = others.length === 0 && (operator === "$eq" || operator === "$in");
  if (!isKnown)
    return refuseAt(operator ? `${path}.${operator}` : path, "only $eq or $in", operand);
  const place = `${path}.${operator}`;
  if (operator === "$eq") return [verbId(operand, place)];
  return each(items(operand, place, "verb"), place).map((entry) => verbId(...entry));
}

/** Translates the comparison of one operator. */
function compare(subject: string, operator: string, value: unknown, path: string): string {
  const oneOf = () => {
    const values = each(items(value, path, "value"), path).map((entry) => literal(...entry));
    return `${subject}.one_of(${values.join(", ")})`;
  };
  const presence = (isThere: boolean) => `${subject}.${isThere ? "exists" : "absent"}()`;
  switch (operator) {
    case "$eq":
      return value === null ? presence(false) : `${subject} = ${literal(value, path)}`;
    // Mongo's $ne and $nin select statements without the field too. The language's != does not.
    case "$ne":
      return value === null ? presence(true) : `NOT (${subject} = ${literal(value, path)})`;
    case "$in":
      return oneOf();
    case "$nin":
      return `NOT (${oneOf()})`;
    case "$exists":
      return typeof value === "boolean" ? presence(value) : refuseAt(path, "true or false", value);
  }
  const sign = ownValue(ORDER, operator);
  if (!sign) return refuseAt(path, "$eq, $ne, $gt, $gte, $lt, $lte, $in, $nin or $exists", value);
  return typeof value === "string" || typeof value === "boolean"
    ? refuseAt(path, "a number", value)
    : `${subject} ${sign} ${literal(value, path)}`;
}

/**
 * Translates a Mongo query over stored statements into Segment's query language.
 * @param path the place of the query in the journey.
 * @throws an input error with the path of a condition that the language does not have.
 */
export function readQuery(query: unknown, path: string, omit: Omit): SelectedStatements {
  let verbs: string[] | undefined;
  let comparisons = 0;

  const readField = (key: string, value: unknown, place: string): string[] => {
    const name = FIELD.exec(key)?.[1];
    if (!name) return refuseAt(place, "fields of the statement, $and, $or or $comment", value);
    if (IN_LIST.test(name)) omit(place, "Segment does not search the items of a list.");
    const subject = property(name.split(".").map((part) => part.replaceAll("&46;", ".")));
    const operators: [string, unknown, string][] = isRecord(value)
      ? Object.entries(value).map(([name, operand]) => [name, operand, `${place}.${name}`])
      : [["$eq", value, place]];
    if (operators.length === 0) return refuseAt(place, "a value", value);
    comparisons += operators.length;
    return operators.map((operator) => compare(subject, ...operator));
  };

  /** Returns the conditions of a query; all must be true. */
  const read = (raw: unknown, path: string, isAlternative: boolean): string[] => {
    if (!isRecord(raw)) return refuseAt(path, "a query, as an object", raw);
    return Object.entries(raw).flatMap(([key, value]) => {
      const place = `${path}.${key}`;
      const parts = () => each(items(value, place, "query"), place);
      switch (key) {
        case "$comment":
          omit(place, "A note has no place in a condition.");
          return [];
        case "$and":
          return parts().flatMap(([part, place]) => read(part, place, isAlternative));
        case "$or":
          return either(
            parts().map(([part, place]) => {
              const conditions = read(part, place, true);
              return conditions.length > 0 ? all(conditions) : refuseAt(place, "a field", part);
            }),
          );
        case VERB: {
          if (isAlternative) return refuseAt(place, "verbs outside $or: a list in $in", value);
          const allowed = new Set(readVerbs(value, place));
          verbs = verbs ? verbs.filter((verb) => allowed.has(verb)) : [...allowed];
          return [];
        }
        default:
          return readField(key, value, place);
      }
    });
  };

  const conditions = read(query, path, false);
  if (!verbs?.length) return refuseAt(path, `a verb in ${VERB}`, undefined, "none");
  return { verbs, conditions, comparisons };
}
