import FakeTimers from "@sinonjs/fake-timers";
import { watchDecompressions } from "./decompression";

/** A clock that tests move. */
export type FakeClock = ReturnType<ReturnType<typeof FakeTimers.withGlobal>["install"]>;

// Kept from the start: they must stay the real ones.
const realTick = setImmediate;
const realTimeout = setTimeout;
const timers = FakeTimers.withGlobal(globalThis);
const tick = () => new Promise<void>((resolve) => realTick(resolve));

/** Turns of the event loop without anything under way before the clock jumps. */
const QUIET_TURNS = 5;
/** Milliseconds of real time after which work that waits for nothing is given up. */
const STUCK_MS = 100_000;

/**
 * Runs work on a clock of its own, over real sockets: time stands still while anything is under way
 * and jumps to the next timer when nothing is, so that nothing is ever slept through.
 * @param underWay returns the number of requests that will still end by themselves. The clock itself
 * counts decompressions.
 * @returns what the work gave, and how long it took on that clock, in milliseconds.
 * @throws when nothing is left that could end the work.
 */
export async function onFakeClock<Result>(
  underWay: () => number,
  work: (clock: FakeClock) => Promise<Result>,
): Promise<{ result: Result; ms: number }> {
  const clock = timers.install({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
    now: Date.now(),
    // A connection opened ahead before the work has a real timer, which the work may clear.
    shouldClearNativeTimers: true,
  });
  const decompressions = watchDecompressions();
  let stuck = false;
  const guard = realTimeout(() => {
    stuck = true;
  }, STUCK_MS);
  try {
    const started = clock.now;
    let ended = false;
    const outcome = work(clock).finally(() => {
      ended = true;
    });
    outcome.catch(() => undefined);
    for (let quiet = 0; !ended; quiet += 1) {
      if (stuck) throw new Error(`nothing ends the work: ${underWay()} requests are under way`);
      await tick();
      if (underWay() + decompressions.open > 0) quiet = 0;
      if (quiet < QUIET_TURNS) continue;
      quiet = 0;
      clock.next();
    }
    return { result: await outcome, ms: clock.now - started };
  } finally {
    clock.uninstall();
    decompressions.stop();
    clearTimeout(guard);
  }
}
