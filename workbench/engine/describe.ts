import { readFileSync } from "node:fs";
import path from "node:path";
import type { BuiltComponent, BuiltInput, BuiltStep, BuiltTrigger } from "../../platform/component";
import type { InputDescription, LoadedComponent } from "../protocol";

function describeInput(input: BuiltInput): InputDescription {
  const { key, label, type, collection, comments, example, placeholder, required } = input;
  const { model, dataSource, language } = input;
  const preset = input.default;
  return {
    key,
    label,
    type,
    collection,
    comments,
    example,
    placeholder,
    required: required === true,
    default: preset,
    model,
    dataSource,
    language,
  };
}

type DescribedStep = LoadedComponent["steps"][number];

const describeStep = (kind: "action" | "dataSource", step: BuiltStep): DescribedStep => ({
  kind,
  key: step.key,
  ...step.display,
  inputs: step.inputs.map(describeInput),
  changes: kind === "action" && step.performSafety !== "SAFE",
  examplePayload: step.examplePayload,
  outputSchema: step.outputSchema && JSON.parse(step.outputSchema.schema),
  dataSourceType: step.dataSourceType,
});

const describeTrigger = (trigger: BuiltTrigger): DescribedStep => ({
  kind: "trigger",
  key: trigger.key,
  ...trigger.display,
  inputs: trigger.inputs.map(describeInput),
  changes: false,
  examplePayload: trigger.examplePayload,
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
  const { key, display, connections = [], actions = {}, triggers = {} } = component;
  const { label, description, category, iconPath } = display;
  return {
    key,
    label,
    description,
    category,
    icon: readIcon(file, iconPath),
    connections: connections.map((connection) => ({
      key: connection.key,
      label: connection.label,
      comments: connection.comments,
      inputs: connection.inputs.map(describeInput),
    })),
    steps: [
      ...Object.values(actions).map((action) => describeStep("action", action)),
      ...Object.values(triggers).map(describeTrigger),
      ...Object.values(component.dataSources ?? {}).map((dataSource) =>
        describeStep("dataSource", dataSource),
      ),
    ],
  };
}
