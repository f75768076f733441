import type { BuiltComponent, BuiltStep, BuiltTrigger } from "../../platform/component";
import { commonInputs, dataSourceSection, inputsTable, section } from "./markdown";
import { fileOf, type Page, pagesOf } from "./pages";

const GENERATED = "<!-- Made by `npm run docs` from the built component. -->";
const DATA_SOURCES = "data-sources.md";
const CONNECTIONS = "connections.md";
const TRIGGERS = "triggers.md";

const file = (lines: readonly string[]): string => `${lines.join("\n").trimEnd()}\n`;

/** The place in the index that explains the results of steps. */
const RESULTS = "README.md#results";

const link = (step: Pick<BuiltStep, "key" | "display">, page: string): string =>
  `[${step.display.label}](${page}#${step.key})`;

/** A line of a list of steps; the steps to start with are in bold. */
function line({ key, display }: BuiltStep | BuiltTrigger, page: string): string {
  const isImportant = "important" in display && display.important === true;
  const name = link({ key, display }, page);
  return `- ${isImportant ? `**${name}**` : name}: ${display.description}`;
}

function actionPage({ title, actions }: Page, component: BuiltComponent): string {
  const steps = actions.map((key) => component.actions[key] as BuiltStep);
  const labels = labelsOf(component.dataSources);
  return file([
    GENERATED,
    "",
    `# ${title}`,
    "",
    ...steps.map((step) => line(step, "")),
    "",
    `A later step reads the example payloads without their outer \`data\`: [results](${RESULTS}).`,
    "",
    ...steps.flatMap((step) => section(step, labels)),
  ]);
}

const labelsOf = (dataSources: BuiltComponent["dataSources"]): Map<string, string> =>
  new Map(Object.values(dataSources).map(({ key, display }) => [key, display.label]));

function dataSourcePage({ dataSources }: BuiltComponent): string {
  const steps = Object.values(dataSources).toSorted((a, b) =>
    a.display.label < b.display.label ? -1 : 1,
  );
  return file([
    GENERATED,
    "",
    "# Data sources",
    "",
    "Picklists offer what the workspace holds, whole and sorted by name, to a configuration page or to an input of a step. Forms and the field map are for configuration pages: [how they are used](../settings.md).",
    "",
    ...steps.map((step) => line(step, "")),
    "",
    "## Inputs of every data source",
    "",
    "Not every data source has the second. The sections below list only further inputs.",
    "",
    ...inputsTable(commonInputs(steps)),
    "",
    ...steps.flatMap((step) => dataSourceSection(step, labelsOf(dataSources))),
  ]);
}

function triggerPage({ triggers, dataSources }: BuiltComponent): string {
  const all = Object.values(triggers);
  return file([
    GENERATED,
    "",
    "# Triggers",
    "",
    "A flow can start when something happens in Segment: [how triggers work](../triggers.md), and what to set in Segment for each.",
    "",
    ...all.map((trigger) => line(trigger, "")),
    "",
    ...all.flatMap((trigger) => section(trigger, labelsOf(dataSources))),
  ]);
}

function connectionPage({ connections }: BuiltComponent): string {
  return file([
    GENERATED,
    "",
    "# Connections",
    "",
    ...connections.flatMap(({ key, label, comments = "", inputs }) => [
      `## ${label}`,
      "",
      `${comments} · key: \`${key}\``,
      "",
      ...inputsTable(inputs),
      "",
    ]),
  ]);
}

/** Explains once what the example payloads and the paths of results have in common. */
const RESULTS_SECTION = [
  "## Results",
  "",
  "Every action returns one object: `{ data: … }`, with Segment's response or the result of the step. The platform wraps it once more, so an example payload begins with `data.data`:",
  "",
  "| Place | Path to the ID of a new source |",
  "|---|---|",
  "| Example payload of Create Source | `data.data.source.id` |",
  "| Input of a later step | `createSource.results.data.source.id` |",
  "| Code of a later code step | `stepResults.createSource.results.data.source.id` |",
  "",
  "`results` takes the place of the outer `data`; the inner one stays. The result of a trigger begins with `payload` in its example, and with `results` in a flow; a data source returns `result`, which only the page or the input that shows it reads.",
  "",
];

/** Explains the line of requests in the section of a step. */
const REQUESTS_SECTION = [
  "## Requests, plans and limits",
  "",
  "The section of each step shows the request that it sends, and what Segment publishes about it:",
  "",
  "- **Stability**: stable, beta, alpha, or pre-release (only in pre-releases of Segment's SDKs). Segment may change all but the stable ones.",
  "- **Feature**: the plan of the workspace must have it. Without it, Segment refuses the request.",
  "- **Rate limit**: the requests that Segment accepts a minute, if the operation has a limit of its own. Descriptions in the designer show it too. [What a limit means for a flow](../reliability.md#rate-limits-and-loops).",
  "",
];

function index(pages: readonly Page[], component: BuiltComponent): string {
  const { actions, triggers, dataSources, connections, display, key } = component;
  const count = `${Object.keys(actions).length} actions, ${Object.keys(triggers).length} triggers, ${Object.keys(dataSources).length} data sources and ${connections.length} connection`;
  return file([
    GENERATED,
    "",
    `# Reference of ${display.label}`,
    "",
    `Component key: \`${key}\`. ${count}. The steps in bold are the ones to start with; the designer marks them as important.`,
    "",
    `- [Connections](${CONNECTIONS})`,
    `- [Data sources](${DATA_SOURCES})`,
    `- [Triggers](${TRIGGERS})`,
    `- [Results](#results)`,
    `- [Requests, plans and limits](#requests-plans-and-limits)`,
    "",
    ...RESULTS_SECTION,
    ...REQUESTS_SECTION,
    `## Start a flow`,
    "",
    ...Object.values(triggers).map((trigger) => line(trigger, TRIGGERS)),
    "",
    ...pages.flatMap(({ title, actions: keys }) => [
      `## [${title}](${fileOf(title)})`,
      "",
      ...keys.map((one) => line(actions[one] as BuiltStep, fileOf(title))),
      "",
    ]),
  ]);
}

/** Builds all files of the reference from the component, by file name. */
export function referenceOf(component: BuiltComponent): Map<string, string> {
  const pages = pagesOf(Object.keys(component.actions));
  return new Map([
    ["README.md", index(pages, component)],
    [CONNECTIONS, connectionPage(component)],
    [DATA_SOURCES, dataSourcePage(component)],
    [TRIGGERS, triggerPage(component)],
    ...pages.map((page): [string, string] => [fileOf(page.title), actionPage(page, component)]),
  ]);
}
