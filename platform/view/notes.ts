import type { RunEvent } from "../run/events";
import { formatPlace, formatRetry, MARKS, oneLine } from "./format";

/**
 * What a list of steps has no room for, as lines in the order of the run: what was logged, in full;
 * failures of steps in loops and branches, and those too long for a line of the list; what was
 * tried again.
 * @param columns what of a text fits on a line of the list.
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
