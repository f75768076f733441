import { ApiError } from "../contract/errors";

const MINUTE = 60_000;

interface Window {
  start: number;
  consumed: number;
}

/** The effect of the limits on a request: headers of its response, and an error if the limit is exceeded. */
interface LimitOutcome {
  headers: Record<string, string>;
  refusal?: ApiError;
}

/**
 * Counts requests in windows of one minute that start with the first request. One count is per token, a
 * second one per token and operation with a limit of its own.
 */
export class RateLimits {
  private readonly windows = new Map<string, Window>();

  private tokenLimit = 0;

  constructor(private readonly now: () => number) {}

  /** Counts one request. The headers describe the operation's limit, if it has one. */
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

  /** Resets all counts and sets the limit of a token per minute. */
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
      // A date has whole seconds. It is rounded up so that waiting until then is enough.
      "X-RateLimit-Reset": new Date(Math.ceil(end / 1000) * 1000).toUTCString(),
    };
    return { headers, msBeforeNext: refused ? end - now : 0 };
  }
}
