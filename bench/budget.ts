/** The size budget of `dist/index.js`, raw and gzipped. CI checks it; decision 011 has its history. */
export const SIZE_BUDGET = { bytes: 420_000, gzipBytes: 134_000 };

/** The goals of `npm run bench`. Ratios compare variants of one run. */
export const GOALS = {
  /** Requests of an everyday flow, relative to a component as it is usually written. */
  requests: 1,
  /** Time of `require`, relative to the minimal component. */
  require: 0.45,
  /** Time of `require` and of reading every step, relative to the minimal component. */
  readEveryStep: 1,
  /** Resident memory after `require`, in MiB above an empty process. */
  memoryMiB: 14,
  /** Time of a read, relative to a bare axios call. */
  callAgainstAxios: 1.15,
  /** Time of a read, relative to the official SDK. */
  callAgainstSdk: 0.5,
  /** Time of a read, relative to a bare `node:https` call. */
  callAgainstHttps: 1.5,
  /** Time of a complete list or picklist, relative to a bare axios loop over the same pages. */
  listAgainstLoop: 1.05,
  /** Time to send a body of 5 MB, relative to bare axios. */
  payloadAgainstAxios: 1.15,
  /** Most memory while a body of 5 MB is sent, relative to bare axios. */
  payloadMemory: 1.1,
  /** Time of Send Events for a long list, relative to `@segment/analytics-node`. */
  sendAgainstAnalytics: 0.5,
  /** Time of Send Events for a long list, relative to a bare loop that posts the same bytes. */
  sendAgainstLoop: 1.3,
  /** CPU time of Send Events for a long list, relative to a loop that writes and hashes each event and no more. */
  sendAgainstWritingLoop: 2.5,
  /** Memory at the end of many calls in one process, relative to the start. */
  memoryGrowth: 1.05,
  /** Time of a call at the end, relative to the start. Wider than for memory, because time is noisier. */
  timeGrowth: 1.1,
  /** Connections open at once at the end, relative to the start. */
  connectionGrowth: 1,
  /** Time of a row of changes, relative to the same over `node:https` with a new connection for each. */
  changeAgainstFresh: 0.6,
  /** Time of a row of changes, relative to `node:https` with one kept connection, if Segment takes 100 ms. */
  changeAgainstKept: 1.05,
  /** The connections that many customers keep for reads, two for each of the 20 seen last. */
  idleConnections: 40,
  /** The connections opened ahead for changes: one for each region. */
  spareConnections: 1,
};

/** The goals of `bench/workbench.ts`, for the medians of a run. Times of the page are from its navigation. */
export const WORKBENCH_GOALS = {
  urlMs: 5_000,
  paintMs: 1_000,
  listedMs: 1_200,
  /** From the click on a picker of 10,000 choices to the frame that shows the first 200, loading them included. */
  pickerMs: 500,
  /** The script of the document and those it imports, packed by gzip. */
  scriptBytes: 200_000,
};

/** Reasons for missing a goal. A run accepts one only if the least possible work misses the same goal in it. */
export const OUT_OF_REACH = {
  callAgainstSdk: "half of the SDK is less than a bare node:https call takes in the same run",
  sendAgainstLoop:
    "writing each event as JSON and hashing it once takes longer, in a loop over node:https in the same run",
};
