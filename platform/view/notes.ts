import type { RunEvent } from "../run/events";
import { formatPlace, formatRetry, MARKS, oneLine } from "./format";

/**
 * Makes the lines for which a list of steps has no space, in the order of the run: log lines in
 * full, failures of steps in loops and branches, failures that are too long for the list, and
 * retries.
 * @param columns the width of a line of the list.
 */
export function makeNotes(event: RunEvent, columns: number): string[] {
  const { step } = event;
  const place = formatPlace(step);
  switch (event.type) {
    case "began":
      return [];
    case "again":
      return [`${MARKS.again} ${place}: ${formatRetry(event)}`];
    case "logged": {
      const text = event.text.trimEnd();
      if (!text.includes("\n")) return [`${event.level} ${place}: ${text}`];
      return [`${event.level} ${place}:`, ...text.split("\n").map((line) => `  ${line}`.trimEnd())];
    }
    case "ended": {
      const { state, detail, error } = event.outcome;
      const fits = step.within.length === 0 && isShort(`${step.name}: ${detail}`, columns);
      if (error === undefined || fits) return [];
      return [`${MARKS[state]} ${place}: ${detail.replaceAll("\n", "\n  ")}`];
    }
  }
}

const isShort = (text: string, columns: number): boolean =>
  text.length <= columns && oneLine(text) === text;
