import { spawnSync } from "node:child_process";
import path from "node:path";
import fc from "fast-check";
import lodash from "lodash";
import omit from "../bundle/omit";
import snakeCase from "../bundle/snakeCase";
import uniq from "../bundle/uniq";
import { loadComponent } from "../platform/component";
import component from "../src";

const BUNDLE = path.resolve(__dirname, "../dist/index.js");

/** Everything a platform can read, functions by their kind only. */
const read = (value: object): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, one) => (typeof one === "function" ? "a function" : one)),
  );

/** The report of a Node process that has loaded the bundle. */
function afterLoading(expression: string): unknown {
  const script = `require(${JSON.stringify(BUNDLE)}); console.log(JSON.stringify(${expression}))`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("what is left out of the bundle changes nothing that the platform reads of the component", () => {
  expect(read(loadComponent())).toEqual(read(component));
});

test("its steps are listed, spread and read like those of any object", () => {
  const { actions } = loadComponent();
  const keys = Object.keys(actions);
  expect(keys).toContain("listSources");
  expect(Object.keys({ ...actions })).toEqual(keys);
  expect(Object.entries(actions).every(([key, action]) => action.key === key)).toBe(true);
  expect("listSources" in actions).toBe(true);
  expect(actions.listSources).toBe(actions.listSources);
  expect(Object.isExtensible(actions)).toBe(true);
});

test("loading it loads no more of Node than a request needs: no undici, no HTTP/2", () => {
  const loaded = afterLoading("process.moduleLoadList") as string[];
  expect(loaded).toContain("NativeModule https");
  expect(loaded.filter((name) => /undici|http2|worker_threads/.test(name))).toEqual([]);
});

test("loading it leaves nothing open, and globals as they are", () => {
  expect(afterLoading("process.getActiveResourcesInfo()")).toEqual([]);
  const globals = afterLoading("Object.getOwnPropertyNames(globalThis)");
  const { stdout } = spawnSync(
    process.execPath,
    ["-e", "console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis)))"],
    { encoding: "utf8" },
  );
  expect(globals).toEqual(JSON.parse(stdout));
});

test("what stands in for lodash gives what lodash gives for what spectral passes", () => {
  const names = fc.stringMatching(/^[a-z][A-Za-z]*$/);
  fc.assert(
    fc.property(fc.dictionary(names, fc.jsonValue()), fc.array(names), (object, left) => {
      const some = [...left, ...Object.keys(object).slice(1)];
      expect(omit(object, some)).toEqual(lodash.omit(object, some));
      expect(uniq([...some, ...left])).toEqual(lodash.uniq([...some, ...left]));
    }),
  );
  for (const safety of ["safe", "notAllowed", "requiresConfirmation"]) {
    expect(snakeCase(safety)).toBe(lodash.snakeCase(safety));
  }
});
