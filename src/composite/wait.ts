import { SpectralError } from "@prismatic-io/spectral";
import type { Client } from "../client";
import { stopwatch } from "../http/clock";
import { wholeNumber } from "../inputs/fields";
import type { CompositeRun } from "../kit/compositeAction";

const MINUTE_MS = 60_000;
/** With the time of the requests before the wait, before the platform ends an execution at 15. */
const LONGEST_MINUTES = 12;
const DEFAULT_MINUTES = 10;

const longestWaitField = wholeNumber(
  {
    label: "Longest Wait (minutes)",
    comments: `How long to wait, from 1 to ${LONGEST_MINUTES} minutes; ${DEFAULT_MINUTES} where left empty. The platform ends an execution after 15.`,
    example: String(DEFAULT_MINUTES),
  },
  1,
  LONGEST_MINUTES,
);

/** How long a step waits for Segment, in milliseconds. */
export const longestWait = {
  ...longestWaitField,
  clean: (raw: unknown): number => (longestWaitField.clean(raw) ?? DEFAULT_MINUTES) * MINUTE_MS,
};

/** One look at what is waited for. */
export interface Poll<Done> {
  /** What came of it; undefined while it is under way. */
  done?: Done;
  /** How far it is, for the log and for the error of a wait that takes too long. */
  state: string;
}

/** What a wait is for, and how long it may take. */
export interface Wait<Done> {
  /** What is waited for: `the function to be deployed`. */
  what: string;
  label: string;
  /** Milliseconds. */
  longestMs: number;
  run: CompositeRun;
  /** Asks with a client of its own: retries that earlier looks needed do not count against it. */
  look(client: Client): Promise<Poll<Done>>;
}

/** Milliseconds between looks: soon at first, then less often. */
const PAUSES = { first: 2000, most: 15_000, growth: 1.5 };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Looks until it is done, and logs every change of its state.
 * @throws once the longest wait is over, with the last state.
 */
export async function waitFor<Done>(wait: Wait<Done>): Promise<Done> {
  const { what, label, longestMs, run, look } = wait;
  const waitedMs = stopwatch();
  let said = "";
  for (let ms = PAUSES.first; ; ms = Math.min(PAUSES.most, ms * PAUSES.growth)) {
    const { done, state } = await look(run.clientIn(run.region));
    if (done !== undefined) return done;
    if (state !== said) run.log(state);
    said = state;
    const leftMs = longestMs - waitedMs();
    if (leftMs <= 0) {
      const minutes = longestMs / MINUTE_MS;
      const unit = minutes === 1 ? "minute" : "minutes";
      throw new SpectralError(
        `${label}: waited ${minutes} ${unit} for ${what}; the last state was: ${state}. It goes on in Segment, and the step can be run again.`,
      );
    }
    await pause(Math.min(ms, leftMs));
  }
}
