import type { RunEvent, StepOutcome, StepPlace } from "../run/events";
import { formatCost } from "./cost";
import { formatRetry, MARKS } from "./format";
import { STOPPING, type View } from "./view";

/**
 * One plain line as each step ends, for files and pipes.
 * @param timed false leaves out how long each step took.
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
  /** Names the loops and branches that a step is in, where the last line was not in them. */
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
