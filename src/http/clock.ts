/**
 * Returns milliseconds since an arbitrary start, on a clock that never runs backward or jumps. All
 * deadlines and durations use it. The wall clock only converts dates into waits.
 */
export const monotonicMs = (): number => performance.now();

/** Waits. */
export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a stopwatch. The returned function reads the elapsed time in whole milliseconds. */
export function stopwatch(): () => number {
  const startedAt = monotonicMs();
  return () => Math.round(monotonicMs() - startedAt);
}
