import { nearHint } from "../../cli/near";
import type { Path } from "../format/source";
import { describe, hint } from "./describe";
import { checkLiteral } from "./literal";
import { type InputNode, type InputNodes, readInput } from "./nodes";
import type { Target } from "./targets";
import { checkValue, type KnownValue, type Site } from "./values";
import { isConnection } from "./variables";

/** The owner of the inputs. */
export interface InputsSite extends Site {
  /** The path for a missing input. */
  path: Path;
  /** True if a required input may be absent because the customer fills it in. */
  areOptional?: boolean;
  /** True if further inputs are allowed: not all inputs of built-in steps are known. */
  mayHaveMore?: boolean;
}

/**
 * Checks inputs against their declarations. Without declarations, only references and config
 * variables are checked. Conditions and mappings are checked with the branches.
 */
export function checkInputs(
  inputs: InputNodes,
  targets: readonly Target[] | undefined,
  site: InputsSite,
): void {
  const { report, subject, path } = site;
  for (const [key, input] of inputs) {
    const target = targets?.find((one) => one.key === key);
    if (targets && !target) {
      const known = targets.map((one) => one.key);
      if (!site.mayHaveMore || nearHint(key, known)) {
        report.at([...path, "inputs", key], `${subject}: no input ${key}${hint(key, known)}`);
      }
    }
    if (input && target) checkInput(input, target, site);
    else if (input && input.type !== "complex") checkValue(input, site);
    else if (input) checkItems(input, site);
  }
  for (const target of targets ?? []) {
    if (!target.required || site.areOptional) continue;
    if (inputs.has(target.key)) {
      const input = inputs.get(target.key);
      if (input && isBlank(input) && target.kind !== "collection") {
        const message = `${subject}: input ${target.key} is required, got nothing`;
        report.at([...input.path, "value"], message);
      }
    } else if (!target.hasDefault) {
      report.at(path, `${subject}: input ${target.key} is required and missing`);
    }
  }
}

const isBlank = ({ type, value }: InputNode): boolean => type !== "complex" && value.trim() === "";

function checkInput(input: InputNode, target: Target, site: InputsSite): void {
  if (target.kind === "conditions" || target.kind === "mappings") return;
  if (target.kind === "connection") {
    checkConnection(input, target, site);
    return;
  }
  if (input.type === "complex") {
    checkComplex(input, target, site);
    return;
  }
  const known = checkValue(input, site);
  if (!known || isBlank(input)) return;
  const fits = checkKinds(input, known, target, site);
  if (fits && input.type === "value") checkLiteral(input, target, site);
}

/** Refuses a value if none of its possible kinds fits. */
function checkKinds(input: InputNode, known: KnownValue, target: Target, site: Site): boolean {
  const wrong = (got: string): boolean => {
    const message = `expected ${describeTarget(target)}, got ${got}${known.from}`;
    site.report.at([...input.path, "value"], `${site.subject}: input ${target.key}: ${message}`);
    return false;
  };
  if (input.type === "configVar" && isConnection(site.variables.get(input.value))) {
    return wrong("a connection");
  }
  const { kinds } = known;
  if (!kinds || !target.takes || kinds.some((kind) => target.takes?.includes(kind))) return true;
  const [kind = "text"] = kinds;
  return wrong(input.type === "value" ? describe(input.value) : NOUNS[kind]);
}

const NOUNS = {
  text: "text",
  number: "a number",
  boolean: "true or false",
  list: "a list",
  object: "keys and values",
} as const;

function describeTarget({ kind, collection, takes }: Target): string {
  if (kind === "collection") return collection === "keyvaluelist" ? "keys and values" : "a list";
  if (!takes) return "a value";
  return takes.includes("boolean") ? "a single value" : takes.map((one) => NOUNS[one]).join(" or ");
}

/** Checks that a connection input has a config variable that is a connection. */
function checkConnection(input: InputNode, target: Target, site: Site): void {
  const { report, subject, variables } = site;
  const wrong = (got: string): void => {
    const message = `expected a config variable that is a connection, got ${got}`;
    report.at([...input.path, "value"], `${subject}: input ${target.key}: ${message}`);
  };
  if (input.type !== "configVar") {
    if (!isBlank(input)) wrong(KINDS_OF_INPUT[input.type]);
    return;
  }
  if (!checkValue(input, site)) return;
  const variable = variables.get(input.value);
  if (!variable) return;
  if (!isConnection(variable)) wrong(`"${variable.key}", of type ${variable.dataType}`);
}

const KINDS_OF_INPUT = {
  value: "text",
  reference: "a reference",
  template: "a template",
  complex: "a list",
} as const;

function checkComplex(input: InputNode & { type: "complex" }, target: Target, site: Site): void {
  const { report, subject } = site;
  if (target.kind !== "collection") {
    const message = `${subject}: input ${target.key}: expected ${describeTarget(target)}, got a list`;
    report.at([...input.path, "type"], message);
    return;
  }
  const names = new Set<string>();
  for (const item of readItems(input)) {
    checkItem(item, target, site);
    const label = `${subject}: input ${target.key}`;
    if (target.collection === "keyvaluelist") {
      const blank = typeof item.name === "object" ? isBlank(item.name) : !item.name?.trim();
      if (blank) report.at(item.path, `${label}: expected an entry with a name`);
      const name = findItemName(item);
      if (name !== undefined && names.has(name)) {
        report.at(item.path, `${label}: ${name} appears twice`);
      }
      if (name !== undefined) names.add(name);
    } else if (item.name !== undefined) {
      report.at(item.path, `${label}: expected list entries without names`);
    }
  }
}

/** Finds the literal name of an entry. */
function findItemName({ name }: InputNode): string | undefined {
  if (typeof name === "string") return name.trim() === "" ? undefined : name;
  return name?.type === "value" && !isBlank(name) ? name.value : undefined;
}

function checkItem(item: InputNode, target: Target | undefined, site: Site): void {
  if (typeof item.name === "object") checkValue(item.name, site);
  if (item.type === "complex") {
    checkItems(item, site);
    return;
  }
  const known = checkValue(item, site);
  if (!known || !target) return;
  const single: Target = { ...target, kind: "single", takes: ["text", "number", "boolean"] };
  checkKinds(item, known, target.isChoice ? single : { ...single, takes: undefined }, site);
}

function checkItems(input: InputNode & { type: "complex" }, site: Site): void {
  for (const item of readItems(input)) checkItem(item, undefined, site);
}

/** Reads the valid items of a complex input. */
export const readItems = (input: InputNode & { type: "complex" }): InputNode[] =>
  input.value.flatMap((item, index) => readInput(item, [...input.path, "value", index]) ?? []);
