import type { TestBench } from "./segment";

const realTick = setImmediate;
const tick = () => new Promise<void>((resolve) => realTick(resolve));

/**
 * Runs work on a clock of its own, over real sockets: each time an attempt ends, the clock jumps to
 * the end of the wait that follows, so that nothing is ever slept through.
 * @returns what the work gave, and how long it took on that clock, in milliseconds.
 */
export async function onFakeClock<Result>(
  bench: TestBench,
  work: () => Promise<Result>,
): Promise<{ result: Result; ms: number }> {
  const { debug } = bench;
  bench.debug = true; // a line for every attempt tells when it has ended
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "performance"] });
  try {
    const started = Date.now();
    let ended = false;
    const outcome = work().finally(() => {
      ended = true;
    });
    outcome.catch(() => undefined);
    let attempts = bench.logged.length;
    while (!ended) {
      await tick();
      if (bench.logged.length === attempts) continue;
      attempts = bench.logged.length;
      for (let settled = 0; settled < 5; settled += 1) await tick();
      jest.advanceTimersToNextTimer();
    }
    return { result: await outcome, ms: Date.now() - started };
  } finally {
    jest.useRealTimers();
    bench.debug = debug;
  }
}
