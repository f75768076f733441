import type { BuiltComponent, BuiltStep } from "../component";
import { BUILT_IN, type BuiltInStep } from "../format/builtIn";
import { referenceName } from "../format/names";
import { allSteps } from "../format/walk";
import { checkBranches } from "./branches";
import { mentionsOf } from "./code";
import { hint } from "./describe";
import { checkInputs, type InputsSite } from "./inputs";
import type { FlowPart, ReferencePart, StepPart } from "./parts";
import type { Report } from "./report";
import { checkSchedule } from "./schedule";
import { placesOf, Scope } from "./scope";
import { kindsOf, resultsOf, type Shape, TRIGGER_PAYLOAD, UNKNOWN } from "./shapes";
import { targetOf, targetOfBuiltIn } from "./targets";
import { missingVariable } from "./values";
import type { Variables } from "./variables";

/** What a flow is held against. */
export interface Surroundings {
  report: Report;
  component: BuiltComponent;
  variables: Variables;
}

/** What a step turned out to be. */
type Kind =
  | { is: "action"; action: BuiltStep }
  | { is: "builtIn"; builtIn: BuiltInStep }
  | { is: "unknown" };

/** Checks the steps of a flow in the order in which they run. */
export function checkFlow(flow: FlowPart, around: Surroundings): void {
  checkReferenceNames(flow.steps, around.report);
  new FlowCheck(around).steps(flow.steps, new Scope(placesOf(flow.steps)), true);
}

/** Steps are told apart by their reference names. */
function checkReferenceNames(steps: readonly StepPart[], report: Report): void {
  const first = new Map<string, StepPart>();
  for (const step of allSteps(steps)) {
    const name = referenceName(step.name);
    const other = first.get(name);
    if (name === "") {
      report.at(step.path, `step ${step.name}: a name needs letters or digits to refer to it by`);
    } else if (other) {
      const line = report.source.lineOf([...other.path, "name"]);
      const message = `is referred to as ${name}, and so is step ${other.name} in line ${line}`;
      report.at([...step.path, "name"], `step ${step.name}: ${message}`);
    } else first.set(name, step);
  }
}

class FlowCheck {
  constructor(private readonly around: Surroundings) {}

  /** Checks steps one after the other; answers the shape of the results of the last. */
  steps(steps: readonly StepPart[], outer: Scope, isFlow = false): Shape {
    let scope = outer;
    let last: Shape = UNKNOWN;
    for (const [index, step] of steps.entries()) {
      last = this.step(step, scope.of(step), isFlow && index === 0);
      scope = scope.after(step, last);
    }
    return last;
  }

  /** Checks a step with what is in it; answers the shape of its results. */
  private step(step: StepPart, scope: Scope, isFirst: boolean): Shape {
    const { report, variables } = this.around;
    const subject = `step ${step.name}`;
    const kind = step.action ? this.find(step.action) : UNKNOWN_STEP;
    this.checkTrigger(step, kind, isFirst);
    const site: InputsSite = {
      report,
      subject,
      path: step.path,
      variables,
      scope,
      mayHaveMore: kind.is === "builtIn",
    };
    checkInputs(step.inputs, targetsOf(kind), site);
    this.checkCode(step, scope);
    return this.inside(step, kind, scope, site);
  }

  /** Finds the action that a step names. */
  private find({ path, key, component, isPublic }: ReferencePart): Kind {
    const { report, component: own } = this.around;
    const wrong = (at: string[], message: string): void => report.at([...path, ...at], message);
    const steps = Object.hasOwn(BUILT_IN, component) ? BUILT_IN[component] : undefined;
    if (!steps && component !== own.key) {
      const known = [own.key, ...Object.keys(BUILT_IN)];
      const message = `${component}: no component of that name can be run here`;
      wrong(["component", "key"], `${message}${hint(component, known)}`);
      return UNKNOWN_STEP;
    }
    if (isPublic !== (steps !== undefined)) {
      const whose = steps ? "the platform's own" : "not the platform's own";
      wrong(
        ["component", "isPublic"],
        `${component} is ${whose}: expected isPublic ${!isPublic}, got ${isPublic}`,
      );
    }
    const known: object = steps ?? own.actions;
    if (!Object.hasOwn(known, key)) {
      // The platform's components have more than is known here.
      const why = steps
        ? `no action of ${component} of that name can be run here`
        : `${component} has no such action`;
      wrong(["key"], `${key}: ${why}${hint(key, Object.keys(known))}`);
      return UNKNOWN_STEP;
    }
    const builtIn = steps?.[key];
    if (builtIn) return { is: "builtIn", builtIn };
    return { is: "action", action: own.actions[key] as BuiltStep };
  }

