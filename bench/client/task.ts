import type { Sample } from "../rounds";

/**
 * Runs this process's task, prints the sample as one line on stdout and ends the process. A failure
 * is printed as one line on stderr and ends the process with 1.
 */
export async function measure<Task>(work: (task: Task) => Promise<Sample>): Promise<void> {
  try {
    const sample = await work(JSON.parse(process.argv[2] ?? "{}"));
    process.stdout.write(`${JSON.stringify(sample)}\n`);
    // Kept connections would keep the process alive.
    process.exit();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
