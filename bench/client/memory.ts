/** Bytes in a MiB. */
export const MIB = 1024 * 1024;

/** Collects what is garbage; the process must run with `--expose-gc`. */
export function collect(): void {
  if (!globalThis.gc) throw new Error("run with --expose-gc");
  globalThis.gc();
}

/** The most resident memory of the process until some work is done, above what it held before, in MiB. */
export async function peakOf(work: () => Promise<unknown>): Promise<number> {
  collect();
  const before = process.memoryUsage.rss();
  await work();
  // Linux and macOS both: Node gives it in KiB.
  return (process.resourceUsage().maxRSS * 1024 - before) / MIB;
}
