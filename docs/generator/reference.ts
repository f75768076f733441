import type { BuiltComponent, BuiltStep } from "../../platform/component";
import { inputsTable, section } from "./markdown";
import { fileOf, type Page, pagesOf } from "./pages";

const GENERATED = "<!-- Made by `npm run docs` from the built component. -->";
const DATA_SOURCES = "data-sources.md";
const CONNECTIONS = "connections.md";
const TRIGGERS = "triggers.md";

const file = (lines: readonly string[]): string => `${lines.join("\n").trimEnd()}\n`;

const link = (step: Pick<BuiltStep, "key" | "display">, page: string): string =>
  `[${step.display.label}](${page}#${step.key})`;

function actionPage({ title, actions }: Page, component: BuiltComponent): string {
  const steps = actions.map((key) => component.actions[key] as BuiltStep);
  const labels = labelsOf(component.dataSources);
  return file([
    GENERATED,
    "",
    `# ${title}`,
    "",
    ...steps.map((step) => `- ${link(step, "")}: ${step.display.description}`),
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
    ...steps.flatMap((step) => section(step, labelsOf(dataSources))),
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
    ...all.map((trigger) => `- ${link(trigger, "")}: ${trigger.display.description}`),
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

function index(pages: readonly Page[], component: BuiltComponent): string {
  const { actions, triggers, dataSources, connections, display, key } = component;
  const count = `${Object.keys(actions).length} actions, ${Object.keys(triggers).length} triggers, ${Object.keys(dataSources).length} data sources and ${connections.length} connection`;
  return file([
    GENERATED,
    "",
    `# Reference of ${display.label}`,
    "",
    `Component key: \`${key}\`. ${count}.`,
    "",
    `- [Connections](${CONNECTIONS})`,
    `- [Data sources](${DATA_SOURCES})`,
    `- [Triggers](${TRIGGERS}): ${Object.values(triggers)
      .map((trigger) => link(trigger, TRIGGERS))
      .join(", ")}`,
    "",
    "| Page | Actions |",
    "|---|---|",
    ...pages.map(({ title, actions: keys }) => {
      const links = keys.map((one) => link(actions[one] as BuiltStep, fileOf(title)));
      return `| [${title}](${fileOf(title)}) | ${links.join(", ")} |`;
    }),
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
