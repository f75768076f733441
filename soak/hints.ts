import type { ScriptedResponse } from "../simulator";
import type { Dice } from "./dice";

/** In seconds. */
const DAY = 86_400;

/** A retry hint. */
export interface Hint {
  name: string;
  /** Builds the response at a time. `until` is the time that the hint means, if it means any. */
  write(now: number): Pick<ScriptedResponse, "headers" | "body"> & { until?: number };
}

/** HTTP dates have whole seconds. */
const dateIn = (now: number, seconds: number): Date =>
  new Date(Math.ceil((now + seconds * 1000) / 1000) * 1000);

const retryAfter = (value: string) => ({ "Retry-After": value });
const inSeconds = (now: number, seconds: number): number => now + seconds * 1000;

const msBeforeNext = (ms: number) => ({
  errors: [{ type: "rate-limit", message: "slow down", data: { msBeforeNext: ms } }],
});

const HINTS: readonly ((seconds: number) => Hint)[] = [
  (seconds) => ({
    name: `Retry-After ${seconds}`,
    write: (now) => ({
      headers: retryAfter(String(seconds)),
      until: inSeconds(now, seconds),
    }),
  }),
  (seconds) => ({
    name: `Retry-After, a date in ${seconds} s`,
    write: (now) => ({
      headers: retryAfter(dateIn(now, seconds).toUTCString()),
      until: dateIn(now, seconds).getTime(),
    }),
  }),
  (seconds) => ({
    name: `msBeforeNext ${seconds} s and a bit`,
    write: (now) => ({
      body: msBeforeNext(seconds * 1000 + 0.5),
      until: inSeconds(now, seconds) + 0.5,
    }),
  }),
  (seconds) => ({
    name: `nothing remaining, reset in ${seconds} s`,
    write: (now) => ({
      headers: {
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": dateIn(now, seconds).toUTCString(),
      },
      until: dateIn(now, seconds).getTime(),
    }),
  }),
  (seconds) => ({
    name: `Retry-After 1 and msBeforeNext ${seconds} s`,
    write: (now) => ({
      headers: retryAfter("1"),
      body: msBeforeNext(seconds * 1000),
      until: inSeconds(now, Math.max(1, seconds)),
    }),
  }),
  (seconds) => ({
    name: `Retry-After ${seconds} and msBeforeNext 10 ms`,
    write: (now) => ({
      headers: retryAfter(String(seconds)),
      body: msBeforeNext(10),
      until: Math.max(now + 10, inSeconds(now, seconds)),
    }),
  }),
];

const NONSENSE = ["soon", "-5", "Infinity", "1e99", "0x10", "1.5"];

const NO_HINTS: readonly Hint[] = [
  { name: "no hint", write: () => ({}) },
  ...[...NONSENSE, new Date(0).toUTCString()].map((value) => ({
    name: `Retry-After ${value.slice(0, 30)}`,
    write: () => ({ headers: retryAfter(value) }),
  })),
  { name: "msBeforeNext -1", write: () => ({ body: msBeforeNext(-1) }) },
];

/** Chooses a hint: usually short, sometimes longer than the longest wait. */
export function drawHint(dice: Dice, least: number): Hint {
  const seconds = dice.weighted(
    [
      { share: 6, value: dice.whole(least, 20) },
      { share: 2, value: dice.whole(21, 85) },
      { share: 1, value: dice.whole(92, 170) },
      { share: 1, value: dice.whole(171, DAY) },
      { share: 1, value: dice.pick([40 * DAY, 99_999_999_999]) },
    ],
    ({ share }) => share,
  ).value;
  return hintOf(dice, seconds);
}

/** Chooses a form of hint for this many seconds. */
export const hintOf = (dice: Dice, seconds: number): Hint => dice.pick(HINTS)(seconds);

/** Chooses an unusable hint. */
export const drawNoHint = (dice: Dice): Hint => dice.pick(NO_HINTS);
