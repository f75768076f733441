import { createEnding } from "./ending";
import { type PollTimes, pollUntilEnd } from "./polling";
import { readSchedule, type Schedule } from "./schedule";

beforeEach(() => jest.useFakeTimers({ now: Date.parse("2026-11-23T05:58:30Z") }));
afterEach(() => jest.useRealTimers());

/** Polls for some time. Returns the times of the polls. */
async function pollFor(ms: number, times: PollTimes, pollMs = 0): Promise<string[]> {
  const polls: string[] = [];
  const ending = createEnding();
  const poll = async () => {
    polls.push(new Date().toISOString().slice(11, 19));
    if (pollMs > 0) await new Promise((resolve) => setTimeout(resolve, pollMs));
  };
  const ended = pollUntilEnd(poll, times, ending);
  await jest.advanceTimersByTimeAsync(ms);
  ending.request();
  await jest.advanceTimersByTimeAsync(pollMs);
  await ended;
  expect(jest.getTimerCount()).toBe(0);
  return polls;
}

test("polls begin at once and follow the schedule, each minute of it once", async () => {
  const schedule = readSchedule("0-1 6 * * *") as Schedule;
  expect(await pollFor(10 * 60_000, { schedule })).toEqual(["05:58:30", "06:00:00", "06:01:00"]);
});

test("polls of a fixed time wait that long after the one before, and never overlap", async () => {
  expect(await pollFor(20_000, { everyMs: 5000 }, 3000)).toEqual([
    "05:58:30",
    "05:58:38",
    "05:58:46",
  ]);
});

test("an end is not delayed by the wait for the next poll", async () => {
  const schedule = readSchedule("0 0 1 1 *") as Schedule;
  expect(await pollFor(1, { schedule })).toEqual(["05:58:30"]);
});
