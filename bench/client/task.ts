import type { Sample } from "../rounds";

/**
 * Measures what this process was started for, tells it in one line and ends the process. What fails
 * is told as one line on the other stream.
 */
export async function measure<Task>(work: (task: Task) => Promise<Sample>): Promise<void> {
  try {
    const sample = await work(JSON.parse(process.argv[2] ?? "{}"));
    process.stdout.write(`${JSON.stringify(sample)}\n`);
    // Connections that are kept would keep the process as well.
    process.exit();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
