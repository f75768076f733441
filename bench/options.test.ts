import path from "node:path";
import { BadArgument } from "./command";
import { optionsOf } from "./options";

test("without arguments everything is measured, each group as often as it says", () => {
  expect(optionsOf([])).toEqual({
    only: ["cold", "warm", "lists", "payloads", "steps"],
    help: false,
  });
});

test("arguments choose groups, in their own order, runs and a bundle", () => {
  expect(
    optionsOf(["--runs", "3", "--only", "warm, cold", "--component", "other.js", "--help"]),
  ).toEqual({ runs: 3, only: ["cold", "warm"], component: path.resolve("other.js"), help: true });
});

test.each([
  [["--runs", "0"], '--runs: expected a whole number from 1 to 1000, got "0"'],
  [["--runs", "1001"], '--runs: expected a whole number from 1 to 1000, got "1001"'],
  [["--runs", "1e1"], '--runs: expected a whole number from 1 to 1000, got "1e1"'],
  [["--only", ""], '--only: expected any of cold, warm, lists, payloads, steps, got ""'],
  [["--only", "cold,hot"], '--only: expected any of cold, warm, lists, payloads, steps, got "hot"'],
  [["--fast"], "Unknown option '--fast'"],
  [["cold"], "Unexpected argument 'cold'"],
])("%j is refused with what was expected", (args, message) => {
  expect(() => optionsOf(args)).toThrow(BadArgument);
  expect(() => optionsOf(args)).toThrow(message);
});
