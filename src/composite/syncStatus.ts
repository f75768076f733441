import type { Models } from "../contract/models";
import { textsIn, truncate } from "../http/reasons";
import { isExact } from "../values/exactNumber";
import { readTime } from "./time";

type Sync = Models["ReverseETLSyncStatus"];

/** The result of a sync; `unknown` if it has finished with an unknown status. */
type SyncEnd = "succeeded" | "partial" | "failed" | "canceled" | "unknown";

/**
 * The statuses of syncs. Neither Segment's contract nor its documentation lists them. Public clients
 * use SUCCESS and FAIL, and Segment's app shows In progress, Successful and Failed. The others come from
 * Segment's other statuses, such as those of regulations, and from common spellings.
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

/** Returns the text of an error of any shape; empty for null, false, 0 and values without text. */
function errorText(value: unknown): string {
  if (value === false) return "";
  const text = textsIn([value]).join("; ").trim();
  return text === "0" ? "" : truncate(text, LONGEST_ERROR);
}

/** Returns the error texts of a sync and its phases, each once. */
export function syncErrors({ error, errorCode, extractPhase, loadPhase }: Sync): string[] {
  const all = [error, errorCode, extractPhase?.errorCode, loadPhase?.errorCode];
  return [...new Set(all.map(errorText).filter((text) => text !== ""))];
}

/** Returns true if rows were not delivered. The count may be a number or text. */
export function hasLostRows({ loadPhase }: Sync): boolean {
  const count: unknown = loadPhase?.deliverFailureCount;
  const isCount = typeof count === "string" || typeof count === "number" || isExact(count);
  return isCount && Number(String(count).replaceAll(",", "")) > 0;
}

/** Returns true if the sync has a finish time that is not before its start. */
function hasFinished({ startedAt, finishedAt }: Sync): boolean {
  const isNamed = typeof finishedAt === "string" && finishedAt.trim() !== "";
  return isNamed && !(readTime(finishedAt) < readTime(startedAt));
}

/**
 * Returns the result of a sync; undefined while it is running.
 *
 * The status is compared as a whole, in any case, with spaces or hyphens for underscores. A known status
 * decides, with two exceptions: a success with an error has failed, and a success with undelivered rows
 * is partial. A sync of an unknown status ends when it has a finish time. It has failed if it has an
 * error; otherwise its result is unknown.
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

/** Milliseconds after which a running sync counts as stuck. */
const LONGEST_SYNC_MS = 24 * 60 * 60_000;

/**
 * Finds the sync to join: the running one that started last. Ignores syncs that started more than 24
 * hours ago, or before a sync that has delivered since.
 * @param now milliseconds since 1970.
 * @returns the sync to join, if any, and the ignored ones.
 */
export function findRunning(
  syncs: readonly Sync[],
  now: number,
): { running: Sync | undefined; ignored: Sync[] } {
  const delivered = syncs
    .filter((sync) => syncEnd(sync) === "succeeded" || syncEnd(sync) === "partial")
    .map(({ startedAt }) => readTime(startedAt))
    .filter((time) => !Number.isNaN(time));
  const earliest = delivered.reduce(
    (latest, time) => Math.max(latest, time),
    now - LONGEST_SYNC_MS,
  );
  const unfinished = syncs.filter((sync) => syncEnd(sync) === undefined);
  const isStale = ({ startedAt }: Sync) => readTime(startedAt) < earliest;
  const [first, ...others] = unfinished.filter((sync) => !isStale(sync));
  const running = others.reduce(
    (last, sync) => (last && readTime(sync.startedAt) > readTime(last.startedAt) ? sync : last),
    first,
  );
  return { running, ignored: unfinished.filter(isStale) };
}
