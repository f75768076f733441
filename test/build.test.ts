import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { make, makeIfStale, type Product } from "../bundle/product";
import { CONTRACT, DIST } from "../bundle/products";

const ROOT = path.resolve(__dirname, "..");

/** Joins its sources to `out/all.txt`, and counts its runs in a file that is neither source nor result. */
const PROGRAM = `
  printf x >> runs.txt
  text=$(cat src/deep/one.txt)
  if [ "$text" = broken ]; then exit 3; fi
  if [ "$text" = "edited while it is read" ]; then printf edited > src/deep/one.txt; fi
  rm -rf out
  mkdir out
  printf %s "$text" | cat - config.txt > out/all.txt
`;
const PRODUCT: Product = {
  name: "all",
  sources: ["config.txt", "later.txt", "src"],
  results: ["out"],
  command: "sh program.sh",
};

let project: string;
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
  writeFileSync(path.join(project, name), text);
};
const read = (name: string) => readFileSync(path.join(project, name), "utf8");
const runs = () => read("runs.txt").length;

/** Makes the product if it is stale; returns what was told. */
function update(): string[] {
  const lines: string[] = [];
  const wasMade = makeIfStale(project, PRODUCT, (line) => lines.push(line));
  expect(wasMade).toBe(lines.length === 1);
  return lines;
}

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), "build-"));
  write("program.sh", PROGRAM);
  write("config.txt", "2");
  write("src/deep/one.txt", "1");
  write("src/deep/one.test.ts", "a test");
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

test("what was never built is built, and then left alone", () => {
  expect(update()).toEqual(["Building all (no earlier build is known)"]);
  expect(read("out/all.txt")).toBe("12");
  write("src/deep/one.txt", "1");
  expect(update()).toEqual([]);
  expect(runs()).toBe(1);
});

describe("after a build", () => {
  beforeEach(() => make(project, PRODUCT));

  const remove = (name: string) => rmSync(path.join(project, name));
  test.each<[change: string, apply: () => void, file: string]>([
    ["a source has other content", () => write("src/deep/one.txt", "3"), "src/deep/one.txt"],
    ["a source is new", () => write("src/two.txt", "2"), "src/two.txt"],
    ["a source that was missing is there", () => write("later.txt", ""), "later.txt"],
    ["a result was edited", () => write("out/all.txt", "13"), "out/all.txt"],
    ["a result is gone", () => remove("out/all.txt"), "out/all.txt"],
    ["a file lies beside the results", () => write("out/old.txt", ""), "out/old.txt"],
  ])("it builds again if %s, and says so once", (_change, apply, file) => {
    apply();
    expect(update()).toEqual([`Building all (changed: ${path.normalize(file)})`]);
    expect(readdirSync(path.join(project, "out"))).toEqual(["all.txt"]);
    expect(read("out/all.txt")).toBe(`${read("src/deep/one.txt")}2`);
    expect(update()).toEqual([]);
    expect(runs()).toBe(2);
  });

  test("several changes are counted", () => {
    write("config.txt", "3");
    write("src/two.txt", "2");
    remove("out/all.txt");
    expect(update()).toEqual(["Building all (changed: config.txt and 2 more)"]);
  });

  test("a test among the sources is none of them", () => {
    write("src/deep/one.test.ts", "another test");
    write("src/two.test.ts", "a second test");
    expect(update()).toEqual([]);
  });

  test.each(["", "{", "[]", '{"sources":1}'])("a stamp that is %j is as none", (text) => {
    write(".build/all.json", text);
    expect(update()).toHaveLength(1);
    expect(update()).toEqual([]);
  });

  test("an edit while it builds is built the next time", () => {
    write("src/deep/one.txt", "edited while it is read");
    expect(update()).toHaveLength(1);
    expect(read("out/all.txt")).toBe("edited while it is read2");
    expect(update()).toHaveLength(1);
    expect(read("out/all.txt")).toBe("edited2");
    expect(update()).toEqual([]);
  });

  test("another build of other sources, before this one ends, leaves nothing stale for long", () => {
    write("src/deep/one.txt", "3");
    makeIfStale(project, PRODUCT, () => {
      write("src/deep/one.txt", "4");
      make(project, PRODUCT);
    });
    expect(update()).toEqual([`Building all (changed: ${path.normalize("src/deep/one.txt")})`]);
    expect(read("out/all.txt")).toBe("42");
    expect(update()).toEqual([]);
  });

  test("a build that fails is refused with its command, and tried again", () => {
    write("src/deep/one.txt", "broken");
    const refusal = "all: it cannot be built, `sh program.sh` ended with 3";
    expect(update).toThrow(refusal);
    expect(update).toThrow(refusal);
    write("src/deep/one.txt", "1");
    expect(update()).toEqual([]);
    expect(runs()).toBe(3);
  });

  test("a build on request builds what is up to date", () => {
    make(project, PRODUCT);
    expect(runs()).toBe(2);
    expect(update()).toEqual([]);
  });

  test("nothing is left beside the stamp and the results", () => {
    expect(readdirSync(path.join(project, ".build"))).toEqual(["all.json"]);
  });
});

test("the sources of the contract and the bundle exist, and a stamp is in neither of them", () => {
  for (const { sources, results } of [CONTRACT, DIST]) {
    expect(sources.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
    expect([...sources, ...results]).not.toContain(".build");
  }
});

test("each script that runs the built component, or measures it, updates it first", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  for (const name of ["bench", "demo", "docs", "flow", "migrate", "screenshots", "soak", "test"]) {
    expect([name, scripts[`pre${name}`]]).toEqual([
      name,
      expect.stringMatching(/^node --require tsx\/cjs bundle\/build\.ts --if-changed( &&|$)/),
    ]);
  }
});

test.each([
  [["--if-change"], /^--if-change: unknown option; did you mean "--if-changed"\?/],
  [["--if-changed", "--contract"], /^--if-changed: the contract is always made/],
  [["src"], /^src: expected options only/],
])("the command line %j is refused, and nothing is built", (args, message) => {
  const command = ["--require", "tsx/cjs", "bundle/build.ts", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(message),
  });
});
