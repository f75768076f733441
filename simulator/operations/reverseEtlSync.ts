import { hash } from "../state/ids";
import type { ReverseEtlSync } from "../state/reverseEtl";

const EXTRACTING = 20_000;
const LOADING = 20_000;
const CANCELING = 5_000;

/** Returns true while a sync runs. A canceled sync runs for a few more seconds. */
export function isRunning(sync: ReverseEtlSync, now: number): boolean {
  return now < endTime(sync);
}

/** The response form of a sync at `now`, in milliseconds since 1970. */
export function syncStatus(sync: ReverseEtlSync, now: number): unknown {
  const { id, modelId, sourceId, startedAt } = sync;
  const end = endTime(sync);
  const problem = now < end ? undefined : syncError(sync);
  const loadStart = startedAt + EXTRACTING;
  return {
    syncId: id,
    modelId,
    sourceId,
    syncStatus: now < end ? "IN_PROGRESS" : problem === undefined ? "SUCCESS" : "FAIL",
    duration: `${Math.floor((Math.min(now, end) - startedAt) / 1000)}s`,
    startedAt: isoTime(startedAt),
    ...(now < end ? {} : { finishedAt: isoTime(end) }),
    extractPhase: extractPhase(sync, now),
    ...(now < loadStart || end <= loadStart ? {} : { loadPhase: loadPhase(sync, now) }),
    ...problem,
  };
}

function extractPhase(sync: ReverseEtlSync, now: number): unknown {
  const planned = sync.startedAt + EXTRACTING;
  const end = Math.min(planned, endTime(sync));
  const stopped = end < planned || sync.fails;
  const rows = now < end || stopped ? 0 : countRows(sync);
  const updated = sync.first ? 0 : Math.floor(rows / 5);
  const deleted = sync.first ? 0 : Math.floor(rows / 20);
  return {
    addedCount: String(rows - updated - deleted),
    updatedCount: String(updated),
    deletedCount: String(deleted),
    extractCount: String(rows),
    ...phase(sync, sync.startedAt, end, now, stopped),
  };
}

function loadPhase(sync: ReverseEtlSync, now: number): unknown {
  const start = sync.startedAt + EXTRACTING;
  const end = endTime(sync);
  const stopped = end < start + loadingTime(sync);
  return {
    deliverSuccessCount: String(now < end || stopped ? 0 : countRows(sync)),
    deliverFailureCount: "0",
    ...phase(sync, start, end, now, stopped),
  };
}

function phase(sync: ReverseEtlSync, start: number, end: number, now: number, stopped: boolean) {
  return {
    startedAt: isoTime(start),
    finishedAt: now < end ? "" : isoTime(end),
    errorCode: stopped && now >= end ? (syncError(sync)?.errorCode ?? "") : "",
  };
}

function loadingTime({ loadingMs = LOADING }: ReverseEtlSync): number {
  return loadingMs;
}

/** A failing sync ends during the extract phase. */
function endTime(sync: ReverseEtlSync): number {
  const { startedAt, canceledAt, fails } = sync;
  const planned = startedAt + (fails ? EXTRACTING : EXTRACTING + loadingTime(sync));
  return canceledAt === undefined ? planned : Math.min(planned, canceledAt + CANCELING);
}

function syncError(sync: ReverseEtlSync): { error: string; errorCode: string } | undefined {
  if (sync.canceledAt !== undefined) {
    return { error: "the sync was canceled", errorCode: "SyncCanceled" };
  }
  if (!sync.fails) return undefined;
  return { error: "the query of the model failed", errorCode: "ExtractQueryFailed" };
}

function countRows({ modelId, id, first }: ReverseEtlSync): number {
  const all = 100 + (hash(modelId) % 900);
  return first ? all : hash(id) % all;
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
