/** The bytes of one MiB. */
export const MIB = 1024 * 1024;

/** Collects garbage. The process must run with `--expose-gc`. */
export function collect(): void {
  if (!globalThis.gc) throw new Error("run with --expose-gc");
  globalThis.gc();
}

/** Measures the peak of resident memory during some work, in MiB above its start. */
export async function peakOf(work: () => Promise<unknown>): Promise<number> {
  collect();
  const before = process.memoryUsage.rss();
  await work();
  // Node gives it in KiB, on Linux and on macOS.
  return (process.resourceUsage().maxRSS * 1024 - before) / MIB;
}
