import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { copyProject } from "../bundle/copyProject";
import { makeEdit, type Steps, stepsOf } from "./support/pageSteps";

const ROOT = path.resolve(__dirname, "..");
const PAGE = readFileSync(path.join(ROOT, "docs/add-an-action.md"), "utf8");
/** Runs a command in the copy; returns its output, with its exit code if it fails. */
function run(copy: string, command: string): string {
  const { status, stdout, stderr } = spawnSync(command, {
    cwd: copy,
    shell: true,
    encoding: "utf8",
  });
  return `${stdout}${stderr}${status === 0 ? "" : `exit code ${status}`}`;
}

/** The type errors of some files. `npm run typecheck` finds the same, but reads the whole project. */
function typeErrors(copy: string, files: string[]): string[] {
  const { config } = ts.readConfigFile(path.join(copy, "tsconfig.json"), ts.sys.readFile);
  const only = { ...config, include: [], files };
  const { fileNames, options } = ts.parseJsonConfigFileContent(only, ts.sys, copy);
  const program = ts.createProgram(fileNames, options);
  return fileNames
    .flatMap((name) => program.getSemanticDiagnostics(program.getSourceFile(name)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("docs/add-an-action.md, followed to the letter in a clean copy", () => {
  const steps: Steps = stepsOf(PAGE);
  const sources = [...new Set(steps.edits.map(({ file }) => file))].filter((file) =>
    file.endsWith(".ts"),
  );
  let copy: string;
  let prepared: string;

  beforeAll(() => {
    copy = copyProject();
    for (const edit of steps.edits) makeEdit(copy, edit);
    prepared = run(copy, steps.commands[0] ?? "");
  }, 120_000);
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test("adds an operation from the contract to the changelog, with these commands", () => {
    expect(new Set(steps.edits.map(({ file }) => file.replace(/\/.*/, "")))).toEqual(
      new Set(["contract", "simulator", "test", "src", "CHANGELOG.md"]),
    );
    expect(steps.commands).toEqual([
      "npm run prepare",
      "npm run typecheck",
      "npx jest test/lifeCycle/simulator",
      "npm run build && npx jest test/lifeCycle/component test/oracle test/conventions",
      "npm run docs",
    ]);
    expect(readFileSync(path.join(copy, "CHANGELOG.md"), "utf8")).toMatch(
      /^## Unreleased.*\n\n- New action: Get Label\.\n\n/m,
    );
  });

  test("makes the types of the operation", () => {
    expect(prepared).not.toContain("exit code");
    expect(readFileSync(path.join(copy, "src/contract/segment.ts"), "utf8")).toContain(
      "GetLabelV1Output: {",
    );
  });

  test("gives files that the compiler and the linter accept", () => {
    expect(typeErrors(copy, sources)).toEqual([]);
    expect(run(copy, `node_modules/.bin/biome ci ${sources.join(" ")}`)).not.toContain("exit code");
  }, 120_000);

  test("gives a handler that passes the life cycle of the simulator", () => {
    const output = run(copy, steps.commands[2] ?? "");
    expect(output).not.toContain("exit code");
    expect(output).toContain("✓ getLabel GET /labels/team/web%20shop succeeds");
  }, 120_000);
});
