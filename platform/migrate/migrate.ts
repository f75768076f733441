import type { DocumentedComponent } from "../../contract/documentedComponent";
import {
  type FlowNode,
  type IntegrationNode,
  readNodes,
  type StepNode,
  type VariableNode,
} from "../check/nodes";
import type { BuiltComponent } from "../component";
import { toReferenceName } from "../format/names";
import { type Path, type Problem, readSource, type Source } from "../format/source";
import { DefinitionVersion } from "../format/spectral";
import { listSteps } from "../format/walk";
import { reviewConnection } from "./connections";
import { editScalars } from "./edits";
import { type Finding, joinReviews, type Note, type Review, type Rewrite } from "./finding";
import { reviewRawRequest } from "./rawRequest";
import { recheck } from "./recheck";
import { findMissingFields, makeOwnResultTest, reviewResults } from "./results";
import { reviewSettings } from "./settings";
import { findUses, listReferences, reviewReference, type Use } from "./uses";
import { type InputsSite, reviewInputs } from "./values";

/** A migrated file. */
export interface Migration {
  text: string;
  /** The numbers of parts that use this component now. */
  moved: Record<Use["kind"], number>;
  /** The number of parts that used this component before. */
  alreadyHere: number;
  /** The changed values and references, by line. */
  rewritten: Problem[];
  /** The places that a person must look at, by line. */
  notes: Note[];
}

/** Tells if a step or config variable moves to this component. */
type IsMoved = (part: StepNode | VariableNode) => boolean;

/**
 * Migrates an integration from the documented component to this one. Only the scalars that must change
 * are replaced; every other character of the text stays.
 * @returns the problems instead, if the text is not an integration.
 */
export function migrate(
  text: string,
  component: BuiltComponent,
  documented: DocumentedComponent,
): Migration | { problems: Problem[] } {
  const source = readSource(text);
  const problems = findFileProblems(source);
  if (problems.length > 0) return { problems };
  const nodes = readNodes(source.data);
  const dataAt = (path: Path): unknown => path.reduce<unknown>(readKey, source.data);
  const uses = findUses(nodes, component, documented);
  const known = uses.filter(({ declared }) => declared !== undefined);
  const paths = new Set(known.map(({ path }) => path));
  const isMoved: IsMoved = ({ path }) => paths.has(path);
  const missing = findMissingFields(documented, component);
  const { rewrites, findings } = joinReviews([
    ...uses.map((use) => reviewReference(use, dataAt)),
    ...nodes.variables.map((variable) => reviewVariable(variable, nodes, component, isMoved)),
    ...nodes.flows.flatMap((flow) => [
      ...reviewSteps(flow, nodes, component, isMoved),
      reviewResults(flow, findMovedSteps(flow, isMoved), missing, dataAt),
    ]),
  ]);
  const edited = editScalars(text, rewrites);
  const skipped = new Set<object>(edited.skipped);
  const made = rewrites.filter((rewrite) => !skipped.has(rewrite));
  const count = (kind: Use["kind"]): number => known.filter((use) => use.kind === kind).length;
  return {
    text: edited.text,
    moved: {
      steps: count("steps"),
      connections: count("connections"),
      dataSources: count("dataSources"),
    },
    alreadyHere: listReferences(nodes).filter(
      ({ reference }) => reference.component === component.key && !reference.isPublic,
    ).length,
    rewritten: byLine(
      made
        .filter(({ message }) => message !== "")
        .map(({ path, message }) => ({ line: source.lineOf(path), message })),
    ),
    notes: byLine([
      ...findings.map((finding) => toNote(finding, source)),
      ...rewrites.filter((rewrite) => skipped.has(rewrite)).map((one) => skippedNote(one, source)),
      ...recheck(edited.text, { source, nodes, uses, findings, component, isMoved }),
    ]),
  };
}

