/** The most bytes `dist/index.js` may have, as it is and packed by gzip; CI checks them. */
export const SIZE_BUDGET = { bytes: 783_000, gzipBytes: 196_000 };

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
  /** Memory after the last of many calls in one process, against the first. */
  memoryGrowth: 1.05,
  /** Time of the last of many calls in one process, against the first: more, since it is noisier. */
  timeGrowth: 1.1,
  /** Connections open at once, the last of many calls against the first. */
  connectionGrowth: 1,
};
