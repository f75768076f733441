import { nearHint } from "../../cli/near";
import { findCodeError, findJsonError } from "./code";
import { describe } from "./describe";
import type { InputNode } from "./nodes";
import type { Target } from "./targets";
import type { Site } from "./values";

/** Checks a literal value against its input. */
export function checkLiteral(
  { path, value }: InputNode & { value: string },
  { key, values, textFormat: written }: Target,
  { report, subject }: Site,
): void {
  const at = [...path, "value"];
  const wrong = (message: string, line?: number): void => {
    const whole = `${subject}: input ${key}: ${message}`;
    if (line === undefined) report.at(at, whole);
    else report.within(at, line, whole);
  };
  if (values && !values.includes(value)) {
    const near = nearHint(value, values);
    wrong(`expected one of ${listed(values)}, got ${describe(value)}${near}`);
  }
  const problem = written && findTextProblem(value, written);
  if (problem) wrong(problem.message, problem.line);
}

const listed = (values: readonly string[]): string =>
  values.length <= 8 ? values.join(", ") : `${values.slice(0, 6).join(", ")} and others`;

/** Finds the problem of text that must have a format. */
export function findTextProblem(
  text: string,
  written: NonNullable<Target["textFormat"]>,
): { message: string; line?: number } | undefined {
  switch (written) {
    case "json":
      return findJsonError(text);
    case "javascript":
      return findCodeError(text);
    case "wholeNumber":
      return /^\d+$/.test(text.trim())
        ? undefined
        : { message: `expected a whole number, got ${describe(text)}` };
    case "date":
    case "timestamp":
      return Number.isNaN(Date.parse(text))
        ? { message: `expected a ${written}, got ${describe(text)}` }
        : undefined;
  }
}
