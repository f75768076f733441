import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { documentAddress } from "../documents";
import type { ComponentDescription, LoadedComponent, StepDescription, StepKind } from "../protocol";

type Documentation = NonNullable<StepDescription["documentation"]>;

/** The files of the package of a component that say more about its steps than the component does. */
interface PackageFiles {
  /** The title of the page of the reference by the key of an action. */
  groups: ReadonlyMap<string, string>;
  /** The titles in the order of the reference. */
  order: readonly string[];
  /** The address of the reference in the workbench by the key of a step, for each kind. */
  references: Record<StepKind, ReadonlyMap<string, string>>;
  /** The page of the API's documentation by the key of a step, for each kind. */
  documentation: Record<StepKind, ReadonlyMap<string, Documentation>>;
  /** The method and path of an operation by its key. */
  routes: ReadonlyMap<string, string>;
}

const KINDS: Record<StepKind, string> = {
  action: "Actions",
  trigger: "Triggers",
  dataSource: "Data Sources",
};

/** The folder of the package of a built file, such as `dist/index.js`; undefined if it is in none. */
export function packageOf(file: string): string | undefined {
  const folder = path.dirname(path.dirname(file));
  return existsSync(path.join(folder, "package.json")) ? folder : undefined;
}

function read(folder: string | undefined, name: string): string | undefined {
  const file = folder && path.join(folder, name);
  return file && existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Reads the table of the index of the reference: a page and links to its actions in each row. */
function readGroups(index: string): Pick<PackageFiles, "groups" | "order"> {
  const rows = [...index.matchAll(/^\| \[([^\]]+)\]\([^)]+\) \| (.+) \|$/gm)];
  const groups = rows.flatMap(([, title = "", links = ""]) =>
    [...links.matchAll(/\.md#(\w+)\)/g)].map(([, key = ""]): [string, string] => [key, title]),
  );
  return { groups: new Map(groups), order: rows.map(([, title = ""]) => title) };
}

const REFERENCE = "docs/reference";

/** Reads the places of the steps in the reference: from the index, or from the page of a kind. */
function readReferences(folder: string | undefined, index: string): PackageFiles["references"] {
  const toAddress = (page: string, key: string): [string, string] => [
    key,
    documentAddress({ path: `${REFERENCE}/${page}`, place: key }),
  ];
  const onPage = (kind: StepKind) => {
    const pages = [...index.matchAll(/^- \[([^\]]+)\]\(([\w-]+\.md)\)/gm)];
    const title = KINDS[kind].toLowerCase();
    const [, , page] = pages.find(([, found = ""]) => found.toLowerCase() === title) ?? [];
    const text = page ? (read(folder, `${REFERENCE}/${page}`) ?? "") : "";
    return new Map(
      [...text.matchAll(/<a id="(\w+)">/g)].map(([, key = ""]) => toAddress(page ?? "", key)),
    );
  };
  const rows = [...index.matchAll(/^\|.*\|$/gm)].join("\n");
  const actions = [...rows.matchAll(/\(([\w-]+\.md)#(\w+)\)/g)];
  return {
    action: new Map(actions.map(([, page = "", key = ""]) => toAddress(page, key))),
    trigger: onPage("trigger"),
    dataSource: onPage("dataSource"),
  };
}

/** The sections of steps in a page of the reference: an anchor with the key of the step begins each. */
const SECTIONS = /^<a id="(\w+)"><\/a>$([\s\S]*?)(?=^<a id=|(?![\s\S]))/gm;

/** The lines of a section that are no prose: code blocks, and rows of tables. */
const NO_PROSE = /^```[\s\S]*?^```$|^\|.*$/gm;

/** Reads the first link to another host in the prose of each section of a page, by the key of its step. */
function readDocumentation(page: string): [string, Documentation][] {
  return [...page.matchAll(SECTIONS)].flatMap(([, key = "", section = ""]) => {
    const prose = section.replace(NO_PROSE, "");
    const [, text = "", url] = /\[([^\]]+)\]\((https:\/\/[^()\s]+)\)/.exec(prose) ?? [];
    return url === undefined ? [] : [[key, { label: text.replaceAll("`", ""), url }]];
  });
}

/** Reads the links of the sections that the references of steps lead to. */
function readAllDocumentation(
  folder: string | undefined,
  references: PackageFiles["references"],
): PackageFiles["documentation"] {
  const linksOf = (kind: StepKind) => {
    // The address of a page in the reference is its path in the package.
    const pages = new Set([...references[kind].values()].map((one) => one.split("#")[0] ?? ""));
    return new Map(
      [...pages].flatMap((page) => readDocumentation(read(folder, page.slice(1)) ?? "")),
    );
  };
  return {
    action: linksOf("action"),
    trigger: linksOf("trigger"),
    dataSource: linksOf("dataSource"),
  };
}

/** Reads the operations of an OpenAPI document. */
function readRoutes(document: string): Map<string, string> {
  const { paths = {} } = JSON.parse(document) as {
    paths?: Record<string, Record<string, { operationId?: string }>>;
  };
  return new Map(
    Object.entries(paths).flatMap(([route, methods]) =>
      Object.entries(methods).flatMap(([method, { operationId }]): [string, string][] =>
        operationId ? [[operationId, `${method.toUpperCase()} ${route}`]] : [],
      ),
    ),
  );
}

/** Reads the reference and the contract in the package of a component, if it has them. */
export function readPackageFiles(file: string): PackageFiles {
  const folder = packageOf(file);
  const index = read(folder, `${REFERENCE}/README.md`);
  const contract = read(folder, "contract/openapi.json");
  const references = readReferences(folder, index ?? "");
  return {
    ...readGroups(index ?? ""),
    references,
    documentation: readAllDocumentation(folder, references),
    routes: contract ? readRoutes(contract) : new Map(),
  };
}

/** Adds the groups and routes of the package to the description of a component. */
export function describeWithFiles(
  { steps, ...component }: LoadedComponent,
  { groups, order, routes, references, documentation }: PackageFiles,
): Omit<ComponentDescription, "hasSimulator" | "hasDocuments"> {
  const placeOf = (group: string) => order.indexOf(group) + 1 || order.length + 1;
  const places = new Map([...groups.keys()].map((key, at) => [key, at]));
  return {
    ...component,
    steps: steps
      .map((step) => ({
        ...step,
        group: (step.kind === "action" && groups.get(step.key)) || KINDS[step.kind],
        route: step.kind === "action" ? routes.get(step.key) : undefined,
        reference: references[step.kind].get(step.key),
        documentation: documentation[step.kind].get(step.key),
      }))
      .toSorted(
        (one, other) =>
          Object.keys(KINDS).indexOf(one.kind) - Object.keys(KINDS).indexOf(other.kind) ||
          placeOf(one.group) - placeOf(other.group) ||
          (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0),
      ),
    routes: [
      ...new Set([...routes.values()].map((route) => route.replace(/^\w+ /, ""))),
    ].toSorted(),
  };
}