/** Finds the reasons for which a text is not an integration of the platform. */
function findFileProblems(source: Source): Problem[] {
  if (source.problems.length > 0) return source.problems;
  const { definitionVersion, flows } = Object(source.data) as Record<string, unknown>;
  if (definitionVersion !== DefinitionVersion) {
    const message = `expected an integration with definitionVersion: ${DefinitionVersion}`;
    return [{ line: source.lineOf(["definitionVersion"]), message }];
  }
  if (Array.isArray(flows) && flows.length > 0) return [];
  return [{ line: source.lineOf(["flows"]), message: "flows: expected at least one flow" }];
}

const readKey = (data: unknown, key: string | number): unknown =>
  typeof data === "object" && data !== null && Object.hasOwn(data, key)
    ? (data as Record<string | number, unknown>)[key]
    : undefined;

/** Reviews a config variable: a connection, or the inputs of a data source. */
function reviewVariable(
  variable: VariableNode,
  nodes: IntegrationNode,
  component: BuiltComponent,
  isMoved: IsMoved,
): Review {
  const steps = nodes.flows.flatMap((flow) => listSteps(flow.steps)).filter(isMoved);
  const isUsed = steps.some(({ inputs }) =>
    [...inputs.values()].some(
      (input) => input?.type === "configVar" && input.value === variable.key,
    ),
  );
  const own = isMoved(variable);
  const findings = reviewConnection(variable, component, { isMoved: own, isUsed });
  const declared = own ? component.dataSources[variable.dataSource?.key ?? ""]?.inputs : undefined;
  if (!declared) return { rewrites: [], findings };
  const site: InputsSite = {
    subject: `config variable ${variable.key}`,
    inputs: variable.inputs,
    declared,
    variables: byKey(nodes),
    isOwnResult: () => false,
  };
  return joinReviews([{ rewrites: [], findings }, reviewInputs(site)]);
}

const byKey = ({ variables }: IntegrationNode): ReadonlyMap<string, VariableNode> =>
  new Map(variables.map((variable) => [variable.key, variable]));

/** Reviews the inputs of the moved steps of a flow. */
function reviewSteps(
  flow: FlowNode,
  nodes: IntegrationNode,
  component: BuiltComponent,
  isMoved: IsMoved,
): Review[] {
  const isOwnResult = makeOwnResultTest(flow, isMoved);
  const variables = byKey(nodes);
  return listSteps(flow.steps)
    .filter(isMoved)
    .flatMap((step) => {
      const key = step.action?.key ?? "";
      const all = step === flow.steps[0] ? component.triggers : component.actions;
      const site: InputsSite = {
        subject: `step ${step.name}`,
        inputs: step.inputs,
        declared: all[key]?.inputs ?? [],
        variables,
        isOwnResult,
      };
      return [
        reviewInputs(site),
        reviewSettings(key, site),
        ...(key === "rawRequest" ? [reviewRawRequest(site)] : []),
      ];
    });
}

const findMovedSteps = (flow: FlowNode, isMoved: IsMoved): ReadonlyMap<string, StepNode> =>
  new Map(
    listSteps(flow.steps)
      .filter(isMoved)
      .map((step) => [toReferenceName(step.name), step]),
  );

function toNote({ path, lineWithin, urgency, message }: Finding, source: Source): Note {
  const line = lineWithin === undefined ? source.lineOf(path) : source.lineWithin(path, lineWithin);
  return { line, urgency, message };
}

const skippedNote = ({ path, to, message }: Rewrite, source: Source): Note => ({
  line: source.lineOf(path),
  urgency: "change",
  message: `${message === "" ? String(path.at(-1)) : message}: not changed, because an alias (*name) shares the value or it has several lines; write ${JSON.stringify(to)}`,
});

/** Sorts by line, without repetitions. */
const byLine = <Item extends Problem>(items: readonly Item[]): Item[] =>
  [...new Map(items.map((item) => [`${item.line} ${item.message}`, item])).values()].sort(
    (one, other) => one.line - other.line,
  );
