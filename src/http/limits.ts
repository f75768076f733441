/** The bounds of every call. Times in milliseconds, sizes in bytes. */
export const LIMITS = {
  /** One request with its answer, to the last byte. */
  attemptMs: 30_000,
  /** One action or picklist: all its requests and the waits between them. */
  actionMs: 180_000,
  /** A step whose number of requests grows with its input; the platform ends it at 15 minutes. */
  longActionMs: 840_000,
  /** An answer's body. */
  answerBytes: 50 * 1024 * 1024,
  /** What is read of the body of a response that is no success; the rest is dropped. */
  failedAnswerBytes: 1024 * 1024,
  /** A request's body. */
  requestBytes: 10 * 1024 * 1024,
  /** A body with a list in it, which leaves room for what surrounds the list. */
  listBytes: 10 * 1024 * 1024 - 64 * 1024,
  /** Path and query of an address: servers and proxies refuse a request line beyond some 8 kB. */
  addressBytes: 8000,
  /** How long a connection is kept that nothing goes over. */
  idleMs: 10_000,
  /** Connections kept at once, for each connection of a customer and region. */
  idleConnections: 2,
  /** How often one request is sent again. */
  retries: 3,
  /** How often the requests of one action are sent again, over all its pages. */
  retriesOverPages: 10,
  /** The longest wait Segment may ask for; beyond it the action fails and says when to try again. */
  longestWaitMs: 90_000,
} as const;

/** The waits between attempts, in milliseconds. */
export const WAITS = {
  /** Added to a wait Segment asks for, so that not everyone who waits comes back at once. */
  jitterMs: { least: 50, most: 1000 },
  /** After 429 without a time: doubled with each attempt, then between half of it and all of it. */
  rejectedMs: { first: 2000, most: 60_000 },
  /** After other failures: doubled with each attempt, then anything up to it. */
  failedMs: { first: 500, most: 20_000 },
} as const;
