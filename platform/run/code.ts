import { createRequire } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";

/** What a code step exports. */
type CodeFunction = (context: object, stepResults: object, params: object) => unknown;

const localRequire = createRequire(path.join(__dirname, "code.ts"));

/** Everything the code can name that tells or takes time: the clock of the runner itself. */
const clock = () => ({
  Date,
  performance,
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
});

/**
 * Runs the code of a code step: a CommonJS module that exports a function of the context and the
 * results of earlier steps and answers `{ data }`. It runs with the rights of this process, and on
 * its clock: a compiled function would otherwise use another realm's, which a stopped clock misses.
 * @throws where the code does not compile, exports no function, or itself throws.
 */
export async function runCode(
  code: string,
  context: object,
  stepResults: object,
): Promise<unknown> {
  const module = { exports: {} as unknown };
  const time = clock();
  const load = compileFunction(code, ["module", "exports", "require", ...Object.keys(time)], {
    filename: "code step",
  });
  load(module, module.exports, localRequire, ...Object.values(time));
  if (typeof module.exports !== "function") {
    throw new Error("Code: expected `module.exports` to be a function");
  }
  const answer = await (module.exports as CodeFunction)(context, stepResults, {});
  if (typeof answer === "object" && answer !== null && "data" in answer) return answer.data;
  return undefined;
}
