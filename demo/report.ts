import { styleText } from "node:util";

/** How a step of the story ended. */
export interface StepOutcome {
  /** What the builder reads on the step. */
  label: string;
  /** What came of it, in a few words. */
  detail: string;
  ms: number;
  /** `refused`: Segment refused it, as the story expects. */
  state: "done" | "refused" | "failed";
}

/** Prints a story as it runs. */
export interface Report {
  chapter(title: string): void;
  step(outcome: StepOutcome): void;
  /** Prints the summary; answers whether every step ended as the story expects. */
  end(requests: number | undefined): boolean;
}

const MARKS = { done: "✓", refused: "!", failed: "✗" } as const;
const COLORS = { done: "green", refused: "yellow", failed: "red" } as const;
const LABEL_WIDTH = 40;

/** Prints to a stream: coloured on a terminal, plain elsewhere. */
export function createReport(out: NodeJS.WriteStream = process.stdout): Report {
  const paint = (color: "green" | "yellow" | "red" | "bold" | "dim", text: string) =>
    out.isTTY ? styleText(color, text) : text;
  const outcomes: StepOutcome[] = [];
  const count = (state: StepOutcome["state"]) =>
    outcomes.filter((outcome) => outcome.state === state).length;
  return {
    chapter: (title) => out.write(`\n${paint("bold", title)}\n`),
    step: (outcome) => {
      outcomes.push(outcome);
      const mark = paint(COLORS[outcome.state], MARKS[outcome.state]);
      const time = paint("dim", `${outcome.ms.toFixed(0).padStart(5)} ms`);
      out.write(`  ${mark} ${time}  ${outcome.label.padEnd(LABEL_WIDTH)} ${outcome.detail}\n`);
    },
    end: (requests) => {
      const total = outcomes.reduce((sum, { ms }) => sum + ms, 0);
      const parts = [
        `${outcomes.length} steps`,
        ...(requests === undefined ? [] : [`${requests} requests`]),
        `${count("done")} done`,
        ...(count("refused") > 0 ? [`${count("refused")} refused as expected`] : []),
        `${count("failed")} failed`,
        `${(total / 1000).toFixed(2)} s`,
      ];
      out.write(`\n${paint(count("failed") === 0 ? "green" : "red", parts.join(", "))}\n`);
      return count("failed") === 0;
    },
  };
}
