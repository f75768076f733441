import { oneLine } from "../../src/values/oneLine";
import type { RunEvent } from "../run/events";
import type { View } from "./view";

/** Makes text of several lines safe to print. */
const safeLines = (text: string): string =>
  text
    .split(/\r\n|\n/)
    .map(oneLine)
    .join("\n");

/** Makes the texts of an event safe to print. */
function makeSafe(event: RunEvent): RunEvent {
  const { name, within } = event.step;
  const step = { ...event.step, name: oneLine(name), within: within.map(oneLine) };
  switch (event.type) {
    case "began":
      return { ...event, step };
    case "logged":
      return { ...event, step, text: safeLines(event.text) };
    case "again":
      return { ...event, step, error: new Error(safeLines(event.error.message)) };
    case "ended": {
      const { outcome } = event;
      return { ...event, step, outcome: { ...outcome, detail: safeLines(outcome.detail) } };
    }
  }
}

/**
 * A view that never prints a control character from Segment or a code step: it could move the
 * cursor or hide text. Line breaks are kept.
 */
export const safeView = (view: View): View => ({
  ...view,
  watch: (event) => view.watch(makeSafe(event)),
});
