import type { Models } from "../types/models";
import { timeOf } from "./time";

type Sync = Models["ReverseETLSyncStatus"];

/** The end of a sync. */
export type SyncEnd = "succeeded" | "partial" | "failed" | "canceled";

/**
 * Neither Segment's contract nor its documentation lists the words. Public clients know SUCCESS and
 * FAIL, and Segment's app shows In progress, Successful and Failed; the others are the words of its
 * other statuses, such as those of regulations, and usual spellings.
 */
const WORDS: Readonly<Record<SyncEnd | "running", string>> = {
  running:
    "IN_PROGRESS RUNNING QUEUED PENDING SCHEDULED INITIALIZED INITIALIZING STARTED STARTING PROCESSING EXTRACTING LOADING CANCELING CANCELLING",
  succeeded: "SUCCESS SUCCESSFUL SUCCEEDED COMPLETE COMPLETED FINISHED DONE",
  partial:
    "PARTIAL PARTIAL_SUCCESS PARTIAL_SUCCESSFUL PARTIALLY_SUCCESSFUL PARTIALLY_SUCCEEDED PARTIALLY_COMPLETED PARTIAL_FAILURE PARTIALLY_FAILED",
  failed: "FAIL FAILED FAILURE UNSUCCESSFUL ERROR ERRORED INVALID NOT_SUPPORTED TIMEOUT TIMED_OUT",
  canceled: "CANCEL CANCELED CANCELLED ABORTED STOPPED SKIPPED",
};

const STATES = new Map(
  Object.entries(WORDS).flatMap(([state, words]) =>
    words.split(" ").map((word) => [word, state as SyncEnd | "running"] as const),
  ),
);

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && String(value).trim() !== "";

/** The errors that a sync and its phases name. */
export function errorsOf({ error, errorCode, extractPhase, loadPhase }: Sync): string[] {
  const all = [error, errorCode, extractPhase?.errorCode, loadPhase?.errorCode];
  return [...new Set(all.filter(isSet).map(String))];
}

/** Whether an end is named; a time before the start is none. */
function hasFinished({ startedAt, finishedAt }: Sync): boolean {
  return isSet(finishedAt) && !(timeOf(finishedAt) < timeOf(startedAt));
}

/**
 * How a sync ended; undefined while it is under way.
 *
 * The status counts as a whole word, in any case, with spaces or hyphens for underscores. A known word
 * decides, except that a success that names an error has failed. An unknown word says nothing: such
 * a sync is over once it has finished, and has failed if it names an error, is partial if it
 * counts rows that were not delivered, and has succeeded otherwise.
 */
export function endOf(sync: Sync): SyncEnd | undefined {
  const word = sync.syncStatus
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, "_");
  const state = STATES.get(word);
  if (state === "running") return undefined;
  const hasErrors = errorsOf(sync).length > 0;
  if (state !== undefined) return state === "succeeded" && hasErrors ? "failed" : state;
  if (!hasFinished(sync)) return undefined;
  if (hasErrors) return "failed";
  return Number(sync.loadPhase?.deliverFailureCount) > 0 ? "partial" : "succeeded";
}

/** Milliseconds after which a sync without an end is taken for one that never ends. */
const LONGEST_SYNC_MS = 24 * 60 * 60_000;

/**
 * The sync to join, the one started last of those under way, and those that are passed over: they
 * started more than 24 hours ago, or before a sync that has delivered since.
 * @param now milliseconds since 1970.
 */
export function runningAmong(
  syncs: readonly Sync[],
  now: number,
): { running: Sync | undefined; passedOver: Sync[] } {
  const delivered = syncs
    .filter((sync) => endOf(sync) === "succeeded" || endOf(sync) === "partial")
    .map(({ startedAt }) => timeOf(startedAt))
    .filter((time) => !Number.isNaN(time));
  const earliest = Math.max(now - LONGEST_SYNC_MS, ...delivered);
  const underWay = syncs.filter((sync) => endOf(sync) === undefined);
  const isStale = ({ startedAt }: Sync) => timeOf(startedAt) < earliest;
  const [first, ...others] = underWay.filter((sync) => !isStale(sync));
  const running = others.reduce(
    (last, sync) => (last && timeOf(sync.startedAt) > timeOf(last.startedAt) ? sync : last),
    first,
  );
  return { running, passedOver: underWay.filter(isStale) };
}
