import { LIMITS, WAITS } from "./limits";

const LONGEST_TIMER = 2 ** 31 - 1;

test("a body is at most 50 MiB in a response and 10 MiB in a request", () => {
  expect([LIMITS.responseBytes, LIMITS.requestBytes]).toEqual([52_428_800, 10_485_760]);
});

test("every attempt of a request fits into an action, and so does the longest wait", () => {
  expect(LIMITS.attemptMs * (1 + LIMITS.retries)).toBeLessThan(LIMITS.actionMs);
  expect(LIMITS.longestWaitMs + LIMITS.attemptMs).toBeLessThan(LIMITS.actionMs);
});

test("a long step ends before the platform ends it, at 15 minutes", () => {
  expect(LIMITS.longActionMs).toBeGreaterThan(LIMITS.actionMs);
  expect(LIMITS.longActionMs).toBeLessThan(15 * 60 * 1000);
});

test("no wait is longer than the longest that Segment may ask for, or than a timer can be", () => {
  for (const { most } of [WAITS.jitterMs, WAITS.rejectedMs, WAITS.failedMs]) {
    expect(most).toBeLessThan(LIMITS.longestWaitMs);
  }
  expect(LIMITS.actionMs).toBeLessThan(LONGEST_TIMER);
});
