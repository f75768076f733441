/** The bounds of every call. Times in milliseconds, sizes in bytes. */
export const LIMITS = {
  /** One request with its answer, to the last byte. */
  attemptMs: 30_000,
  /** One action or picklist: all its requests and the waits between them. */
  actionMs: 180_000,
  /** An answer's body. */
  answerBytes: 50 * 1024 * 1024,
  /** A request's body. */
  requestBytes: 10 * 1024 * 1024,
  /** Requests again after an answer that asks to wait. */
  retries: 3,
  /** The longest wait Segment may ask for; beyond it the action fails and says when to try again. */
  longestWaitMs: 90_000,
} as const;
