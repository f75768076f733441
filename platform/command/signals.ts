import { writeSync } from "node:fs";
import { EXIT } from "../../cli";
import type { Interruption } from "../run/interruption";

/** Milliseconds within which signals are one: some versions of npm hand on what the terminal sends. */
const ONE_KEY_MS = 300;

const SHOW_CURSOR = "\u001B[?25h";

/**
 * Lets Ctrl-C and SIGTERM stop a run between two requests, and end the process at once where none
 * has begun or for the second time.
 * @returns what is to be told of the run when it begins.
 */
export function stopOnSignals(): (interruption: Interruption) => void {
  let run: Interruption | undefined;
  let firstMs = 0;
  const stop = () => {
    if (!run) return endAtOnce("Stopped: nothing was run.");
    if (!run.requested) {
      firstMs = performance.now();
      return run.request();
    }
    if (performance.now() - firstMs < ONE_KEY_MS) return;
    endAtOnce("Ended at once: what was under way may have been carried out.");
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return (interruption) => {
    run = interruption;
  };
}

/** Past process.stdout and process.stderr: the list of steps keeps what is written there to itself. */
function endAtOnce(why: string): never {
  // The terminal has written ^C where the cursor was.
  if (process.stdout.isTTY) writeSync(1, `${SHOW_CURSOR}\n`);
  writeSync(2, `${why}\n`);
  process.exit(EXIT.stopped);
}
