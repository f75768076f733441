/** Bytes in a MiB. */
export const MIB = 1024 * 1024;

/** Collects what is garbage; the process must run with `--expose-gc`. */
export function collect(): void {
  if (!globalThis.gc) throw new Error("run with --expose-gc");
  globalThis.gc();
}

/** The most resident memory that something takes above what there was before, in MiB. */
export async function peakOf<Value>(work: () => Promise<Value>): Promise<{
  value: Value;
  peakMiB: number;
}> {
  collect();
  const before = process.memoryUsage.rss();
  const value = await work();
  // Linux and macOS both: Node gives it in KiB.
  const peak = process.resourceUsage().maxRSS * 1024;
  return { value, peakMiB: Math.max(0, peak - before) / MIB };
}
