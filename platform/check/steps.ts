import type { BuiltComponent, BuiltStep, BuiltTrigger } from "../component";
import { BUILT_IN, type BuiltInStep } from "../format/builtIn";
import { toReferenceName } from "../format/names";
import { listSteps } from "../format/walk";
import { checkBranches } from "./branches";
import { findMentions } from "./code";
import { hint } from "./describe";
import { checkInputs, type InputsSite } from "./inputs";
import type { FlowNode, ReferenceNode, StepNode } from "./nodes";
import type { Report } from "./report";
import {
  findKinds,
  type ResultSchema,
  readResultSchema,
  readTriggerSchema,
  TRIGGER_PAYLOAD,
  UNKNOWN,
} from "./resultSchema";
import { checkSchedule } from "./schedule";
import { findPlaces, Scope } from "./scope";
import { toBuiltInTarget, toTarget } from "./targets";
import { describeMissingVariable } from "./values";
import type { Variables } from "./variables";

/** The input of the check of a flow. */
interface FlowCheckContext {
  report: Report;
  component: BuiltComponent;
  variables: Variables;
}

/** The kind of a step. */
type Kind =
  | { is: "action"; action: BuiltStep }
  | { is: "trigger"; trigger: BuiltTrigger }
  | { is: "builtIn"; builtIn: BuiltInStep }
  | { is: "unknown" };

/** Checks the steps of a flow in the order of a run. */
export function checkFlow(flow: FlowNode, context: FlowCheckContext): void {
  checkReferenceNames(flow.steps, context.report);
  new FlowCheck(context, flow).steps(flow.steps, new Scope(findPlaces(flow.steps)), true);
}

/** Checks that the reference names of steps are unique. */
function checkReferenceNames(steps: readonly StepNode[], report: Report): void {
  const first = new Map<string, StepNode>();
  for (const step of listSteps(steps)) {
    const name = toReferenceName(step.name);
    const other = first.get(name);
    if (name === "") {
      report.at(step.path, `step ${step.name}: expected a name with letters or digits`);
    } else if (other) {
      const line = report.source.lineOf([...other.path, "name"]);
      const message = `is referred to as ${name}, and so is step ${other.name} in line ${line}`;
      report.at([...step.path, "name"], `step ${step.name}: ${message}`);
    } else first.set(name, step);
  }
}

class FlowCheck {
  constructor(
    private readonly context: FlowCheckContext,
    private readonly flow: FlowNode,
  ) {}

  /** Checks steps in order, and returns the schema of the results of the last one. */
  steps(steps: readonly StepNode[], outer: Scope, isFlow = false): ResultSchema {
    let scope = outer;
    let last: ResultSchema = UNKNOWN;
    for (const [index, step] of steps.entries()) {
      last = this.step(step, scope.of(step), isFlow && index === 0);
      scope = scope.after(step, last);
    }
    return last;
  }

  /** Checks a step and the steps within it, and returns the schema of its results. */
  private step(step: StepNode, scope: Scope, isFirst: boolean): ResultSchema {
    const { report, variables } = this.context;
    const subject = `step ${step.name}`;
    const kind = step.action ? this.find(step.action, isFirst) : UNKNOWN_STEP;
    this.checkTrigger(step, kind, isFirst);
    const site: InputsSite = {
      report,
      subject,
      path: step.path,
      variables,
      scope,
      mayHaveMore: kind.is === "builtIn",
    };
    checkInputs(step.inputs, findTargets(kind), site);
    this.checkCode(step, scope);
    return this.inside(step, kind, scope, site);
  }

