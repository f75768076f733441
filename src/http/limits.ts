/** The limits of every call. Times are in milliseconds, sizes in bytes. */
export const LIMITS = {
  /** One request with its response, to the last byte. */
  attemptMs: 30_000,
  /** One action or picklist: all its requests and the waits between them. */
  actionMs: 180_000,
  /** A step whose number of requests grows with its input. The platform ends it after 15 minutes. */
  longActionMs: 840_000,
  /** The body of a response. */
  responseBytes: 50 * 1024 * 1024,
  /** The part that is read of an error response's body. The rest is dropped. */
  failedResponseBytes: 1024 * 1024,
  /** The body of a request. */
  requestBytes: 10 * 1024 * 1024,
  /** A list in a body, with room for the rest of the body. */
  listBytes: 10 * 1024 * 1024 - 64 * 1024,
  /** Path and query of an address. Servers and proxies refuse a request line beyond about 8 kB. */
  addressBytes: 8000,
  /** The time for which an idle connection is kept. */
  idleMs: 10_000,
  /** Idle connections kept for each token and region. */
  idleConnections: 2,
  /** The longest time that a connection opened ahead waits for its request, from when it is opened. */
  aheadMs: 2000,
  /** The body of a change that goes over a connection opened ahead. */
  aheadBytes: 16 * 1024,
  /** The retries of one request. */
  retries: 3,
  /** The retries of all requests of one action, over all its pages. */
  retriesOverPages: 10,
  /** The longest wait that Segment may ask for. Beyond it, the action fails and says when to retry. */
  longestWaitMs: 90_000,
} as const;

/** The waits between attempts, in milliseconds. */
export const WAITS = {
  /** Added to a wait that Segment asks for, so that clients do not all return at once. */
  jitterMs: { least: 50, most: 1000 },
  /** After a 429 without a time: doubled with each attempt, then a random part from half to all of it. */
  rejectedMs: { first: 2000, most: 60_000 },
  /** After other failures: doubled with each attempt, then a random part of it. */
  failedMs: { first: 500, most: 20_000 },
} as const;
