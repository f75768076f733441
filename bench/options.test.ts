import path from "node:path";
import { UsageError } from "../cli/errors";
import { optionsOf } from "./options";

test("without arguments every group is measured, with its own number of runs", () => {
  expect(optionsOf([])).toEqual({
    only: [
      "everyday",
      "cold",
      "warm",
      "changes",
      "lists",
      "payloads",
      "steps",
      "customers",
      "events",
    ],
  });
});

test("arguments choose the groups, the runs and the bundle; groups keep their order", () => {
  expect(optionsOf(["--runs", "3", "--only", "warm, cold", "--component", "other.js"])).toEqual({
    runs: 3,
    only: ["cold", "warm"],
    component: path.resolve("other.js"),
  });
});

test("a run can send fewer events", () => {
  expect(optionsOf(["--only", "events", "--events", "5000"])).toEqual({
    only: ["events"],
    events: 5000,
  });
});

test.each([
  [["--events", "100001"], '--events: expected a whole number from 1 to 100000, got "100001"'],
  [["--runs", "0"], '--runs: expected a whole number from 1 to 1000, got "0"'],
  [["--runs", "1001"], '--runs: expected a whole number from 1 to 1000, got "1001"'],
  [["--runs", "1e1"], '--runs: expected a whole number from 1 to 1000, got "1e1"'],
  [["--only", ""], "--only: expected names of groups, got nothing"],
  [
    ["--only", "cold,hot"],
    '--only: expected any of everyday, cold, warm, changes, lists, payloads, steps, customers, events, got "hot"',
  ],
  [["--fast"], "--fast: unknown option"],
  [["cold"], "cold: expected options only"],
])("%j is refused and the error says what is expected", (args, message) => {
  expect(() => optionsOf(args)).toThrow(UsageError);
  expect(() => optionsOf(args)).toThrow(message);
});
