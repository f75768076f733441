import { compileFunction } from "node:vm";
import { type NotJson, parseJson } from "../../src/values/json";

/** What is wrong with a text, and in which of its lines. */
interface TextProblem {
  message: string;
  /** 1 for the first. */
  line?: number;
}

/** Why JavaScript does not compile as a code step. It is not run. */
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

/** Why text is not JSON. */
export function findJsonError(text: string): TextProblem | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    const { message, line } = error as NotJson;
    return { message: `expected JSON, got ${message}`, line };
  }
}

/** A step or config variable that code names, and in which of its lines. */
interface Mention {
  of: "step" | "variable";
  name: string;
  line: number;
}

/**
 * The steps (`stepResults.name`) and config variables (`configVars["Name"]`, `configVars.Name`) that
 * code names outright; what it takes apart in other ways is not looked at.
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

/** Strings are left as they are, so that what looks like a comment in them is none. */
const blankComments = (code: string): string =>
  code.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (all, text?: string) => text ?? all.replace(/[^\n]/g, " "),
  );
