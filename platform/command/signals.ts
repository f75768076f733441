import { writeSync } from "node:fs";
import { EXIT } from "../../cli";
import type { Interruption } from "../run/interruption";

/**
 * Milliseconds in which several signals count as one. Some versions of npm forward a signal that
 * the terminal has sent already.
 */
const ONE_KEY_MS = 300;

const SHOW_CURSOR = "\u001B[?25h";

/**
 * Lets Ctrl-C and SIGTERM stop a run between two requests. Before a run, and for the second signal,
 * the process ends at once.
 * @returns a function to call with the run when it starts.
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
    endAtOnce("Ended at once: an open request may still be carried out.");
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return (interruption) => {
    run = interruption;
  };
}

/**
 * Writes past process.stdout and process.stderr, because the list of steps holds back text that is
 * written there.
 */
function endAtOnce(why: string): never {
  // The terminal has printed ^C at the cursor.
  if (process.stdout.isTTY) writeSync(1, `${SHOW_CURSOR}\n`);
  writeSync(2, `${why}\n`);
  process.exit(EXIT.stopped);
}
