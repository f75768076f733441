import type { DocumentedComponent } from "../../contract/documentedComponent";
import { findMentions } from "../check/code";
import type { FlowNode, StepNode } from "../check/nodes";
import type { BuiltComponent } from "../component";
import { toReferenceName } from "../format/names";
import type { Path } from "../format/source";
import { listSteps } from "../format/walk";
import { actionDifferences } from "./differences";
import type { Finding, Review, Rewrite } from "./finding";

/** A field of the documented results of an action that this component does not return. */
export interface MissingField {
  action: string;
  field: string;
  /** The name of the same field here, at the top of the response. */
  renamed?: string;
}

/**
 * Finds the fields of documented results that differ. A field at the top of the response that stands
 * alone on each side is one field with two names.
 */
export function findMissingFields(
  documented: DocumentedComponent,
  component: BuiltComponent,
): MissingField[] {
  return documented.actions
    .flatMap((action) => actionDifferences(action, component))
    .filter(({ property }) => property === "payload")
    .flatMap(({ of, documented: theirs, ours }): MissingField[] => {
      const [action = "", ...path] = of.split(".");
      if (!Array.isArray(theirs) || !Array.isArray(ours)) {
        return [{ action, field: path.at(-1) ?? "" }];
      }
      const gone: string[] = theirs.filter((field) => !ours.includes(field));
      const added: string[] = ours.filter((field) => !theirs.includes(field));
      const renamed = gone.length === 1 && added.length === 1 ? added[0] : undefined;
      return gone.map((field) => ({ action, field, renamed }));
    });
}

/** The steps of a flow that had results of the documented component, by reference name. */
export type MovedSteps = ReadonlyMap<string, StepNode>;

/**
 * Reviews the references of a flow to results of moved steps. References and templates to a renamed field
 * are rewritten. Code that names a step and a missing field is found.
 * @param dataAt reads the data of the file at a path.
 */
export function reviewResults(
  flow: FlowNode,
  moved: MovedSteps,
  missing: readonly MissingField[],
  dataAt: (path: Path) => unknown,
): Review {
  const rewrites: Rewrite[] = [];
  const findings: Finding[] = [];
  const fieldsOf = (name: string): MissingField[] =>
    missing.filter(({ action }) => action === moved.get(name)?.action?.key);
  const names = [...moved.keys()].filter((name) => fieldsOf(name).length > 0);
  if (names.length === 0) return { rewrites, findings };
  for (const step of listSteps(flow.steps)) {
    const subject = `step ${step.name}`;
    const inputs = [...step.path, "inputs"];
    for (const { path, text } of listReferences(dataAt(inputs), inputs)) {
      const parts = names.flatMap((name) =>
        fieldsOf(name).flatMap((field) => partsOf(text, name, field)),
      );
      if (parts.length === 0) continue;
      const to = parts.reduce((all, [from, next]) => all.replaceAll(from, next), text);
      const message = parts.map(([from, next]) => `${from} is now ${next}`).join(", ");
      rewrites.push({ path, to, parts, message: `${subject}: ${message}` });
    }
    findings.push(...reviewCode(step, names, fieldsOf));
  }
  return { rewrites, findings };
}

/** Finds the paths in a text that begin with a renamed field of a step, with their replacements. */
function partsOf(text: string, name: string, { field, renamed }: MissingField): [string, string][] {
  if (renamed === undefined) return [];
  const start = `${name}.results.data.`;
  const path = new RegExp(`(?<![\\w.])${start.replaceAll(".", "\\.")}${field}(?![\\w])`);
  return path.test(text) ? [[`${start}${field}`, `${start}${renamed}`]] : [];
}

function reviewCode(
  { name, action, inputs, path }: StepNode,
  names: readonly string[],
  fieldsOf: (name: string) => MissingField[],
): Finding[] {
  const code = inputs.get("code");
  if (action?.component !== "code" || code?.type !== "value") return [];
  const has = (word: string): boolean =>
    new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(code.value);
  const mentions = findMentions(code.value);
  return names
    .filter((step) => has(step))
    .flatMap((step) =>
      fieldsOf(step)
        .filter(({ field }) => has(field))
        .map(({ field, renamed }): Finding => {
          const line = mentions.find((mention) => mention.name === step)?.line;
          const now =
            renamed === undefined ? `have no ${field}` : `have ${renamed} instead of ${field}`;
          return {
            path: [...path, "inputs", "code", "value"],
            lineWithin: line,
            urgency: "check",
            message: `step ${name}: the code names ${step} and ${field}: the results of ${step} ${now} here`,
          };
        }),
    );
}

/** Lists the texts of references and templates in inputs, also those in lists and conditions. */
function listReferences(data: unknown, path: Path): { path: Path; text: string }[] {
  if (typeof data !== "object" || data === null) return [];
  const { type, value } = data as { type?: unknown; value?: unknown };
  const isReference = (type === "reference" || type === "template") && typeof value === "string";
  return [
    ...(isReference ? [{ path: [...path, "value"], text: value }] : []),
    ...Object.entries(data).flatMap(([key, inner]) =>
      listReferences(inner, [...path, Array.isArray(data) ? Number(key) : key]),
    ),
  ];
}

/** Returns a test for references that lead to results of moved steps, also through loops over them. */
export function makeOwnResultTest(
  flow: FlowNode,
  isOwn: (step: StepNode) => boolean,
): (reference: string) => boolean {
  const steps = new Map(listSteps(flow.steps).map((step) => [toReferenceName(step.name), step]));
  const test = (reference: string, seen: readonly StepNode[] = []): boolean => {
    const step = steps.get(reference.split(/[.[]/)[0] ?? "");
    if (!step || seen.includes(step)) return false;
    if (isOwn(step)) return true;
    const items = step.action?.component === "loop" ? step.inputs.get("items") : undefined;
    return items?.type === "reference" && test(items.value, [...seen, step]);
  };
  return test;
}
