/** The most bytes `dist/index.js` may have, as it is and packed by gzip; CI checks them. */
export const SIZE_BUDGET = { bytes: 420_000, gzipBytes: 120_000 };

/** What the figures are held to; ratios are between variants of one run. */
export const GOALS = {
  /** `require` of the component, against the minimal component. */
  require: 0.6,
  /** MiB of resident memory after `require`, above an empty process. */
  memoryMiB: 17,
  /** A call that reads, against a bare axios call. */
  callAgainstAxios: 1.15,
  /** A call that reads, against the official SDK. */
  callAgainstSdk: 0.5,
  /** A whole list, against a bare axios loop over the same pages. */
  listAgainstLoop: 1.05,
  /** Memory at the end of many calls in one process, against the start. */
  memoryGrowth: 1.05,
  /** Time of a call at the end of many in one process, against the start: more, since it is noisier. */
  timeGrowth: 1.1,
  /** Connections open at once at the end of many calls, against the start. */
  connectionGrowth: 1,
};

/** Why a goal may be missed. A run accepts it only where the bare call misses the goal in it as well. */
export const OUT_OF_REACH = {
  callAgainstSdk: "half of the SDK is less than a bare node:https call takes in the same run",
};
