import { nearHint } from "../../cli/near";
import type { Path } from "../format/source";
import { BinaryOperator, BooleanOperator, UnaryOperator } from "../format/spectral";
import { describe, hint } from "./describe";
import { readItems } from "./inputs";
import { type InputNode, readInput, type StepNode } from "./nodes";
import { checkValue, type Site } from "./values";

/** The branch for everything that no other branch matches. */
const ELSE = "Else";

/** Checks that the branches of a step and its conditions or mappings match. */
export function checkBranches(step: StepNode, site: Site): void {
  const { report, subject } = site;
  const branches = step.branches ?? [];
  const others = branches.map(({ name }) => name).filter((name) => name !== ELSE);
  for (const [index, { name, path }] of branches.entries()) {
    if (branches.findIndex((branch) => branch.name === name) < index) {
      report.at(path, `${subject}: branch ${name} appears twice`);
    }
  }
  if (step.branches && others.length === branches.length) {
    report.at([...step.path, "branches"], `${subject}: a branch ${ELSE} is missing`);
  }
  const key = step.action?.key === "branchOnValue" ? "branchValueMappings" : "conditions";
  const input = step.inputs.get(key);
  if (input === undefined) return;
  if (input.type !== "complex") {
    report.at([...input.path, "type"], `${subject}: input ${key}: expected a list`);
    return;
  }
  const named = new Set<string>();
  for (const item of readItems(input)) {
    const name = typeof item.name === "string" ? item.name : "";
    if (!others.includes(name)) {
      const what = name === "" ? "a name of a branch is missing" : `no branch ${name}`;
      report.at(item.path, `${subject}: ${key}: ${what}${hint(name, others)}`);
    } else if (named.has(name)) report.at(item.path, `${subject}: ${key}: ${name} appears twice`);
    named.add(name);
    if (key === "conditions") checkConditionOf(item, site);
    else checkMapping(item, site);
  }
  for (const branch of branches) {
    if (branch.name !== ELSE && !named.has(branch.name)) {
      report.at(branch.path, `${subject}: nothing in ${key} leads to branch ${branch.name}`);
    }
  }
}

function checkMapping(item: InputNode, site: Site): void {
  if (item.type === "complex") {
    const message = `${site.subject}: branchValueMappings: expected a value, got a list`;
    site.report.at([...item.path, "type"], message);
  } else checkValue(item, site);
}

function checkConditionOf(item: InputNode, site: Site): void {
  if (item.type === "complex") checkCondition(item.value, [...item.path, "value"], site);
  else {
    const message = `${site.subject}: conditions: expected type complex, got ${item.type}`;
    site.report.at([...item.path, "type"], message);
  }
}

const UNARY = Object.keys(UnaryOperator);
const BINARY = Object.keys(BinaryOperator);
const JOINING = Object.keys(BooleanOperator);

/** Checks `[and, ...conditions]`, `[operator, term]` or `[operator, term, term]`. */
function checkCondition(condition: readonly unknown[], path: Path, site: Site): void {
  const [operator, ...terms] = condition;
  if (typeof operator === "string" && JOINING.includes(operator)) {
    checkJoined(operator, terms, path, site);
  } else if (typeof operator === "string" && [...UNARY, ...BINARY].includes(operator)) {
    checkTerms(operator, terms, path, site);
  } else {
    const known = [...UNARY, ...BINARY, ...JOINING];
    const why =
      typeof operator === "string"
        ? `no operator ${operator}${nearHint(operator, known)}`
        : `expected an operator first, or and, or; got ${describe(operator)}`;
    site.report.at(path, `${site.subject}: conditions: ${why}`);
  }
}

function checkJoined(operator: string, terms: readonly unknown[], path: Path, site: Site): void {
  const wrong = (at: Path, message: string): void =>
    site.report.at(at, `${site.subject}: conditions: ${message}`);
  if (terms.length === 0) wrong(path, `${operator} joins no condition`);
  for (const [index, term] of terms.entries()) {
    const at = [...path, index + 1];
    if (Array.isArray(term)) checkCondition(term, at, site);
    else wrong(at, `${operator} joins conditions, got ${describe(term)}`);
  }
}

function checkTerms(operator: string, terms: readonly unknown[], path: Path, site: Site): void {
  const parts = terms.map((term, index) => checkTerm(term, [...path, index + 1], site));
  const isUnary = UNARY.includes(operator);
  // The designer adds an empty second term to an operator of one term.
  const spare = isUnary && parts[1]?.type === "value" && parts[1].value === "" ? 1 : 0;
  const count = terms.length - spare;
  if (count !== (isUnary ? 1 : 2)) {
    const takes = isUnary ? "one term" : "two terms";
    site.report.at(path, `${site.subject}: conditions: ${operator} takes ${takes}, got ${count}`);
  }
}

function checkTerm(term: unknown, path: Path, site: Site): InputNode | undefined {
  const part = readInput(term, path);
  if (part && part.type !== "complex") {
    checkValue(part, site);
    return part;
  }
  const { value } = (term ?? {}) as { value?: unknown };
  const isScalar = typeof value === "number" || typeof value === "boolean";
  const message = isScalar
    ? `expected text, got ${describe(value)}; put it in quotes: "${value}"`
    : `expected a term with a type and a value, got ${describe(term)}`;
  site.report.at([...path, "value"], `${site.subject}: conditions: ${message}`);
  return undefined;
}
