import { DOCUMENTED_KEYS } from "../../contract/documentedKeys";
import contract from "../../contract/openapi.json";

interface Operation {
  operationId: string;
  tags: string[];
}

/** The page of the steps that most builders look for comes first. */
const SENDING = "Sending Events";

/** The tag in Segment's documentation for each step that is not a single operation. */
export const COMPOSITES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      "trackEvent",
      "identifyUser",
      "trackPage",
      "trackScreen",
      "groupUser",
      "aliasUser",
      "sendEvents",
    ].map((key) => [key, SENDING]),
  ),
  convertLearningLockerJourney: "Learning Locker",
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
  /** The keys of its actions in the order of Segment's documentation; composite steps come first. */
  actions: string[];
}

const operations = Object.values(contract.paths).flatMap(
  (methods) => Object.values(methods) as Operation[],
);

/** The place of each operation in Segment's documentation. */
const places = new Map(
  operations.map(({ operationId, tags }, at) => [operationId, { title: tags[0] ?? "", at }]),
);

function placeOf(key: string): { title: string; at: number } {
  const title = COMPOSITES[key];
  if (title !== undefined) return { title, at: -1 };
  const place = places.get(DOCUMENTED_KEYS[key] ?? key);
  if (!place)
    throw new Error(`${key} is not an operation of the contract: add its page to COMPOSITES`);
  return place;
}

/** Groups actions into pages as in Segment's documentation, both in its order. */
export function pagesOf(keys: readonly string[]): Page[] {
  const pages = new Map<string, string[]>();
  const ordered = keys
    .map((key) => ({ key, ...placeOf(key) }))
    .toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  for (const { key, title } of ordered) pages.set(title, [...(pages.get(title) ?? []), key]);
  return [...pages]
    .map(([title, actions]) => ({ title, actions }))
    .toSorted((a, b) => (sortName(a.title) < sortName(b.title) ? -1 : 1));
}

const sortName = (title: string): string => (title === SENDING ? "" : title.toLowerCase());

/** The file name of a page, such as `iam-groups.md`. */
export const fileOf = (title: string): string => `${title.toLowerCase().replaceAll(" ", "-")}.md`;
