import { createRequire } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";

/** The function that a code step exports. */
type CodeFunction = (context: object, stepResults: object, params: object) => unknown;

const localRequire = createRequire(path.join(__dirname, "code.ts"));

/** The clock of this process, by the names that code uses. */
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
 * results of earlier steps, and returns `{ data }`. The code has the rights of this process and
 * uses its clock. Otherwise a compiled function would use the clock of another realm, which a fake
 * clock does not stop.
 * @throws if the code does not compile, exports no function, or throws.
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
  const returned = await (module.exports as CodeFunction)(context, stepResults, {});
  if (typeof returned === "object" && returned !== null && "data" in returned) return returned.data;
  return undefined;
}
