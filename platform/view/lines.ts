import type { RunEvent, StepOutcome, StepPlace } from "../run/events";
import { formatCost } from "./cost";
import { formatRetry, MARKS } from "./format";
import { STOPPING, type View } from "./view";

/**
 * A view with one plain line for each ended step, for files and pipes.
 * @param timed false omits the time of each step.
 */
export function linesView(write: (line: string) => void, timed = true): View {
  const indent = ({ within }: StepPlace) => "  ".repeat(within.length + 1);
  const ended = (step: StepPlace, outcome: StepOutcome) => {
    const said = outcome.state === "ignored" ? `ignored: ${outcome.detail}` : outcome.detail;
    const [first = "", ...others] = said.trimEnd().split("\n");
    const detail = first && `: ${first.trimEnd()}`;
    write(
      `${indent(step)}${MARKS[outcome.state]} ${step.name}${detail}${formatCost(outcome, timed)}`,
    );
    for (const line of others) write(`${indent(step)}  ${line}`.trimEnd());
  };
  let shown: string[] = [];
  /** Writes the loops and branches of a step that the last line was not in. */
  const lead = ({ within }: StepPlace) => {
    const same = within.findIndex((name, depth) => shown[depth] !== name);
    if (same !== -1) {
      for (const [depth, name] of within.entries()) {
        if (depth >= same) write(`${"  ".repeat(depth + 1)}${name}`);
      }
    }
    shown = within;
  };
  return {
    watch: (event: RunEvent) => {
      const { step } = event;
      if (event.type === "began") return;
      if (!step.holds || event.type !== "ended") lead(step);
      if (event.type === "ended") ended(step, event.outcome);
      if (event.type === "again") {
        write(`${indent(step)}${MARKS.again} ${step.name}: ${formatRetry(event)}`);
      }
      if (event.type === "logged") {
        const [first = "", ...others] = event.text.trimEnd().split("\n");
        const lead = `${indent(step)}  ${event.level} `;
        write(`${lead}${first}`);
        for (const line of others) write(`${" ".repeat(lead.length)}${line}`.trimEnd());
      }
    },
    stopping: () => write(STOPPING),
    end: async () => undefined,
  };
}
