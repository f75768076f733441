import type { Models } from "../contract/models";
import { textsIn, truncate } from "../http/reasons";
import { isExact } from "../values/exactNumber";
import { readTime } from "./time";

type Sync = Models["ReverseETLSyncStatus"];

/** The end of a sync; `unknown` if it has finished with a status that says nothing. */
export type SyncEnd = "succeeded" | "partial" | "failed" | "canceled" | "unknown";

/**
 * Neither Segment's contract nor its documentation lists the words. Public clients know SUCCESS and
 * FAIL, and Segment's app shows In progress, Successful and Failed; the others are the words of its
 * other statuses, such as those of regulations, and usual spellings.
 */
const WORDS: Readonly<Record<Exclude<SyncEnd, "unknown"> | "running", string>> = {
  running:
    "IN_PROGRESS RUNNING QUEUED PENDING SCHEDULED INITIALIZED INITIALIZING STARTED STARTING PROCESSING EXTRACTING LOADING CANCELING CANCELLING",
  succeeded: "SUCCESS SUCCESSFUL SUCCEEDED COMPLETE COMPLETED FINISHED DONE",
  partial:
    "PARTIAL PARTIAL_SUCCESS PARTIAL_SUCCESSFUL PARTIALLY_SUCCESSFUL PARTIALLY_SUCCEEDED PARTIALLY_COMPLETED PARTIAL_FAILURE PARTIALLY_FAILED COMPLETED_WITH_ERRORS",
  failed:
    "FAIL FAILED FAILURE UNSUCCESSFUL ERROR ERRORED INVALID NOT_SUPPORTED TIMEOUT TIMED_OUT FAILED_TO_START SYNC_FAILED EXTRACT_FAILED EXTRACT_ERROR LOAD_FAILED LOAD_ERROR REJECTED EXPIRED",
  canceled: "CANCEL CANCELED CANCELLED ABORTED STOPPED SKIPPED TERMINATED KILLED",
};

const STATES = new Map(
  Object.entries(WORDS).flatMap(([state, words]) =>
    words.split(" ").map((word) => [word, state as SyncEnd | "running"] as const),
  ),
);

const LONGEST_ERROR = 500;

/** The text of an error of any shape; empty for null, false, 0 and whatever holds no text. */
function errorText(value: unknown): string {
  if (value === false) return "";
  const text = textsIn([value]).join("; ").trim();
  return text === "0" ? "" : truncate(text, LONGEST_ERROR);
}

/** The errors that a sync and its phases name. */
export function syncErrors({ error, errorCode, extractPhase, loadPhase }: Sync): string[] {
  const all = [error, errorCode, extractPhase?.errorCode, loadPhase?.errorCode];
  return [...new Set(all.map(errorText).filter((text) => text !== ""))];
}

/** Whether rows were not delivered; the count may be a number or its text. */
export function hasLostRows({ loadPhase }: Sync): boolean {
  const count: unknown = loadPhase?.deliverFailureCount;
  const isCount = typeof count === "string" || typeof count === "number" || isExact(count);
  return isCount && Number(String(count).replaceAll(",", "")) > 0;
}

/** Whether an end is named; a time before the start is none. */
function hasFinished({ startedAt, finishedAt }: Sync): boolean {
  const isNamed = typeof finishedAt === "string" && finishedAt.trim() !== "";
  return isNamed && !(readTime(finishedAt) < readTime(startedAt));
}

/**
 * The end of a sync; undefined while it is under way.
 *
 * The status counts as a whole word, in any case, with spaces or hyphens for underscores. A known word
 * decides, except that a success that names an error has failed, and one that counts rows that were
 * not delivered is partial. An unknown word is never a success: such a sync is over once it has
 * finished, failed if it names an error, and its end is unknown otherwise.
 */
export function syncEnd(sync: Sync): SyncEnd | undefined {
  const word = sync.syncStatus
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, "_");
  const state = STATES.get(word);
  if (state === "running") return undefined;
  const hasErrors = syncErrors(sync).length > 0;
  if (state === "succeeded") {
    if (hasErrors) return "failed";
    return hasLostRows(sync) ? "partial" : "succeeded";
  }
  if (state !== undefined) return state;
  if (!hasFinished(sync)) return undefined;
  return hasErrors ? "failed" : "unknown";
}

/** Milliseconds after which a sync without an end is taken for one that never ends. */
const LONGEST_SYNC_MS = 24 * 60 * 60_000;

/**
 * The sync to join, the one started last of those under way, and those that are passed over: they
 * started more than 24 hours ago, or before a sync that has delivered since.
 * @param now milliseconds since 1970.
 */
export function findRunning(
  syncs: readonly Sync[],
  now: number,
): { running: Sync | undefined; passedOver: Sync[] } {
  const delivered = syncs
    .filter((sync) => syncEnd(sync) === "succeeded" || syncEnd(sync) === "partial")
    .map(({ startedAt }) => readTime(startedAt))
    .filter((time) => !Number.isNaN(time));
  const earliest = delivered.reduce(
    (latest, time) => Math.max(latest, time),
    now - LONGEST_SYNC_MS,
  );
  const underWay = syncs.filter((sync) => syncEnd(sync) === undefined);
  const isStale = ({ startedAt }: Sync) => readTime(startedAt) < earliest;
  const [first, ...others] = underWay.filter((sync) => !isStale(sync));
  const running = others.reduce(
    (last, sync) => (last && readTime(sync.startedAt) > readTime(last.startedAt) ? sync : last),
    first,
  );
  return { running, passedOver: underWay.filter(isStale) };
}
