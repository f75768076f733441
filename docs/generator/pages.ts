import { OPERATIONS, operationOfAction } from "./operations";

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

const ORDER = [...OPERATIONS.keys()];

function placeOf(key: string): { title: string; at: number } {
  const title = COMPOSITES[key];
  if (title !== undefined) return { title, at: -1 };
  const operation = operationOfAction(key);
  if (!operation)
    throw new Error(`${key} is not an operation of the contract: add its page to COMPOSITES`);
  return { title: operation.tag, at: ORDER.indexOf(operation.operationId) };
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
