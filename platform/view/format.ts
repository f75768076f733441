import { oneLine as safeLine } from "../../src/values/oneLine";
import type { RunEvent, StepPlace, StepState } from "../run/events";

/** How a step ended, at the beginning of its line. */
export const MARKS: Readonly<Record<StepState | "not run" | "again", string>> = {
  done: "✓",
  failed: "✗",
  ignored: "!",
  stopped: "■",
  "not run": "-",
  again: "↻",
};

/** `Each Source 2 of 3 › Upsert Source`. */
export const formatPlace = ({ within, name }: StepPlace): string => [...within, name].join(" › ");

/** `again in 5 s: no luck`. */
export const formatRetry = ({ error, waitMs }: Extract<RunEvent, { type: "again" }>): string =>
  `again ${waitMs > 0 ? `in ${waitMs / 1000} s` : "at once"}: ${error.message}`;

/** The same text on one line that is safe to print, with single spaces. */
export const oneLine = (text: string): string => safeLine(text).replaceAll(/\s+/g, " ").trim();
