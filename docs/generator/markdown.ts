import type { BuiltInput, BuiltStep, BuiltTrigger } from "../../platform/component";

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

/** Builds the section of an action, a trigger or a data source: description, inputs and example. */
export function section(
  step: BuiltStep | BuiltTrigger,
  labels: ReadonlyMap<string, string>,
): string[] {
  const { key, display, inputs, examplePayload } = step;
  const type = "dataSourceType" in step ? step.dataSourceType : undefined;
  const kind = type === undefined ? "" : ` · type: ${type}`;
  return [
    `<a id="${key}"></a>`,
    "",
    `## ${display.label}`,
    "",
    `${display.description} · key: \`${key}\`${kind}`,
    "",
    ...inputsTable(inputs, labels),
    "",
    ...(examplePayload === undefined ? [] : payload(display.label, examplePayload)),
  ];
}

const payload = (label: string, example: unknown): string[] => [
  `Example payload for ${label}`,
  "",
  "```json",
  ...JSON.stringify(example, null, 2).split("\n"),
  "```",
  "",
];
