import { type Fault, fault, responseFault, type SabotageName } from "../../simulator";
import type { ActionResult, FaultRunner, Method, Script } from "./faultRunner";
import { METHODS } from "./faultRunner";

export type { ActionResult } from "./faultRunner";

/** A row of the fault matrix: a fault and the reaction of each method. */
export interface Row {
  row: number;
  /** A sentence with the fault and the reaction. */
  title: string;
  test(runner: FaultRunner): Promise<void>;
}

/**
 * The reaction to one fault: the action is retried once and succeeds, fails after one attempt with an
 * unknown outcome, or fails after one attempt without a change.
 */
export type Reaction = "retried" | "unknown" | "failed";

/** The reactions of GET, of POST and PATCH, and of PUT and DELETE. */
export type Reactions = readonly [get: Reaction, once: Reaction, again: Reaction];

const R = "retried";
const U = "unknown";
const F = "failed";
/** For requests that Segment did not carry out. */
export const RETRIED: Reactions = [R, R, R];
/** For requests that Segment may have carried out. */
export const AMBIGUOUS: Reactions = [R, U, R];
/** For failures that a retry would not change. */
export const REFUSED: Reactions = [F, F, F];
/** For requests that Segment may have carried out, and that a retry would not change. */
export const UNCERTAIN: Reactions = [F, U, U];

function reactionOf(method: Method, [get, once, again]: Reactions): Reaction {
  if (method === "GET") return get;
  return method === "POST" || method === "PATCH" ? once : again;
}

/** Checks that the result of a method is its reaction, and that the workspace agrees. */
export function expectReaction(
  runner: FaultRunner,
  method: Method,
  reactions: Reactions,
  result: ActionResult,
): void {
  const reaction = reactionOf(method, reactions);
  const { data, error, begun, commits } = result;
  if (reaction === R) {
    expect({ method, error: error?.message, begun }).toEqual({
      method,
      error: undefined,
      begun: 2,
    });
    expect(data).toHaveProperty("data");
    expect(runner.isDone(method)).toBe(true);
    if (method === "POST" || method === "PATCH") expect(commits).toBe(1);
    return;
  }
  const outcome = reaction === U ? "unknown" : "not_applied";
  expect({ method, data, begun, ...error }).toMatchObject({
    method,
    data: undefined,
    begun: 1,
    attempts: 1,
    outcome,
  });
  expect(error?.message.includes("Segment may have applied it")).toBe(reaction === U);
  if (reaction === F) expect(commits).toBe(0);
}

/** Builds a row that runs the same scripts for each method. */
export function reactionRow(
  row: number,
  title: string,
  script: Script | readonly Script[],
  reactions: Reactions,
  also: (result: ActionResult, method: Method) => void = () => undefined,
): Row {
  return {
    row,
    title,
    test: async (runner) => {
      for (const one of [script].flat() as Script[]) {
        for (const method of METHODS) {
          const result = await runner.attempt(method, one);
          expectReaction(runner, method, reactions, result);
          also(result, method);
        }
      }
    },
  };
}

/** One request fails. */
export const once = (what: Fault): Script => ({ requests: [what] });

/** One request gets this response and is not carried out. */
export const respondWith = (
  status: number,
  headers: Record<string, string> = {},
  body: object = {},
): Script => once(responseFault({ status, headers, body }, "before"));

/** A sabotage before the commit, and after it. */
export const beforeAndAfter = (...names: SabotageName[]): Script[] =>
  names.flatMap((name) => [once(fault(name, "before")), once(fault(name, "after"))]);

/** The time between the first two requests, in milliseconds. */
export function gap({ arrived }: ActionResult): number {
  const [first, second] = arrived;
  return second && first ? second.at - first.at : Number.NaN;
}
