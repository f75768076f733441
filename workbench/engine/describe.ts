import { readFileSync } from "node:fs";
import path from "node:path";
import type { BuiltComponent, BuiltInput, BuiltStep, BuiltTrigger } from "../../platform/component";
import { toJsonValue } from "../../platform/trace/jsonValue";
import type { Choice, InputDescription, LoadedComponent } from "../protocol";

/** A text of a component, or another one if it has none: JavaScript does not check what it declares. */
const textOr = (other: string, text: unknown): string =>
  typeof text === "string" && text.trim() !== "" ? text : other;

/** A text that the page shows; undefined for anything else. */
const shownText = (text: unknown): string | undefined =>
  typeof text === "string" ? text : undefined;

/** The choices of a fixed list. A choice without a label shows its value. */
function describeModel(model: unknown): Choice[] | undefined {
  if (!Array.isArray(model)) return undefined;
  return model.map((choice) => {
    const value = String(choice?.value ?? "");
    return { label: textOr(value, choice?.label), value };
  });
}

/** The texts of an action, a trigger or a data source. */
const describeDisplay = ({ key, display }: Pick<BuiltStep, "key" | "display">) => ({
  label: textOr(key, display?.label),
  description: textOr("", display?.description),
});

function describeInput(input: BuiltInput): InputDescription {
  const { key, label, type, collection, comments, example, placeholder, required } = input;
  const { dataSource, language } = input;
  const preset = input.default;
  return {
    key,
    label: textOr(key, label),
    type: textOr("string", type),
    collection,
    comments: shownText(comments),
    example: shownText(example),
    placeholder: shownText(placeholder),
    required: required === true,
    default: toJsonValue(preset),
    model: describeModel(input.model),
    dataSource,
    language,
  };
}

const describeInputs = (inputs: readonly BuiltInput[] | undefined): InputDescription[] =>
  (inputs ?? []).map(describeInput);

/** The value of a JSON text; undefined if there is none, or if it is not JSON. */
function readJson(text: string | undefined): unknown {
  try {
    return text && JSON.parse(text);
  } catch {
    return undefined;
  }
}

type DescribedStep = LoadedComponent["steps"][number];

const describeStep = (kind: "action" | "dataSource", step: BuiltStep): DescribedStep => ({
  kind,
  key: step.key,
  ...describeDisplay(step),
  inputs: describeInputs(step.inputs),
  changes: kind === "action" && step.performSafety !== "SAFE",
  examplePayload: toJsonValue(step.examplePayload),
  outputSchema: readJson(step.outputSchema?.schema),
  dataSourceType: step.dataSourceType,
});

const describeTrigger = (trigger: BuiltTrigger): DescribedStep => ({
  kind: "trigger",
  key: trigger.key,
  ...describeDisplay(trigger),
  inputs: describeInputs(trigger.inputs),
  changes: false,
  examplePayload: toJsonValue(trigger.examplePayload),
  isPolling: trigger.isPollingTrigger === true,
});

/** The icon of a component as a data URL; undefined if its file is missing. */
function readIcon(file: string, iconPath: string | undefined): string | undefined {
  if (!iconPath?.endsWith(".png")) return undefined;
  try {
    const icon = readFileSync(path.join(path.dirname(file), iconPath));
    return `data:image/png;base64,${icon.toString("base64")}`;
  } catch {
    return undefined;
  }
}

/**
 * Describes a component as JSON.
 * @param file the file of the component. Its icon lies beside it.
 */
export function describeComponent(component: BuiltComponent, file: string): LoadedComponent {
  const {
    key,
    display,
    connections = [],
    actions = {},
    triggers = {},
    dataSources = {},
  } = component;
  const { category, iconPath } = display;
  return {
    key,
    ...describeDisplay(component),
    category,
    icon: readIcon(file, iconPath),
    connections: connections.map((connection) => ({
      key: connection.key,
      label: textOr(connection.key, connection.label),
      comments: shownText(connection.comments),
      inputs: describeInputs(connection.inputs),
    })),
    steps: [
      ...Object.values(actions).map((action) => describeStep("action", action)),
      ...Object.values(triggers).map(describeTrigger),
      ...Object.values(dataSources).map((dataSource) => describeStep("dataSource", dataSource)),
    ],
  };
}
