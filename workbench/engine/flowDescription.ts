import { checkIntegration } from "../../platform/check";
import { readNodes, type StepNode } from "../../platform/check/nodes";
import type { BuiltComponent } from "../../platform/component";
import { type Path, readSource, type Source } from "../../platform/format/source";
import { listSteps } from "../../platform/format/walk";
import { formatCount } from "../../platform/run/summary";
import type { FlowBox, FlowFileDescription } from "../protocol";

type Fields = Record<string, unknown>;

/** The value at a path of the file; undefined if there is none. */
const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, key) => (node as Fields | null | undefined)?.[key], data);

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** A number of the file. Anything else, which the check refuses, is 0. */
const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);

/** The words of a key of the platform: `loopOverItems` is `Loop over items`. */
function wordsOf(key: string): string {
  const words = key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Describes the error handler of a step; undefined if it fails the flow. */
function describeErrorHandler(config: unknown): string | undefined {
  const { errorHandlerType, maxAttempts, delaySeconds, usesExponentialBackoff, ignoreFinalError } =
    (typeof config === "object" && config !== null ? config : {}) as Fields;
  if (errorHandlerType === "ignore") return "A failure is ignored";
  if (errorHandlerType !== "retry") return undefined;
  const times = formatCount(numberOf(maxAttempts), "time");
  const delay = numberOf(delaySeconds);
  const after = delay > 0 ? ` after ${delay} s` : "";
  const backoff = after && usesExponentialBackoff === true ? ", then twice as long" : "";
  const end = ignoreFinalError === true ? "; the last failure is ignored" : "";
  return `Retried up to ${times}${after}${backoff}${end}`;
}

/** Describes the steps of a file. */
class Describer {
  constructor(
    private readonly source: Source,
    private readonly component: BuiltComponent,
  ) {}

  box = (step: StepNode): FlowBox => {
    const { path, name, action, isTrigger, steps, branches } = step;
    const raw = (valueAt(this.source.data, path) ?? {}) as Fields;
    const lineOf = (at: Path) => this.source.lineOf(at);
    return {
      id: path.slice(1).join("."),
      name,
      action: action ? `${action.component}.${action.key}` : "",
      ...this.named(action),
      description: textOf(raw.description),
      line: lineOf(path),
      endLine: this.source.lastLineOf(path),
      isTrigger,
      errorHandler: describeErrorHandler(raw.errorConfig),
      steps: steps?.map(this.box),
      branches: branches?.map((branch) => ({
        name: branch.name,
        line: lineOf(branch.path),
        steps: branch.steps.map(this.box),
      })),
    };
  };

  private named(action: StepNode["action"]): Pick<FlowBox, "label" | "uses"> {
    if (!action) return { label: "" };
    const { component, key } = action;
    if (component !== this.component.key) return { label: wordsOf(key) };
    const { actions, triggers } = this.component;
    for (const [kind, declared] of [
      ["action", actions],
      ["trigger", triggers],
    ] as const) {
      const step = Object.hasOwn(declared, key) ? declared[key] : undefined;
      if (step) return { label: step.display?.label ?? wordsOf(key), uses: { kind, key } };
    }
    return { label: wordsOf(key) };
  }
}

/** Checks the text of a flow file, and describes the flows in it as far as they can be read. */
export function describeFlowFile(text: string, component: BuiltComponent): FlowFileDescription {
  const source = readSource(text);
  const { problems } = checkIntegration(source, component);
  const describer = new Describer(source, component);
  const data = (source.data ?? {}) as Fields;
  return {
    title: textOf(data.name) ?? "",
    description: textOf(data.description),
    flows: readNodes(source.data).flows.map(({ path, name, steps }) => {
      const boxes = steps.map(describer.box);
      return {
        name,
        description: textOf((valueAt(source.data, path) as Fields | undefined)?.description),
        boxes,
        steps: listSteps<FlowBox>(boxes).length,
      };
    }),
    problems,
  };
}
