import type { RunEvent, StepPlace } from "../run/events";
import { oneLine } from "./format";
import { linesView } from "./lines";
import { makeNotes } from "./notes";
import { safeView } from "./safe";

const FOREIGN = "a\u001b[2J\u0007\u202eb\r\nc\u2028d\u009b1mx";
const step: StepPlace = {
  id: 1,
  name: `Step ${FOREIGN}`,
  action: "segment.listSources",
  within: [`Each ${FOREIGN}`],
  holds: false,
};
const cost = { ms: 1, requests: 0, retries: 0 };
const EVENTS: RunEvent[] = [
  { type: "began", step },
  { type: "logged", step, level: "info", text: FOREIGN },
  { type: "again", step, attempt: 1, waitMs: 0, error: new Error(FOREIGN) },
  {
    type: "ended",
    step,
    outcome: { ...cost, state: "failed", detail: FOREIGN, error: new Error() },
  },
];

function linesOf(show: (write: (line: string) => void) => void): string[] {
  const lines: string[] = [];
  show((line) => lines.push(...line.split("\n")));
  return lines;
}

test("text from Segment and code steps is printed line by line, without control characters", () => {
  const lines = linesOf((write) => {
    const view = safeView(linesView(write));
    for (const event of EVENTS) view.watch(event);
  });
  expect(lines.join("\n")).not.toMatch(/[^\P{Cc}\n]|\u2028|\u202e/u);
  expect(lines.map((line) => line.trim())).toEqual(
    expect.arrayContaining([
      "Each ab c dx",
      "info ab",
      "c dx",
      "↻ Step ab c dx: again at once: ab",
    ]),
  );
});

test("so are the notes under a list, and its own lines", () => {
  const lines = linesOf((write) => {
    const watch = (event: RunEvent) => {
      for (const line of makeNotes(event, 80)) write(line);
    };
    const view = safeView({ watch, stopping: () => undefined, end: async () => undefined });
    for (const event of EVENTS) view.watch(event);
  });
  expect(lines.join("\n")).not.toMatch(/[^\P{Cc}\n]|\u2028|\u202e/u);
  expect(lines).toContain("✗ Each ab c dx › Step ab c dx: ab");
  expect(oneLine(FOREIGN)).toBe("ab c dx");
});
