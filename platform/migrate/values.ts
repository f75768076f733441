import { isBlank } from "../../src/values/cleaner";
import { readItems } from "../check/inputs";
import type { InputNode, InputNodes, VariableNode } from "../check/nodes";
import type { BuiltInput } from "../component";
import type { Finding, Review, Rewrite } from "./finding";

/** The inputs of a step or data source, and the things that their values come from. */
export interface InputsSite {
  /** The start of each message: `step Create Source`. */
  subject: string;
  inputs: InputNodes;
  declared: readonly BuiltInput[];
  variables: ReadonlyMap<string, VariableNode>;
  /** Tells if a reference leads to results of the component itself, which its inputs accept. */
  isOwnResult(reference: string): boolean;
}

/**
 * Reviews the values of inputs with the cleaners of the component. Spelling that only differs in case or
 * outer spaces is rewritten; refused values are found, and values that are known only in a run.
 */
export function reviewInputs(site: InputsSite): Review {
  const rewrites: Rewrite[] = [];
  const findings: Finding[] = [];
  for (const [key, input] of site.inputs) {
    const declared = site.declared.find((one) => one.key === key);
    if (!input || !declared || declared.type === "connection") continue;
    const spelled = findSpellings(input, declared);
    rewrites.push(
      ...spelled.map(({ node, value }) => ({
        path: [...node.path, "value"],
        to: value,
        message: `${site.subject}: ${declared.label}: "${node.value}" is now "${value}"`,
      })),
    );
    if (spelled.length === 0) findings.push(...reviewInput(input, declared, site));
  }
  return { rewrites, findings };
}

function reviewInput(input: InputNode, declared: BuiltInput, site: InputsSite): Finding[] {
  const { subject } = site;
  const found = (urgency: Finding["urgency"], message: string): Finding[] => [
    {
      path: [...input.path, "value"],
      urgency,
      message: `${subject}: ${message}`,
      input: input.type === "value" || input.type === "complex" ? declared.key : undefined,
    },
  ];
  switch (input.type) {
    case "value":
    case "complex": {
      const literal = findLiteral(input, declared);
      const refusal = literal === undefined ? undefined : findRefusal(declared, literal);
      return refusal === undefined ? [] : found("change", refusal);
    }
    case "reference":
    case "template": {
      const expected = describeExpected(declared);
      if (expected === undefined || input.value === "") return [];
      if (input.type === "reference" && site.isOwnResult(input.value)) return [];
      const source = input.type === "reference" ? input.value : "a template";
      return found(
        "check",
        `${declared.label}: its value comes from ${source}; expected ${expected}`,
      );
    }
    case "configVar":
      return reviewVariable(input.value, declared, site, found);
  }
}

/** Reviews the values that a config variable can give to an input. */
function reviewVariable(
  name: string,
  declared: BuiltInput,
  { variables, subject }: InputsSite,
  found: (urgency: Finding["urgency"], message: string) => Finding[],
): Finding[] {
  const variable = variables.get(name);
  // The keys of the choices of a data source are IDs of Segment; a list is checked in a run.
  if (!variable || variable.dataSource || variable.collectionType !== undefined) return [];
  const { pickList = [], defaultValue, path, dataType } = variable;
  const expected = describeExpected(declared);
  if (expected === undefined) return [];
  const refused = (at: (string | number)[], value: string): Finding[] => {
    const refusal = isBlank(value) ? undefined : findRefusal(declared, value);
    if (refusal === undefined) return [];
    const message = `config variable ${name}, for ${subject}: ${refusal}`;
    return [{ path: [...path, ...at], urgency: "change", message }];
  };
  const wrong = [
    ...pickList.flatMap((choice, index) => refused(["pickList", index], choice)),
    ...refused(["defaultValue"], defaultValue),
  ];
  const isKnown =
    pickList.length > 0 ||
    (dataType === "boolean" &&
      [true, false].every((value) => findRefusal(declared, value) === undefined));
  if (wrong.length > 0 || isKnown) return wrong;
  return found(
    "check",
    `${declared.label}: its value comes from config variable ${name}; expected ${expected}`,
  );
}

/** Finds the value of an input that the file states entirely; undefined otherwise and for blank text. */
function findLiteral(input: InputNode, { collection }: BuiltInput): unknown {
  if (input.type !== "complex") return isBlank(input.value) ? undefined : input.value;
  const items = readItems(input);
  if (items.length < input.value.length || items.some(({ type }) => type !== "value"))
    return undefined;
  if (collection === "valuelist") return items.map(({ value }) => value);
  if (collection !== "keyvaluelist") return undefined;
  const names = items.map(({ name }) => (typeof name === "object" ? findText(name) : name));
  if (names.some((name) => name === undefined)) return undefined;
  return items.map(({ value }, index) => ({ key: names[index], value }));
}

const findText = (node: InputNode): string | undefined =>
  node.type === "value" ? node.value : undefined;

/** Finds the reason for which the component refuses a value. */
function findRefusal({ clean }: BuiltInput, value: unknown): string | undefined {
  try {
    clean?.(value);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Text that only free text accepts. */
const PROBE = "\u0007 ?";

/** Describes the accepted values of an input; undefined if it accepts any text. */
function describeExpected(declared: BuiltInput): string | undefined {
  const refusal = findRefusal(declared, PROBE);
  return refusal === undefined ? undefined : /: expected (.*), got /.exec(refusal)?.[1];
}

/** Finds the choices of an input that are spelled in another case or with outer spaces. */
function findSpellings(
  input: InputNode,
  { model, type }: BuiltInput,
): { node: InputNode & { value: string }; value: string }[] {
  const choices = model?.map(({ value }) => value) ?? (type === "boolean" ? ["true", "false"] : []);
  if (choices.length === 0) return [];
  const nodes = input.type === "complex" ? readItems(input) : [input];
  return nodes.flatMap((node) => {
    if (node.type !== "value" || choices.includes(node.value)) return [];
    const plain = node.value.trim().toLowerCase();
    const [match, another] = choices.filter((choice) => choice.toLowerCase() === plain);
    return match !== undefined && another === undefined ? [{ node, value: match }] : [];
  });
}
