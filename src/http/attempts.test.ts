import { type ActionBudget, Attempts } from "./attempts";
import { monotonicMs } from "./clock";
import type { AttemptFailure } from "./failure";
import type { SegmentRequest } from "./request";
import { actionPolicy, type RetryPolicy, rawPolicy } from "./retry";

const GET: SegmentRequest = { method: "GET", path: "/sources", template: "/sources" };
const POST: SegmentRequest = { ...GET, method: "POST" };
const PUT: SegmentRequest = { ...GET, method: "PUT" };
const UNAVAILABLE: AttemptFailure = { progress: "sent", status: 503 };
const LIMITED: AttemptFailure = { progress: "sent", status: 429 };
const UNSENT: AttemptFailure = { progress: "partial", code: "ECONNREFUSED" };

const budgetOf = (leftMs = 180_000): ActionBudget => ({
  endsAt: monotonicMs() + leftMs,
  retriesUsed: 0,
});
const withDelay = (delayMs: number, retries = 3): RetryPolicy =>
  rawPolicy({ retries, delayMs, exponential: false, allErrors: false });

/** The attempts of a call whose first attempt was made. */
function attemptsOf(request: SegmentRequest, policy = withDelay(0), budget = budgetOf()) {
  const attempts = new Attempts(request, policy, budget);
  attempts.made = 1;
  return attempts;
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test("the time left runs out with the action", () => {
  const attempts = new Attempts(GET, actionPolicy, budgetOf(1000));
  expect(attempts.leftMs).toBe(1000);
  jest.advanceTimersByTime(1500);
  expect(attempts.leftMs).toBe(-500);
});

describe("a kept connection", () => {
  const mayReuse = (request: SegmentRequest, policy?: RetryPolicy, budget = budgetOf()) =>
    new Attempts(request, policy ?? actionPolicy, budget).mayReuseConnection;

  test("may carry the first attempt of a read, and of nothing that changes Segment", () => {
    expect(mayReuse(GET)).toBe(true);
    expect(mayReuse({ ...POST, readOnly: true })).toBe(true);
    expect(mayReuse(POST)).toBe(false);
    expect(mayReuse(PUT)).toBe(false);
  });

  test("carries no later attempt", () => {
    expect(attemptsOf(GET, actionPolicy).mayReuseConnection).toBe(false);
  });

  test("carries no request that cannot be retried", () => {
    expect(mayReuse(GET, withDelay(0, 0))).toBe(false);
    expect(mayReuse(GET, { ...actionPolicy, retries: 0 })).toBe(false);
    expect(mayReuse(GET, actionPolicy, { ...budgetOf(), retriesUsed: 9 })).toBe(true);
    expect(mayReuse(GET, actionPolicy, { ...budgetOf(), retriesUsed: 10 })).toBe(false);
  });
});

describe("after a failed attempt", () => {
  test("a retry waits as the policy says, and is counted", () => {
    const budget = budgetOf();
    const attempts = attemptsOf(GET, withDelay(70), budget);
    expect(attempts.waitMs).toBe(0);
    expect(attempts.planRetry(UNAVAILABLE)).toBe(true);
    expect(attempts.waitMs).toBe(70);
    expect(budget.retriesUsed).toBe(1);
  });

  test("no retry is counted for a failure that is final", () => {
    const budget = budgetOf();
    const attempts = attemptsOf(GET, withDelay(70), budget);
    expect(attempts.planRetry({ progress: "sent", status: 404 })).toBe(false);
    expect(attempts.waitMs).toBe(0);
    expect(budget.retriesUsed).toBe(0);
  });

  test("a change that may have been applied is retried only if that repeats nothing", () => {
    expect(attemptsOf(POST).planRetry(UNAVAILABLE)).toBe(false);
    expect(attemptsOf(PUT).planRetry(UNAVAILABLE)).toBe(true);
    expect(attemptsOf(POST).planRetry(LIMITED)).toBe(true);
    expect(attemptsOf(POST).planRetry(UNSENT)).toBe(true);
  });

  test("the retries of a request and of the action are limited", () => {
    const attempts = attemptsOf(GET, actionPolicy);
    attempts.made = 3;
    expect(attempts.planRetry(UNAVAILABLE)).toBe(true);
    attempts.made = 4;
    expect(attempts.planRetry(UNAVAILABLE)).toBe(false);
    const used = (retriesUsed: number) =>
      attemptsOf(GET, actionPolicy, { ...budgetOf(), retriesUsed }).planRetry(UNAVAILABLE);
    expect([used(9), used(10)]).toEqual([true, false]);
  });

  test("a wait that Segment asks for is kept, and one beyond the action's end gives up", () => {
    const limited = { ...LIMITED, hintMs: 5000 };
    const attempts = attemptsOf(POST, actionPolicy, budgetOf(10_000));
    expect(attempts.planRetry(limited)).toBe(true);
    expect(attempts.waitMs).toBeGreaterThanOrEqual(5050);
    expect(attempts.waitMs).toBeLessThanOrEqual(6000);
    jest.advanceTimersByTime(5000);
    expect(attempts.planRetry(limited)).toBe(false);
  });

  test("a request on a stale connection is retried at once", () => {
    const attempts = attemptsOf(GET, withDelay(70));
    expect(attempts.planRetry({ progress: "sent", code: "ECONNRESET", stale: true })).toBe(true);
    expect(attempts.waitMs).toBe(0);
  });
});

describe("the outcome", () => {
  test("is unknown once one attempt of a change may have been applied", () => {
    const attempts = attemptsOf(PUT);
    expect(attempts.outcome()).toBe("not_applied");
    attempts.planRetry(LIMITED);
    expect(attempts.outcome()).toBe("not_applied");
    attempts.planRetry(UNAVAILABLE);
    attempts.planRetry({ progress: "sent", status: 404 });
    expect(attempts.outcome()).toBe("unknown");
  });

  test("of a read is always that nothing was applied", () => {
    const attempts = attemptsOf(GET);
    attempts.planRetry(UNAVAILABLE);
    expect(attempts.outcome()).toBe("not_applied");
    expect(attempts.outcome(true)).toBe("unknown");
  });
});
