import { type Fault, fault, responseFault, type SabotageName } from "../../simulator";
import type { Lab, Method, Script, Told } from "./lab";
import { METHODS } from "./lab";

export type { Told } from "./lab";

/** A row of the fault matrix: something that goes wrong, and what each method does about it. */
export interface Row {
  row: number;
  /** A sentence that says what goes wrong and what follows. */
  title: string;
  test(lab: Lab): Promise<void>;
}

/**
 * What follows from one fault: the action is tried once more and succeeds, fails after one attempt
 * with the outcome unknown, or fails after one attempt and surely changed nothing.
 */
export type Reaction = "retried" | "unknown" | "failed";

/** The reactions of GET, of POST and PATCH, and of PUT and DELETE. */
export type Reactions = readonly [get: Reaction, once: Reaction, again: Reaction];

const R = "retried";
const U = "unknown";
const F = "failed";
/** After what Segment surely did not carry out. */
export const RETRIED: Reactions = [R, R, R];
/** After what leaves it open whether Segment carried it out. */
export const AMBIGUOUS: Reactions = [R, U, R];
/** After what no second attempt would change. */
export const REFUSED: Reactions = [F, F, F];
/** After what leaves it open, and no second attempt would change. */
export const UNCERTAIN: Reactions = [F, U, U];

function reactionOf(method: Method, [get, once, again]: Reactions): Reaction {
  if (method === "GET") return get;
  return method === "POST" || method === "PATCH" ? once : again;
}

async function expectReaction(lab: Lab, method: Method, reaction: Reaction, told: Told) {
  const { data, error, begun, commits } = told;
  if (reaction === R) {
    expect({ method, error: error?.message, begun }).toEqual({
      method,
      error: undefined,
      begun: 2,
    });
    expect(data).toHaveProperty("data");
    expect(await lab.isDone(method)).toBe(true);
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

/** A row in which one script has each method react in its way. */
export function uniform(
  row: number,
  title: string,
  script: Script | readonly Script[],
  reactions: Reactions,
  also: (told: Told, method: Method) => void = () => undefined,
): Row {
  return {
    row,
    title,
    test: async (lab) => {
      for (const one of [script].flat() as Script[]) {
        for (const method of METHODS) {
          const told = await lab.attempt(method, one);
          await expectReaction(lab, method, reactionOf(method, reactions), told);
          also(told, method);
        }
      }
    },
  };
}

/** One request goes wrong. */
export const once = (what: Fault): Script => ({ requests: [what] });

/** One request gets this answer, without being carried out. */
export const answered = (
  status: number,
  headers: Record<string, string> = {},
  body: object = {},
): Script => once(responseFault({ status, headers, body }, "before"));

/** A sabotage before the commit, and after it. */
export const beforeAndAfter = (...names: SabotageName[]): Script[] =>
  names.flatMap((name) => [once(fault(name, "before")), once(fault(name, "after"))]);

/** The time between the first two requests, in milliseconds. */
export function gap({ arrived }: Told): number {
  const [first, second] = arrived;
  return second && first ? second.at - first.at : Number.NaN;
}
