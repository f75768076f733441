import { DOCUMENTED_KEYS } from "../../contract/documentedKeys";
import contract from "../../contract/openapi.json";

interface Operation {
  operationId: string;
  tags: string[];
}

/** The steps that are no single operation, and the part of Segment's documentation they belong to. */
const COMPOSITES: Readonly<Record<string, string>> = {
  deleteOrSuppressUsers: "Deletion and Suppression",
  deployFunctionAndWait: "Functions",
  rawRequest: "Raw Request",
  replaceAllRulesInTrackingPlan: "Tracking Plans",
  runReverseETLSync: "Reverse ETL",
  testConnection: "Workspaces",
  upsertDestination: "Destinations",
  upsertSource: "Sources",
};

/** A page of the reference. */
export interface Page {
  title: string;
  /** Keys of its actions, in the order of Segment's documentation; steps above operations first. */
  actions: string[];
}

const operations = Object.values(contract.paths).flatMap(
  (methods) => Object.values(methods) as Operation[],
);

/** Where an operation stands in Segment's documentation. */
const places = new Map(
  operations.map(({ operationId, tags }, at) => [operationId, { title: tags[0] ?? "", at }]),
);

function placeOf(key: string): { title: string; at: number } {
  const title = COMPOSITES[key];
  if (title !== undefined) return { title, at: -1 };
  const place = places.get(DOCUMENTED_KEYS[key] ?? key);
  if (!place) throw new Error(`${key} is no operation of the contract: say which page it is on`);
  return place;
}

/** Sorts actions into pages as Segment's documentation has them, both in its order. */
export function pagesOf(keys: readonly string[]): Page[] {
  const pages = new Map<string, string[]>();
  const ordered = keys
    .map((key) => ({ key, ...placeOf(key) }))
    .toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  for (const { key, title } of ordered) pages.set(title, [...(pages.get(title) ?? []), key]);
  return [...pages]
    .map(([title, actions]) => ({ title, actions }))
    .toSorted((a, b) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1));
}

/** The file of a page: `iam-groups.md`. */
export const fileOf = (title: string): string => `${title.toLowerCase().replaceAll(" ", "-")}.md`;