  /** Finds the action or the trigger of a step. */
  private find({ path, key, component, isPublic }: ReferenceNode, isFirst: boolean): Kind {
    const { report, component: own } = this.context;
    const wrong = (at: string[], message: string): void => report.at([...path, ...at], message);
    const steps = Object.hasOwn(BUILT_IN, component) ? BUILT_IN[component] : undefined;
    if (!steps && component !== own.key) {
      const known = [own.key, ...Object.keys(BUILT_IN)];
      const message = `${component}: a local run supports no such component`;
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
    if (!steps) {
      const found = findOwn(own, key, isFirst);
      if (found) return found;
    } else if (Object.hasOwn(steps, key)) {
      return { is: "builtIn", builtIn: steps[key] as BuiltInStep };
    }
    const known: object = steps ?? (isFirst ? own.triggers : own.actions);
    // The components of the platform have further actions that a local run does not support.
    const why = steps
      ? `a local run supports no such action of ${component}`
      : `${component} has no such ${isFirst ? "trigger" : "action"}`;
    wrong(["key"], `${key}: ${why}${hint(key, Object.keys(known))}`);
    return UNKNOWN_STEP;
  }

  private checkTrigger(step: StepNode, kind: Kind, isFirst: boolean): void {
    const { report, variables } = this.context;
    const subject = `step ${step.name}`;
    const triggers = isTrigger(kind);
    if (isFirst && (!step.isTrigger || triggers === false)) {
      const why = step.isTrigger
        ? `${step.action?.key} is not a trigger`
        : "isTrigger: true is missing";
      report.at(step.path, `${subject}: the first step of a flow is its trigger; ${why}`);
    } else if (!isFirst && (step.isTrigger || triggers)) {
      report.at(step.path, `${subject}: only the first step of a flow is a trigger`);
    }
    if (isFirst && step.hasErrorConfig) {
      report.at([...step.path, "errorConfig"], `${subject}: a trigger has no errorConfig`);
    }
    if (kind.is !== "unknown") {
      checkSchedule(step, findScheduleSupport(step, kind), report, variables);
    }
    const { triggerResolver } = this.flow;
    if (isFirst && triggerResolver?.enabled && kind.is !== "unknown" && !divides(kind)) {
      const message = `flow ${this.flow.name}: triggerResolver: step ${step.name} does not support it`;
      report.at(triggerResolver.path, message);
    }
  }

  /** Checks the steps and config variables that code names. */
  private checkCode(step: StepNode, scope: Scope): void {
    const { report, variables } = this.context;
    const code = step.inputs.get("code");
    if (step.action?.component !== "code" || code?.type !== "value") return;
    for (const { of, name, line } of findMentions(code.value)) {
      const at = [...code.path, "value"];
      if (of === "variable") {
        if (!variables.has(name)) {
          report.within(at, line, `step ${step.name}: ${describeMissingVariable(name, variables)}`);
        }
        continue;
      }
      const why = scope.explainUnreachable(name);
      if (why) report.within(at, line, `step ${step.name}: stepResults.${name}: ${why}`);
    }
  }

  /** Checks the steps within a step, and returns the schema of its results. */
  private inside(step: StepNode, kind: Kind, scope: Scope, site: InputsSite): ResultSchema {
    const { report } = this.context;
    const holds = kind.is === "builtIn" ? kind.builtIn.holds : undefined;
    const misplaced = (key: "steps" | "branches"): void => {
      if (kind.is !== "unknown" && holds !== key && step[key]) {
        report.at(
          [...step.path, key],
          `${site.subject}: ${step.action?.key} cannot contain ${key}`,
        );
      } else if (holds === key && !step[key]) {
        report.at(step.path, `${site.subject}: ${key} is missing`);
      }
    };
    misplaced("steps");
    misplaced("branches");
    if (kind.is === "builtIn" && kind.builtIn.inLoop && !scope.isInLoop) {
      report.at(step.path, `${site.subject}: ${step.action?.key} is allowed only in a loop`);
    }
    let results: ResultSchema = UNKNOWN;
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
    if (kind.is === "trigger") return readTriggerSchema(kind.trigger, this.flow.triggerResolver);
    return kind.is === "action" ? readResultSchema(kind.action) : UNKNOWN;
  }

  /** The schema of the items of a loop. */
  private currentItem({ action, inputs }: StepNode, scope: Scope): ResultSchema {
    const items = inputs.get("items");
    if (action?.key !== "loopOverItems" || items?.type !== "reference") return UNKNOWN;
    const found = scope.findSchema(items.value);
    return (found && findKinds(found)?.includes("list") && found.items) || UNKNOWN;
  }
}

const UNKNOWN_STEP: Kind = { is: "unknown" };

/** Finds a trigger or an action of the component. A key of both is meant as the position tells. */
function findOwn(own: BuiltComponent, key: string, isFirst: boolean): Kind | undefined {
  const trigger = Object.hasOwn(own.triggers, key) ? own.triggers[key] : undefined;
  const action = Object.hasOwn(own.actions, key) ? own.actions[key] : undefined;
  if (trigger && (isFirst || !action)) return { is: "trigger", trigger };
  return action && { is: "action", action };
}

/** Tells if a step is a trigger; undefined if that is unknown. */
function isTrigger(kind: Kind): boolean | undefined {
  if (kind.is === "unknown") return undefined;
  return kind.is === "trigger" || (kind.is === "builtIn" && kind.builtIn.isTrigger === true);
}

function findScheduleSupport({ action }: StepNode, kind: Kind): BuiltTrigger["scheduleSupport"] {
  if (kind.is === "trigger") return kind.trigger.scheduleSupport;
  return action?.component === "schedule-triggers" ? "required" : "invalid";
}

/** Tells if the items of a trigger's results can be divided among several runs. */
const divides = (kind: Kind): boolean =>
  kind.is === "trigger" && kind.trigger.resolveTriggerItems !== undefined;

function findTargets(kind: Kind) {
  switch (kind.is) {
    case "action":
      return kind.action.inputs.map(toTarget);
    case "trigger":
      return kind.trigger.inputs.map(toTarget);
    case "builtIn":
      return kind.builtIn.inputs.map(toBuiltInTarget);
    case "unknown":
      return undefined;
  }
}
