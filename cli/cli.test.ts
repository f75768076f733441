import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { UsageError } from "./errors";
import { readCommandLine, readOptions, wholeNumber } from "./index";
import { nearHint } from "./near";

const OPTIONS = { flow: { takes: "a name" }, config: { takes: "a file" }, live: {} } as const;

/** The message of the error that a command line causes. */
function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "no error";
}

test("a command line is files and options, in any order", () => {
  expect(readCommandLine(["--live", "a.yml", "--flow=A", "--config", "c.json"], OPTIONS)).toEqual({
    values: { live: true, flow: "A", config: "c.json" },
    files: ["a.yml"],
  });
  expect(readCommandLine(["--", "--live"], OPTIONS)).toEqual({ values: {}, files: ["--live"] });
});

test.each([
  [
    ["--flwo", "A"],
    '--flwo: unknown option; did you mean "--flow"? Options: --flow, --config, --live, --help',
  ],
  [["-x"], "-x: unknown option. Options: --flow, --config, --live, --help"],
  [["--constructor"], "--constructor: unknown option. Options: --flow, --config, --live, --help"],
  [["--flow"], "--flow: expected a name, got nothing"],
  [["--config="], "--config: expected a file, got nothing"],
  [["--config", "--live"], '--config: expected a file, got "--live"'],
  [["--live=yes"], '--live: expected no value, got "yes"'],
  [["--flow", "A", "--flow", "B"], "--flow: given twice"],
  [["a.yml"], "a.yml: expected options only"],
])("the command line %j is refused: %s", (args, message) => {
  expect(refusal(() => readOptions(args, OPTIONS))).toBe(message);
});

test("a whole number in the range is read, and any other text is refused", () => {
  expect(wholeNumber("runs", "12", 1, 12)).toBe(12);
  for (const text of ["0", "13", "1e1", "-1", ""]) {
    expect(refusal(() => wholeNumber("runs", text, 1, 12))).toBe(
      `--runs: expected a whole number from 1 to 12, got "${text}"`,
    );
  }
});

test.each([
  ["slgu", '; did you mean "slug"?'],
  ["SLUG", '; did you mean "slug"?'],
  ["source ty", '; did you mean "Source Type"?'],
  ["name", ""],
])("the hint for the name %s is %j", (name, hint) => {
  expect(nearHint(name, ["slug", "Source Type", "id"])).toBe(hint);
});

describe("a program", () => {
  const root = path.resolve(__dirname, "..");
  const folder = mkdtempSync(path.join(tmpdir(), "cli-"));
  const file = path.join(folder, "program.ts");
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a program with this body; returns its exit code and its output. */
  function run(body: string, ...args: string[]) {
    const kit = JSON.stringify(path.join(__dirname, "index.ts"));
    const errors = JSON.stringify(path.join(__dirname, "errors.ts"));
    const start = `void runProgram({ help: "Says hello.\\n", run: async (args) => { ${body} } });`;
    const imports = `import { runProgram } from ${kit};\nimport { Refusal, UsageError } from ${errors};`;
    writeFileSync(file, `${imports}\n${start}\n`);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", "tsx/cjs", file, ...args],
      { cwd: root, encoding: "utf8" },
    );
    return { status, stdout, stderr };
  }

  test("ends with 0, or with the code it returns", () => {
    expect(run("console.log(args.join())", "a", "--b")).toEqual({
      status: 0,
      stdout: "a,--b\n",
      stderr: "",
    });
    expect(run("return 1")).toMatchObject({ status: 1, stderr: "" });
  });

  test("prints its help and does nothing else, whatever the other arguments are", () => {
    for (const option of ["--help", "-h"]) {
      expect(run("return 1", "--unknown", option)).toEqual({
        status: 0,
        stdout: "Says hello.\n",
        stderr: "",
      });
    }
  });

  test("ends with 2 and one sentence if it refuses, and with 1 and a stack if it breaks", () => {
    expect(run('throw new UsageError("--x: given twice")')).toEqual({
      status: 2,
      stdout: "",
      stderr: "--x: given twice\nTry --help.\n",
    });
    expect(run('throw new Refusal("no bundle", "nothing was run")')).toEqual({
      status: 2,
      stdout: "",
      stderr: "no bundle\nnothing was run\n",
    });
    const broken = run('throw new TypeError("oops")');
    expect(broken).toMatchObject({ status: 1, stdout: "" });
    expect(broken.stderr).toMatch(/^TypeError: oops\n +at /);
  });
});
