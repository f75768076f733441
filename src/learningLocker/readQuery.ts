import { writtenForm } from "../values/exactNumber";
import { isRecord, ownValue } from "../values/record";
import { readText } from "./fields";
import { type Omit, refuseAt } from "./notes";
import { all, either, property, quote } from "./queryLanguage";

/** The statements that a query selects. */
interface SelectedStatements {
  /** The IRIs of their verbs. */
  verbs: string[];
  /** The conditions on the properties of the event, in Segment's query language; all must be true. */
  conditions: string[];
  /** The number of comparisons in the conditions. */
  comparisons: number;
}

const VERB = "statement.verb.id";
/** No name in the path is empty: such a path selects nothing in Mongo. */
const FIELD = /^statement\.([^.]+(?:\.[^.]+)*)$/;
/** The lists of a statement. Mongo finds a value in any of their items. */
const IN_LIST =
  /\b(?:contextActivities|attachments|member|choices|scale|source|target|steps)\.|correctResponsesPattern/;
const SIGNS: Readonly<Record<string, string>> = {
  $eq: "=",
  $gt: ">",
  $gte: ">=",
  $lt: "<",
  $lte: "<=",
};
/** Mongo's $ne and $nin select statements without the field too. The language's != does not. */
const NEGATED: Readonly<Record<string, string>> = { $ne: "$eq", $nin: "$in" };

/** Reads a list that is not empty, each item with its path. */
function readItems(value: unknown, path: string): [item: unknown, path: string][] {
  return Array.isArray(value) && value.length > 0
    ? value.map((item, index) => [item, `${path}[${index}]`])
    : refuseAt(path, "a list that is not empty", value);
}

/** Reads the operators of a field, each with its path. A plain value is compared for equality. */
function readOperators(
  value: unknown,
  path: string,
): [operator: string, operand: unknown, path: string][] {
  if (!isRecord(value)) return [["$eq", value, path]];
  const operators = Object.entries(value);
  if (operators.length === 0) refuseAt(path, "a value or an operator", value);
  return operators.map(([name, operand]) => [name, operand, `${path}.${name}`]);
}

function readVerbs(operator: string, value: unknown, path: string): string[] {
  if (operator === "$eq") return [readText(value, path)];
  if (operator !== "$in") refuseAt(path, "only $eq or $in", value);
  return readItems(value, path).map((item) => readText(...item));
}

const literal = (value: unknown, path: string): string =>
  typeof value === "string"
    ? quote(value)
    : (writtenForm(value) ?? refuseAt(path, "text, a plain number, true or false", value));

/** Translates the comparison of one operator. */
function compare(subject: string, operator: string, value: unknown, path: string): string {
  const negated = ownValue(NEGATED, operator) as string | undefined;
  if (negated) return `NOT (${compare(subject, negated, value, path)})`;
  if (operator === "$in") {
    const values = readItems(value, path).map((item) => literal(...item));
    return `${subject}.one_of(${values.join(", ")})`;
  }
  if (operator === "$exists" ? typeof value === "boolean" : operator === "$eq" && value === null) {
    return `${subject}.${value ? "exists" : "absent"}()`;
  }
  const sign = ownValue(SIGNS, operator);
  if (!sign) {
    refuseAt(path, "$eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, or $exists with a boolean", value);
  }
  return operator !== "$eq" && /^[sb]/.test(typeof value)
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

  /** Returns the conditions of a query; all must be true. */
  const read = (raw: unknown, path: string, isAlternative: boolean): string[] => {
    if (!isRecord(raw)) return refuseAt(path, "a query, as an object", raw);
    return Object.entries(raw).flatMap(([key, value]) => {
      const place = `${path}.${key}`;
      if (key === "$comment") {
        omit(place, "Conditions have no notes.");
        return [];
      }
      if (key === "$and") {
        return readItems(value, place).flatMap(([part, at]) => read(part, at, isAlternative));
      }
      if (key === "$or") {
        return either(
          readItems(value, place).map(
            ([part, at]) => all(read(part, at, true)) || refuseAt(at, "a field", part),
          ),
        );
      }
      const name = FIELD.exec(key)?.[1];
      if (!name) return refuseAt(place, "fields of the statement, $and, $or or $comment", value);
      const operators = readOperators(value, place);
      if (key === VERB) {
        if (isAlternative) refuseAt(place, "verbs outside $or: a list in $in", value);
        for (const operator of operators) {
          const allowed = new Set(readVerbs(...operator));
          verbs = (verbs ?? [...allowed]).filter((verb) => allowed.has(verb));
        }
        return [];
      }
      if (IN_LIST.test(name)) omit(place, "Segment does not search the items of a list.");
      const subject = property(name.split(".").map((part) => part.replaceAll("&46;", ".")));
      comparisons += operators.length;
      return operators.map((operator) => compare(subject, ...operator));
    });
  };

  const conditions = read(query, path, false);
  return verbs?.length
    ? { verbs, conditions, comparisons }
    : refuseAt(path, `a verb in ${VERB}`, undefined, "none");
}