  private checkTrigger(step: StepPart, kind: Kind, isFirst: boolean): void {
    const { report, variables } = this.around;
    const subject = `step ${step.name}`;
    const triggers =
      kind.is === "unknown" ? undefined : kind.is === "builtIn" && kind.builtIn.isTrigger === true;
    if (isFirst && (!step.isTrigger || triggers === false)) {
      const why = step.isTrigger ? `${step.action?.key} is none` : "isTrigger: true is missing";
      report.at(step.path, `${subject}: the first step of a flow is its trigger; ${why}`);
    } else if (!isFirst && (step.isTrigger || triggers)) {
      report.at(step.path, `${subject}: only the first step of a flow is a trigger`);
    }
    if (isFirst && step.hasErrorConfig) {
      report.at([...step.path, "errorConfig"], `${subject}: a trigger has no errorConfig`);
    }
    if (kind.is !== "unknown") checkSchedule(step, report, variables);
  }

  /** Code names the steps before it and config variables. */
  private checkCode(step: StepPart, scope: Scope): void {
    const { report, variables } = this.around;
    const code = step.inputs.get("code");
    if (step.action?.component !== "code" || code?.type !== "value") return;
    for (const { of, name, line } of mentionsOf(code.value)) {
      const at = [...code.path, "value"];
      if (of === "variable") {
        if (!variables.has(name)) {
          report.within(at, line, `step ${step.name}: ${missingVariable(name, variables)}`);
        }
        continue;
      }
      const why = scope.whyNot(name);
      if (why) report.within(at, line, `step ${step.name}: stepResults.${name}: ${why}`);
    }
  }

  /** Checks the steps within a step; answers the shape of its results. */
  private inside(step: StepPart, kind: Kind, scope: Scope, site: InputsSite): Shape {
    const { report } = this.around;
    const holds = kind.is === "builtIn" ? kind.builtIn.holds : undefined;
    const misplaced = (key: "steps" | "branches"): void => {
      if (kind.is !== "unknown" && holds !== key && step[key]) {
        report.at([...step.path, key], `${site.subject}: ${step.action?.key} holds no ${key}`);
      } else if (holds === key && !step[key]) {
        report.at(step.path, `${site.subject}: ${key} is missing`);
      }
    };
    misplaced("steps");
    misplaced("branches");
    if (kind.is === "builtIn" && kind.builtIn.inLoop && !scope.isInLoop) {
      report.at(step.path, `${site.subject}: ${step.action?.key} belongs in a loop`);
    }
    let results: Shape = UNKNOWN;
    if (step.steps) {
      const items = this.steps(step.steps, scope.inLoop(step, this.currentItem(step, scope)));
      results = { type: "array", items };
    }
    for (const branch of step.branches ?? []) {
      this.steps(branch.steps, scope.inBranch(step, branch.name));
    }
    if (holds === "branches") checkBranches(step, site);
    if (holds === "steps") return results;
    if (kind.is === "builtIn") return kind.builtIn.isTrigger ? TRIGGER_PAYLOAD : UNKNOWN;
    return kind.is === "action" ? resultsOf(kind.action) : UNKNOWN;
  }

  /** The shape of what a loop goes over. */
  private currentItem({ action, inputs }: StepPart, scope: Scope): Shape {
    const items = inputs.get("items");
    if (action?.key !== "loopOverItems" || items?.type !== "reference") return UNKNOWN;
    const found = scope.shapeAt(items.value);
    return (found && kindsOf(found)?.includes("list") && found.items) || UNKNOWN;
  }
}

const UNKNOWN_STEP: Kind = { is: "unknown" };

function targetsOf(kind: Kind) {
  switch (kind.is) {
    case "action":
      return kind.action.inputs.map(targetOf);
    case "builtIn":
      return kind.builtIn.inputs.map(targetOfBuiltIn);
    case "unknown":
      return undefined;
  }
}
