import { monotonicMs } from "./clock";
import { type AttemptFailure, callOutcome, type FailureKind, failureKind } from "./failure";
import { LIMITS } from "./limits";
import { isChange, isIdempotent, type SegmentRequest } from "./request";
import { type RetryPolicy, waitBeforeRetry } from "./retry";

/** The time and the retries that all calls of one action share. */
export interface ActionBudget {
  /** The end of the action, in milliseconds of {@link monotonicMs}. */
  endsAt: number;
  /** The number of retries that the calls have used so far. */
  retriesUsed: number;
}

/** The attempts of one call, and the decisions between them. */
export class Attempts {
  /** The number of requests made. */
  made = 0;
  /** Milliseconds to wait before the next attempt, as planned last. */
  waitMs = 0;
  private readonly kinds: FailureKind[] = [];

  constructor(
    private readonly request: SegmentRequest,
    private readonly policy: RetryPolicy,
    private readonly budget: ActionBudget,
  ) {}

  /** Milliseconds until the action ends; 0 or less once it has ended. */
  get leftMs(): number {
    return this.budget.endsAt - monotonicMs();
  }

  private get retriesLeft(): number {
    return this.policy.retriesInAll - this.budget.retriesUsed;
  }

  /**
   * True if the next attempt may use a kept connection. The server may have closed it, so the request
   * must be one that can be retried at once.
   */
  get mayReuseConnection(): boolean {
    const canRetry = this.policy.retries > 0 && this.retriesLeft > 0;
    const isSafe = !isChange(this.request) || this.request.repeatable === true;
    return this.made === 0 && isSafe && canRetry;
  }

  /**
   * True if the next attempt may use a connection that was opened ahead. Large bodies may not: an
   * upload that breaks off on a new connection proves that Segment did not carry it out.
   */
  mayUseConnectionAhead(bodyBytes: number): boolean {
    return this.made === 0 && isChange(this.request) && bodyBytes <= LIMITS.aheadBytes;
  }

  /** Plans what follows a failed attempt: true for another one after {@link waitMs}. */
  planRetry(failure: AttemptFailure): boolean {
    const kind = failureKind(failure);
    this.kinds.push(kind);
    const waitMs = waitBeforeRetry(this.policy, {
      kind,
      stale: failure.stale,
      repeatable: isIdempotent(this.request),
      attempt: this.made,
      retriesLeft: this.retriesLeft,
      hintMs: failure.hintMs,
      leftMs: this.leftMs,
    });
    if (waitMs === undefined) return false;
    this.waitMs = waitMs;
    this.budget.retriesUsed += 1;
    return true;
  }

  /**
   * The outcome of all attempts together.
   * @param changes true if the request changes something in Segment.
   */
  outcome(changes = isChange(this.request)) {
    return callOutcome(changes, this.kinds);
  }
}
