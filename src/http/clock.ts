/**
 * Milliseconds since an arbitrary start, on a clock that never runs backward or jumps. Every deadline
 * and duration is measured on it; the wall clock only turns dates into waits.
 */
export const monotonicMs = (): number => performance.now();

/** Starts to measure a duration; what it returns reads whole milliseconds since then. */
export function stopwatch(): () => number {
  const startedAt = monotonicMs();
  return () => Math.round(monotonicMs() - startedAt);
}
