import type { BuiltInput, BuiltStep, BuiltTrigger } from "../../platform/component";
import { describeRequests, operationOfAction } from "./operations";
import { rawRequestExample } from "./rawRequestExample";

/** Escapes text for a table cell: a bar or a line end would end the cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ").trim();

const code = (text: string): string => {
  const fence = text.includes("`") ? "``" : "`";
  return text === "" ? "" : cell(`${fence}${text}${fence}`);
};

const COLLECTIONS: Readonly<Record<string, string>> = {
  valuelist: "Value List",
  keyvaluelist: "Key Value List",
};

function kindOf({ type, required, collection }: BuiltInput): string {
  return [
    type,
    ...(required ? ["Required"] : []),
    ...(collection ? [COLLECTIONS[collection] ?? collection] : []),
  ].join(" / ");
}

/** Describes the choices of an input: a fixed set of values or a data source. */
function choicesOf({ model, dataSource }: BuiltInput, labels: ReadonlyMap<string, string>): string {
  if (dataSource) return ` Choices: [${labels.get(dataSource)}](data-sources.md#${dataSource}).`;
  if (!model) return "";
  if (model.map(({ value }) => value).join() === "true,false") return " `true` or `false`.";
  const names = model.map(({ label, value }) =>
    label === value ? code(value) : `${code(value)} (${label})`,
  );
  return ` One of ${names.join(", ")}.`;
}

function defaultOf({ default: prefilled }: BuiltInput): string {
  return prefilled === undefined || prefilled === "" ? "" : code(String(prefilled));
}

function row(input: BuiltInput, labels: ReadonlyMap<string, string>): string {
  const { label, key, comments = "", example, placeholder } = input;
  const cells = [
    `${label}<br>${kindOf(input)}<br>${code(key)}`,
    defaultOf(input),
    `${cell(comments)}${choicesOf(input, labels)}`,
    code(example ?? placeholder ?? ""),
  ];
  return `| ${cells.join(" | ")} |`;
}

/**
 * Builds the table of a step's inputs.
 * @param labels the label of each data source by key.
 */
export function inputsTable(
  inputs: readonly BuiltInput[],
  labels: ReadonlyMap<string, string> = new Map(),
): string[] {
  return [
    "| Input | Default | Notes | Example |",
    "|---|---|---|---|",
    ...inputs.map((input) => row(input, labels)),
  ];
}

/** Inputs of almost every data source, which the page of data sources explains once. */
const COMMON_INPUTS = ["connection", "connectionInput", "region"];

/** The inputs that data sources share, each as the first of them declares it. */
export function commonInputs(dataSources: readonly BuiltStep[]): BuiltInput[] {
  const all = dataSources.flatMap(({ inputs }) => inputs);
  return COMMON_INPUTS.flatMap((key) => all.find((input) => input.key === key) ?? []);
}

/** The operations of a step: a line for its own, a list of those that a composite step can call. */
function operationLines(key: string): string[] {
  const operations = describeRequests(key);
  if (operationOfAction(key)) return [...operations, ""];
  if (operations.length === 0) return [];
  return ["Can call:", "", ...operations.map((line) => `- ${line}`), ""];
}

/** Builds the section of a data source: description and the inputs that not every one has. */
export function dataSourceSection(step: BuiltStep, labels: ReadonlyMap<string, string>): string[] {
  const own = step.inputs.filter(({ key }) => !COMMON_INPUTS.includes(key));
  return [
    ...opening(step, ` · type: ${step.dataSourceType}`),
    ...(own.length > 0 ? [...inputsTable(own, labels), ""] : []),
    ...payload(step),
  ];
}

/** Builds the section of an action or a trigger: description, requests, inputs and example. */
export function section(
  step: BuiltStep | BuiltTrigger,
  labels: ReadonlyMap<string, string>,
): string[] {
  return [
    ...opening(step),
    ...operationLines(step.key),
    ...inputsTable(step.inputs, labels),
    "",
    ...(step.key === "rawRequest" ? rawRequestExample() : []),
    ...payload(step),
  ];
}

const opening = ({ key, display }: BuiltStep | BuiltTrigger, kind = ""): string[] => [
  `<a id="${key}"></a>`,
  "",
  `## ${display.label}`,
  "",
  `${display.description} · key: \`${key}\`${kind}`,
  "",
];

/** A longer example is folded, so that the next step is in sight. */
const UNFOLDED_LINES = 12;

function payload({ display, examplePayload }: BuiltStep | BuiltTrigger): string[] {
  if (examplePayload === undefined) return [];
  const title = `Example payload for ${display.label}`;
  const lines = JSON.stringify(examplePayload, null, 2).split("\n");
  const block = ["```json", ...lines, "```", ""];
  if (lines.length <= UNFOLDED_LINES) return [title, "", ...block];
  return ["<details>", `<summary>${title}</summary>`, "", ...block, "</details>", ""];
}
