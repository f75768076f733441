import type { Ending } from "./ending";
import type { Schedule } from "./schedule";

/** The times of polls: milliseconds between them, or a schedule. */
export type PollTimes = { everyMs: number } | { schedule: Schedule };

const MINUTE_MS = 60_000;

/** Polls once, and then at the given times until the end. A poll that is late delays the next one. */
export async function pollUntilEnd(
  poll: () => Promise<void>,
  times: PollTimes,
  ending: Ending,
): Promise<void> {
  await poll();
  while (!ending.requested) {
    await waitForNext(times, ending);
    if (!ending.requested) await poll();
  }
}

async function waitForNext(times: PollTimes, ending: Ending): Promise<void> {
  if ("everyMs" in times) return ending.wait(times.everyMs);
  for (;;) {
    const minuteMs = (Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS;
    while (Date.now() < minuteMs && !ending.requested) await ending.wait(minuteMs - Date.now());
    if (ending.requested || times.schedule.includes(new Date(minuteMs))) return;
  }
}
