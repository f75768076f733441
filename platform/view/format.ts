import { oneLine as safeLine } from "../../src/values/oneLine";
import type { RunEvent, StepPlace, StepState } from "../run/events";

/** The mark at the start of a line, by the end of the step. */
export const MARKS: Readonly<Record<StepState | "not run" | "again", string>> = {
  done: "✓",
  failed: "✗",
  ignored: "!",
  stopped: "■",
  "not run": "-",
  again: "↻",
};

/** Formats the position of a step: `Each Source 2 of 3 › Upsert Source`. */
export const formatPlace = ({ within, name }: StepPlace): string => [...within, name].join(" › ");

/** Formats a retry: `again in 5 s: no luck`. */
export const formatRetry = ({ error, waitMs }: Extract<RunEvent, { type: "again" }>): string =>
  `again ${waitMs > 0 ? `in ${waitMs / 1000} s` : "at once"}: ${error.message}`;

/** Puts text on one line that is safe to print, with single spaces. */
export const oneLine = (text: string): string => safeLine(text).replaceAll(/\s+/g, " ").trim();
