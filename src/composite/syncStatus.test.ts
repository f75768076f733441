import type { Models } from "../contract/models";
import { findRunning, syncEnd, syncErrors } from "./syncStatus";

type Sync = Models["ReverseETLSyncStatus"];

const NOW = Date.UTC(2026, 0, 31, 12);
const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();
const sync = (syncStatus: string, more: object = {}): Sync => ({
  syncId: "s",
  modelId: "m",
  sourceId: "w",
  duration: "1s",
  startedAt: hoursAgo(1),
  syncStatus,
  ...more,
});
const ERRORS = {
  error: { error: "no" },
  errorCode: { errorCode: "C" },
  "errorCode of extracting": { extractPhase: { errorCode: "C" } },
  "errorCode of loading": { loadPhase: { errorCode: "C" } },
};
const END = { finishedAt: hoursAgo(0) };

test.each(["SUCCESS", "Success", "successful", "SUCCEEDED", "COMPLETED", "complete", " FINISHED "])(
  "%s has succeeded, unless the sync names an error",
  (word) => {
    expect(syncEnd(sync(word))).toBe("succeeded");
    for (const errors of Object.values(ERRORS)) expect(syncEnd(sync(word, errors))).toBe("failed");
  },
);

test.each(["", " ", null, undefined, false, 0, "0", [], {}])(
  "an error of %j is none",
  (nothing) => {
    const phase = { errorCode: nothing };
    const blank = { error: nothing, errorCode: nothing, extractPhase: phase, loadPhase: phase };
    expect(syncEnd(sync("SUCCESS", blank))).toBe("succeeded");
    expect(syncErrors(sync("SUCCESS", blank))).toEqual([]);
  },
);

test.each([
  ["text", "gone", "gone"],
  ["a number", 7, "7"],
  ["true", true, "true"],
  ["an object with a message", { code: 3, message: "the table is gone" }, "the table is gone"],
  ["an object whose toString is no function", { toString: 1 }, "1"],
  ["an object without a prototype", Object.assign(Object.create(null), { a: "gone" }), "gone"],
  ["a list", [{ message: "one" }, "two"], "one; two"],
])("an error that is %s is named by its text", (_, error, text) => {
  const failed = sync("SUCCESS", { error, extractPhase: { errorCode: error } });
  expect(syncErrors(failed)).toEqual([text]);
  expect(syncEnd(failed)).toBe("failed");
});

test.each([5, "5", " 1 ", "1,000", "9223372036854775807"])(
  "a success that could not deliver %j rows is partial",
  (deliverFailureCount) => {
    expect(syncEnd(sync("SUCCESS", { loadPhase: { deliverFailureCount } }))).toBe("partial");
  },
);

test.each([0, "0", "", null, undefined, "none", {}, Object.create(null)])(
  "a count of failures of %j leaves a success as it is",
  (deliverFailureCount) => {
    expect(syncEnd(sync("SUCCESS", { loadPhase: { deliverFailureCount } }))).toBe("succeeded");
  },
);

test.each([
  "PARTIAL",
  "Partial_Success",
  "partially successful",
  "PARTIAL-SUCCESS",
  "COMPLETED_WITH_ERRORS",
])("%s is partial, with an error or without", (word) => {
  expect(syncEnd(sync(word))).toBe("partial");
  expect(syncEnd(sync(word, ERRORS.error))).toBe("partial");
});

test.each([
  "UNSUCCESSFUL",
  "FAIL",
  "failed",
  "ERROR",
  "TIMED_OUT",
  "FAILED_TO_START",
  "EXTRACT_FAILED",
  "SYNC_FAILED",
  "LOAD_ERROR",
  "REJECTED",
  "EXPIRED",
])("%s has failed", (word) => {
  expect(syncEnd(sync(word))).toBe("failed");
});

test.each(["CANCELED", "cancelled", "STOPPED", "TERMINATED", "KILLED"])(
  "%s is canceled",
  (word) => {
    expect(syncEnd(sync(word))).toBe("canceled");
  },
);

test.each(["IN_PROGRESS", "In progress", "RUNNING", "QUEUED", "canceling"])(
  "%s is under way, whatever else is said",
  (word) => {
    expect(syncEnd(sync(word, { ...END, ...ERRORS.error }))).toBeUndefined();
  },
);

describe("a word that nobody knows", () => {
  const WORDS = ["SUCCESSFULLY_STARTED", "NOT_FAILED", "PARTIALLY", "ERRORLESS", "", "浮"];

  test.each(WORDS)("%j is under way until the sync has finished", (word) => {
    for (const finishedAt of [undefined, null, "", " ", hoursAgo(2), "0001-01-01T00:00:00Z"]) {
      expect(syncEnd(sync(word, { ...ERRORS.error, finishedAt }))).toBeUndefined();
    }
  });

  test.each(WORDS)("%j is no success then, and a failure with an error", (word) => {
    expect(syncEnd(sync(word, END))).toBe("unknown");
    for (const errors of Object.values(ERRORS)) {
      expect(syncEnd(sync(word, { ...END, ...errors }))).toBe("failed");
    }
    const loadPhase = { deliverFailureCount: "1", errorCode: "" };
    expect(syncEnd(sync(word, { ...END, loadPhase }))).toBe("unknown");
  });
});

describe("of several syncs", () => {
  const started = (syncId: string, hours: number, word = "IN_PROGRESS") =>
    sync(word, { syncId, startedAt: hoursAgo(hours) });
  const idsOf = (syncs: readonly Sync[]) => {
    const { running, ignored } = findRunning(syncs, NOW);
    return [running?.syncId, ignored.map(({ syncId }) => syncId)];
  };

  test("the one under way that started last is joined, wherever it is listed", () => {
    expect(idsOf([started("a", 3), started("b", 1), started("c", 2)])).toEqual(["b", []]);
    expect(idsOf([started("a", 3, "SUCCESS"), started("b", 1)])).toEqual(["b", []]);
    expect(idsOf([])).toEqual([undefined, []]);
  });

  test("one that started more than 24 hours ago is passed over", () => {
    expect(idsOf([started("a", 24.01), started("b", 23.99)])).toEqual(["b", ["a"]]);
    expect(idsOf([started("a", 900)])).toEqual([undefined, ["a"]]);
  });

  test("one that is older than a sync that has delivered is passed over", () => {
    for (const word of ["SUCCESS", "PARTIAL_SUCCESS"]) {
      expect(idsOf([started("a", 2), started("b", 1, word)])).toEqual([undefined, ["a"]]);
    }
  });

  test("a later sync that failed at once says nothing about the one that runs", () => {
    for (const word of ["FAIL", "CANCELED"]) {
      expect(idsOf([started("a", 2), started("b", 1, word)])).toEqual(["a", []]);
    }
  });

  test("one whose start is no time is joined, since its age is not known", () => {
    expect(
      idsOf([sync("RUNNING", { syncId: "a", startedAt: "?" }), started("b", 1, "FAIL")]),
    ).toEqual(["a", []]);
  });

  test("they may be as many as a response holds", () => {
    const many = new Array<Sync>(150_000).fill(started("a", 2, "SUCCESS"));
    expect(idsOf([started("b", 3), ...many])).toEqual([undefined, ["b"]]);
  });
});
