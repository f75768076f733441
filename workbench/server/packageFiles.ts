import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { documentAddress } from "../documents";
import type { ComponentDescription, LoadedComponent, StepKind } from "../protocol";

/** The files of the package of a component that say more about its steps than the component does. */
interface PackageFiles {
  /** The title of the page of the reference by the key of an action. */
  groups: ReadonlyMap<string, string>;
  /** The titles in the order of the reference. */
  order: readonly string[];
  /** The address of the reference in the workbench by the key of a step, for each kind. */
  references: Record<StepKind, ReadonlyMap<string, string>>;
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
  return {
    ...readGroups(index ?? ""),
    references: readReferences(folder, index ?? ""),
    routes: contract ? readRoutes(contract) : new Map(),
  };
}

/** Adds the groups and routes of the package to the description of a component. */
export function describeWithFiles(
  { steps, ...component }: LoadedComponent,
  { groups, order, routes, references }: PackageFiles,
): Omit<ComponentDescription, "hasSimulator"> {
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
