import { SpectralError } from "@prismatic-io/spectral";
import type { Client } from "../client";
import { pause, stopwatch } from "../http/clock";
import { wholeNumber } from "../inputs/fields";
import type { CompositeRun } from "../kit/compositeAction";

const MINUTE_MS = 60_000;
/** Leaves time for the requests before the wait: the platform ends an execution after 15 minutes. */
const LONGEST_MINUTES = 12;
const DEFAULT_MINUTES = 10;

const longestWaitField = wholeNumber(
  {
    label: "Longest Wait (minutes)",
    comments: `The longest time to wait, from 1 to ${LONGEST_MINUTES} minutes; ${DEFAULT_MINUTES} if left empty. The platform ends an execution after 15 minutes.`,
    example: String(DEFAULT_MINUTES),
  },
  1,
  LONGEST_MINUTES,
);

/** The input for the longest wait of a step. Gives milliseconds. */
export const longestWait = {
  ...longestWaitField,
  clean: (raw: unknown): number => (longestWaitField.clean(raw) ?? DEFAULT_MINUTES) * MINUTE_MS,
};

/** The result of one poll. */
interface Poll<Done> {
  /** The final result; undefined while the wait goes on. */
  done?: Done;
  /** The current state, for the log and for the error of a wait that times out. */
  state: string;
}

/** The subject and the limits of a wait. */
export interface Wait<Done> {
  /** The subject of the wait, for the error: `the function to be deployed`. */
  what: string;
  label: string;
  /** Milliseconds. */
  longestMs: number;
  run: CompositeRun;
  /** Polls once. Each poll has its own client, so that the retries of earlier polls do not count. */
  look(client: Client): Promise<Poll<Done>>;
}

/** Milliseconds between polls, which become less frequent. */
const PAUSES = { first: 2000, most: 15_000, growth: 1.5 };

/**
 * Polls until the result is final, and logs every change of state.
 * @throws after the longest wait, with the last state.
 */
export async function waitFor<Done>(wait: Wait<Done>): Promise<Done> {
  const { what, label, longestMs, run, look } = wait;
  const waitedMs = stopwatch();
  let logged = "";
  for (let ms = PAUSES.first; ; ms = Math.min(PAUSES.most, ms * PAUSES.growth)) {
    const { done, state } = await look(run.clientIn(run.region));
    if (done !== undefined) return done;
    if (state !== logged) run.log(state);
    logged = state;
    const leftMs = longestMs - waitedMs();
    if (leftMs <= 0) {
      const minutes = longestMs / MINUTE_MS;
      const unit = minutes === 1 ? "minute" : "minutes";
      throw new SpectralError(
        `${label}: waited ${minutes} ${unit} for ${what}; the last state was: ${state}. The work continues in Segment. You can run the step again.`,
      );
    }
    await pause(Math.min(ms, leftMs));
  }
}
