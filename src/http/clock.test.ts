import { monotonicMs, pause, stopwatch } from "./clock";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test("a pause ends after its time, and not before", async () => {
  let hasEnded = false;
  const waiting = pause(1_000).then(() => {
    hasEnded = true;
  });
  await jest.advanceTimersByTimeAsync(999);
  expect(hasEnded).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  await waiting;
  expect(hasEnded).toBe(true);
});

test("a stopwatch reads whole milliseconds since its start, also if the wall clock is set back", () => {
  jest.advanceTimersByTime(500);
  const elapsed = stopwatch();
  jest.advanceTimersByTime(250);
  jest.setSystemTime(0);
  expect(elapsed()).toBe(250);
});

test("the monotonic clock goes on by the time that passes", () => {
  const before = monotonicMs();
  jest.advanceTimersByTime(20);
  expect(monotonicMs() - before).toBe(20);
});
