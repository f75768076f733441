import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadComponent } from "../../../platform/component";
import { describeFlowFile } from "../../engine/flowDescription";
import type { FlowBox } from "../../protocol";
import { boxAtLine, listBoxes, ownLines } from "./boxes";

const FLOWS = path.resolve(__dirname, "../../../flows");
const FILES = readdirSync(FLOWS).filter((name) => name.endsWith(".yml"));

/** Steps in loops and branches, with keys, comments and empty lines in all places. */
const NESTED = `name: Nested
flows:
  - name: Main
    description: |
      A text.
    steps:
      # The trigger.
      - name: Start
        isTrigger: true
        action: { key: webhook, component: { key: webhook-triggers, isPublic: true, version: LATEST } }
        inputs:
          body:
            type: value
            value: |
              a text

              - name: No Step

      - name: Each
        action:
          key: loopOverItems
          component: { key: loop, isPublic: true, version: LATEST }
        steps:
          - name: Choose
            action:
              key: branchOnValue
              component: { key: branch, isPublic: true, version: LATEST }
            branches:
              - name: One
                steps:
                  - name: Inner
                    action: { key: writeLogMessage, component: { key: log, isPublic: true, version: LATEST } }
                    errorConfig:
                      errorHandlerType: retry
                      maxAttempts: 3
                  # Before the other.
                  -
                    name: Other
                    action: { key: writeLogMessage, component: { key: log, isPublic: true, version: LATEST } }
              - name: Else
                steps: []
            inputs:
              inputValue: { type: value, value: "1" }
        errorConfig:
          errorHandlerType: ignore
        inputs:
          items:
            type: reference
            value: start.results.body

        # The end of the loop.
      - name: End
        action: { key: writeLogMessage, component: { key: log, isPublic: true, version: LATEST } }
    endpointSecurityType: unsecured
configPages: []
`;

const nested = () => {
  const boxes = listBoxes(describeFlowFile(NESTED, loadComponent()).flows[0]?.boxes ?? []);
  const lines = NESTED.split("\n");
  return { boxes, lineOf: (text: string) => lines.findIndex((line) => line.includes(text)) + 1 };
};

const indentOf = (line: string): number => line.search(/\S|$/);

/** The lines of a step by their indents alone: all below its dash that are further to the right. */
function endByIndent(lines: readonly string[], { line }: FlowBox): number {
  const dash = indentOf(lines[line - 1] ?? "");
  let end = line;
  for (let at = line; at < lines.length; at += 1) {
    const text = lines[at] ?? "";
    if (text.trim() === "") continue;
    if (indentOf(text) <= dash) break;
    end = at + 1;
  }
  return end;
}

/** The lists of steps of a flow, at all depths. */
const listsOf = (boxes: readonly FlowBox[]): (readonly FlowBox[])[] => [
  boxes,
  ...boxes.flatMap(({ steps = [], branches = [] }) => [
    ...listsOf(steps),
    ...branches.flatMap((branch) => listsOf(branch.steps)),
  ]),
];

test.each(FILES)("the lines of each step of %s are those that its indent holds", (file) => {
  const text = readFileSync(path.join(FLOWS, file), "utf8");
  const lines = text.split("\n");
  for (const { boxes, steps } of describeFlowFile(text, loadComponent()).flows) {
    const all = listBoxes(boxes);
    expect(all.length).toBe(steps);
    for (const box of all) {
      const given = lines.slice(box.line - 1, box.endLine);
      const indent = indentOf(given[0] ?? "");
      expect(given[0]?.slice(indent)).toMatch(/^- /);
      // The keys of the step are right of its dash.
      const name = given.map((line) => line.slice(indent).match(/^[- ] name: (.*)$/)?.[1]);
      expect(name.filter((one) => one !== undefined)).toEqual([box.name]);
      expect([box.name, box.endLine]).toEqual([box.name, endByIndent(lines, box)]);
    }
    for (const list of listsOf(boxes)) {
      for (const [at, { line }] of list.entries()) {
        if (at > 0) expect(line).toBeGreaterThan(list[at - 1]?.endLine ?? 0);
      }
    }
    // Each line of a box shows the box that marks it.
    for (const box of all) {
      for (const line of ownLines(all, box)) expect(boxAtLine(all, line)).toBe(box);
      expect(ownLines(all, box)).toContain(box.line);
    }
  }
});

test("each line belongs to the innermost step around it, also behind the steps of a loop or branch", () => {
  const { boxes, lineOf } = nested();
  const nameAt = (text: string) => boxAtLine(boxes, lineOf(text))?.name;
  expect(boxes.map(({ name }) => name)).toEqual([
    "Start",
    "Each",
    "Choose",
    "Inner",
    "Other",
    "End",
  ]);
  expect(nameAt("- name: Main")).toBeUndefined();
  expect(nameAt("# The trigger.")).toBeUndefined();
  expect(nameAt("isTrigger: true")).toBe("Start");
  expect(nameAt("- name: No Step")).toBe("Start");
  expect(nameAt("key: loopOverItems")).toBe("Each");
  expect(nameAt("- name: One")).toBe("Choose");
  expect(nameAt("maxAttempts: 3")).toBe("Inner");
  expect(nameAt("# Before the other.")).toBe("Choose");
  expect(nameAt("name: Other")).toBe("Other");
  expect(nameAt("- name: Else")).toBe("Choose");
  expect(nameAt("inputValue:")).toBe("Choose");
  expect(nameAt("errorHandlerType: ignore")).toBe("Each");
  expect(nameAt("value: start.results.body")).toBe("Each");
  expect(nameAt("- name: End")).toBe("End");
  expect(nameAt("endpointSecurityType")).toBeUndefined();
  expect(nameAt("configPages")).toBeUndefined();
});

test("a loop marks its own lines, before and behind its steps", () => {
  const { boxes, lineOf } = nested();
  const each = boxes.find(({ name }) => name === "Each");
  const from = lineOf("- name: Each");
  expect(ownLines(boxes, each)).toEqual([
    ...[0, 1, 2, 3, 4].map((at) => from + at),
    ...[0, 1, 2, 3, 4, 5].map((at) => lineOf("errorHandlerType: ignore") - 1 + at),
  ]);
  expect(ownLines(boxes, undefined)).toEqual([]);
});
