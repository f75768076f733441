import { checkIntegration } from "../check";
import type { IntegrationNode, StepNode, VariableNode } from "../check/nodes";
import { Report } from "../check/report";
import { checkStructure } from "../check/structure";
import type { BuiltComponent } from "../component";
import { toReferenceName } from "../format/names";
import { type Path, type Problem, readSource, type Source } from "../format/source";
import { listSteps } from "../format/walk";
import type { Finding, Note } from "./finding";
import type { Use } from "./uses";

/** The results of a migration that the check needs. */
interface RecheckContext {
  /** The original file. */
  source: Source;
  nodes: IntegrationNode;
  uses: readonly Use[];
  findings: readonly Finding[];
  component: BuiltComponent;
  isMoved(part: StepNode | VariableNode): boolean;
}

/** The check knows only this component and the steps of the platform that run here. */
const NOT_LOCAL = /: a local run supports no /;

/**
 * Checks the migrated file as a run does. A problem of a moved step, or of a reference to its results, must
 * be solved before the import; others were in the file before. Lines are the same in both files.
 */
export function recheck(text: string, context: RecheckContext): Note[] {
  const { source, nodes, uses, findings, component, isMoved } = context;
  const migrated = readSource(text);
  const steps = nodes.flows.flatMap((flow) => listSteps(flow.steps));
  const starts = [...steps, ...nodes.variables, ...nodes.pages, ...nodes.flows].map((part) => ({
    isMoved: "inputs" in part && isMoved(part),
    line: source.lineOf(part.path),
  }));
  /** The line in which the step or other part around a line begins. */
  const startOf = (line: number): number =>
    Math.max(1, ...starts.flatMap((start) => (start.line <= line ? [start.line] : [])));
  const moved = new Set(steps.filter(isMoved).map(({ name }) => toReferenceName(name)));
  const left = new Set(uses.filter(({ declared }) => !declared).flatMap(listLines(source)));
  const structural = findStructuralProblems(migrated);
  const isReported = ({ line, message }: Problem): boolean =>
    findings.some(
      (finding) =>
        finding.input !== undefined &&
        startOf(source.lineOf(finding.path)) === startOf(line) &&
        message.includes(`: input ${finding.input}: `),
    );
  return checkIntegration(migrated, component)
    .problems.filter((problem) => !NOT_LOCAL.test(problem.message) && !isReported(problem))
    .filter(({ line }) => !left.has(line))
    .map(({ line, message }) => {
      const [, reference = ""] = /: ([A-Za-z0-9]+)[.[]/.exec(message) ?? [];
      const isOwn = starts.some((start) => start.isMoved && start.line === startOf(line));
      const isUrgent = (isOwn || moved.has(reference)) && !structural.has(`${line} ${message}`);
      return { line, message, urgency: isUrgent ? "change" : "check" };
    });
}

/** The lines of a reference that stays as it is. */
const listLines =
  (source: Source) =>
  ({ reference }: Use): number[] =>
    [["key"], ["component", "isPublic"]].map((at: Path) =>
      source.lineOf([...reference.path, ...at]),
    );

function findStructuralProblems(source: Source): ReadonlySet<string> {
  const report = new Report(source);
  checkStructure(source.data, report);
  return new Set(report.problems().map(({ line, message }) => `${line} ${message}`));
}
