import { compileFunction } from "node:vm";
import { type NotJson, parseJson } from "../../src/values/json";

/** A problem in a text. */
interface TextProblem {
  message: string;
  /** The line, from 1. */
  line?: number;
}

/** Finds the reason why JavaScript does not compile as a code step. The code is not run. */
export function findCodeError(code: string): TextProblem | undefined {
  try {
    compileFunction(code, ["module", "exports", "require"], { filename: FILE });
    return undefined;
  } catch (error) {
    const { message, stack = "" } = error as Error;
    const line = new RegExp(`^${FILE}:(\\d+)`).exec(stack)?.[1];
    return {
      message: `the code does not compile: ${message}`,
      line: line === undefined ? undefined : Number(line),
    };
  }
}

const FILE = "code";

/** Finds the reason why text is not JSON. */
export function findJsonError(text: string): TextProblem | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    const { message, line } = error as NotJson;
    return { message: `expected JSON, got ${message}`, line };
  }
}

/** A step or config variable in code, and its line. */
interface Mention {
  of: "step" | "variable";
  name: string;
  line: number;
}

/**
 * Finds the steps (`stepResults.name`) and config variables (`configVars["Name"]`,
 * `configVars.Name`) that code names directly. Names in other forms, such as destructuring, are not
 * found.
 */
export function findMentions(code: string): Mention[] {
  const mentions: Mention[] = [];
  for (const { index, groups = {} } of blankComments(code).matchAll(MENTION)) {
    mentions.push({
      of: groups.from === "stepResults" ? "step" : "variable",
      name: groups.member ?? groups.text ?? "",
      line: code.slice(0, index).split("\n").length,
    });
  }
  return mentions;
}

const MENTION =
  /(?<![\w$.])(?<from>stepResults|configVars)\s*(?:(?:\?\.|\.)\s*(?<member>[A-Za-z_$][\w$]*)|(?:\?\.)?\[\s*(?<quote>["'`])(?<text>(?:(?!\k<quote>)[^\\$\n])*)\k<quote>\s*\])/g;

/**
 * Replaces comments by spaces. Strings are kept, so text in them is never mistaken for a comment.
 */
const blankComments = (code: string): string =>
  code.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (all, text?: string) => text ?? all.replace(/[^\n]/g, " "),
  );
