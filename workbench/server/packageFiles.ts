import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type PublishedOperation, publishedOperations } from "../../contract/publishedOperations";
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
  /** The published facts about an operation, such as its method and path, by its key. */
  operations: ReadonlyMap<string, PublishedOperation>;
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

/** Reads the index of the reference: a heading for each page, and below it a line for each of its actions. */
function readGroups(index: string): Pick<PackageFiles, "groups" | "order"> {
  const pages = [...index.matchAll(PAGE)];
  const groups = pages.flatMap(([, title = "", , lines = ""]) =>
    [...lines.matchAll(STEP)].map(([, , key = ""]): [string, string] => [key, title]),
  );
  return { groups: new Map(groups), order: pages.map(([, title = ""]) => title) };
}

/** A heading that links to a page, with the lines below it up to the next heading. */
const PAGE = /^## \[([^\]]+)\]\(([\w-]+\.md)\)\n((?:(?!#).*\n)*)/gm;
/** A line that begins with a link to a step. */
const STEP = /^- (?:\*\*)?\[[^\]]+\]\(([\w-]+\.md)#(\w+)\)/gm;

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
  const actions = [...index.matchAll(PAGE)].flatMap(([, , , lines = ""]) => [
    ...lines.matchAll(STEP),
  ]);
  return {
    action: new Map(actions.map(([, page = "", key = ""]) => toAddress(page, key))),
    trigger: onPage("trigger"),
    dataSource: onPage("dataSource"),
  };
}

/** Reads the reference and the contract in the package of a component, if it has them. */
export function readPackageFiles(file: string): PackageFiles {
  const folder = packageOf(file);
  const index = read(folder, `${REFERENCE}/README.md`);
  const contract = read(folder, "contract/openapi.json");
  return {
    ...readGroups(index ?? ""),
    references: readReferences(folder, index ?? ""),
    operations: new Map(
      publishedOperations(contract ? JSON.parse(contract) : {}).map((one) => [
        one.operationId,
        one,
      ]),
    ),
  };
}

/** The request of a step that is one operation, and the feature that it needs. */
const requestOf = (operation?: PublishedOperation) =>
  operation && { route: operation.route, feature: operation.feature };

/** Adds the groups and routes of the package to the description of a component. */
export function describeWithFiles(
  { steps, ...component }: LoadedComponent,
  { groups, order, operations, references }: PackageFiles,
): Omit<ComponentDescription, "hasSimulator"> {
  const placeOf = (group: string) => order.indexOf(group) + 1 || order.length + 1;
  const places = new Map([...groups.keys()].map((key, at) => [key, at]));
  return {
    ...component,
    steps: steps
      .map((step) => ({
        ...step,
        group: (step.kind === "action" && groups.get(step.key)) || KINDS[step.kind],
        ...(step.kind === "action" && requestOf(operations.get(step.key))),
        reference: references[step.kind].get(step.key),
      }))
      .toSorted(
        (one, other) =>
          Object.keys(KINDS).indexOf(one.kind) - Object.keys(KINDS).indexOf(other.kind) ||
          placeOf(one.group) - placeOf(other.group) ||
          (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0),
      ),
    routes: [
      ...new Set([...operations.values()].map(({ route }) => route.replace(/^\w+ /, ""))),
    ].toSorted(),
  };
}
