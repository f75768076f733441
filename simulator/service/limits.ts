import { ApiError } from "../contract/errors";

const MINUTE = 60_000;

interface Window {
  start: number;
  consumed: number;
}

/** What a request did to the limits: headers for its answer, and the refusal when it was one too many. */
interface LimitOutcome {
  headers: Record<string, string>;
  refusal?: ApiError;
}

/**
 * Counts requests in windows of one minute that begin with the first request: all of a token's requests
 * together, and besides those to each operation that has a limit of its own.
 */
export class RateLimits {
  private readonly windows = new Map<string, Window>();

  private tokenLimit = 0;

  constructor(private readonly now: () => number) {}

  /** Counts one request. The limit of the operation, if it has one, is the one the headers tell about. */
  take(token: string, operationId: string, operationLimit: number | undefined): LimitOutcome {
    const byToken = this.count(token, this.tokenLimit);
    if (byToken.msBeforeNext > 0) {
      const seconds = Math.ceil(byToken.msBeforeNext / 1000);
      const message = `too many requests with this token, try again in ${seconds} s`;
      const headers = { ...byToken.headers, "Retry-After": String(seconds) };
      return { headers, refusal: new ApiError(429, [{ type: "too-many-requests", message }]) };
    }
    if (operationLimit === undefined) return byToken;
    const byOperation = this.count(`${token} ${operationId}`, operationLimit);
    const { headers, msBeforeNext } = byOperation;
    if (msBeforeNext === 0) return { headers };
    const message = `too many requests to ${operationId}, ${operationLimit} a minute are allowed`;
    const data = { msBeforeNext };
    return { headers, refusal: new ApiError(429, [{ type: "rate-limit", message, data }]) };
  }

  /** Forgets all that was counted; a token has so many requests a minute. */
  begin(tokenLimit: number): void {
    this.tokenLimit = tokenLimit;
    this.windows.clear();
  }

  private count(key: string, limit: number) {
    const now = this.now();
    let window = this.windows.get(key);
    if (window === undefined || now - window.start >= MINUTE) {
      window = { start: now, consumed: 0 };
      this.windows.set(key, window);
    }
    const refused = window.consumed >= limit;
    if (!refused) window.consumed++;
    const end = window.start + MINUTE;
    const headers = {
      "X-RateLimit-Remaining": String(limit - window.consumed),
      "X-RateLimit-Consumed": String(window.consumed),
      // A date has whole seconds only: rounded up, so that waiting for it is enough.
      "X-RateLimit-Reset": new Date(Math.ceil(end / 1000) * 1000).toUTCString(),
    };
    return { headers, msBeforeNext: refused ? end - now : 0 };
  }
}
