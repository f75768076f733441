import { spawnSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Refusal } from "../../cli/errors";
import { carryOut } from "../command";
import { loadComponent } from "../component";
import { linesView } from "../view/lines";
import { simulatedWorkspaces } from "../workspaces";
import { HELP, run } from "./program";

const root = path.resolve(__dirname, "../..");
const EVERY_ACTION = "platform/migrate/fixtures/every-action.yml";
const everyAction = readFileSync(path.join(root, EVERY_ACTION), "utf8");
const mixed = readFileSync(path.join(__dirname, "fixtures/mixed.yml.txt"), "utf8");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "migrate-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => path.join(folder, name);
const read = (name: string): string => readFileSync(inFolder(name), "utf8");

/** Writes a file for the program. */
function write(name: string, content: string | Buffer): string {
  writeFileSync(inFolder(name), content);
  return inFolder(name);
}

/** Runs the program in this process; returns its exit code and its report. */
function call(...args: string[]): { code: number; report: string } {
  let report = "";
  const print = jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    report += String(text);
    return true;
  });
  try {
    return { code: run(args), report };
  } finally {
    print.mockRestore();
  }
}

function refusal(...args: string[]): string {
  try {
    run(args);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return "no refusal";
}

test("the program writes YAML to stdout and the report to stderr, and ends with 1 if a place is left", () => {
  const file = write("mixed.yml", mixed);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--require", "tsx/cjs", "platform/migrate/main.ts", file],
    { cwd: root, encoding: "utf8" },
  );
  expect(status).toBe(1);
  expect(stdout.split("\n")).toHaveLength(mixed.split("\n").length);
  expect(stdout).toContain("isPublic: false   # shared with Slack");
  expect(stderr).toMatch(
    /^Rewritten:\n {2}\S+mixed\.yml:12: config variable Segment: version 7 is/,
  );
  expect(stderr).toMatch(/\nChange before the import;.*:\n(?: {2}.*\n){6}\nCheck on a test run/);
  expect(stderr).toMatch(/1 step, 1 connection, 0 data sources moved .*; 6 places to change\.\n$/);
  expect(readFileSync(file, "utf8")).toBe(mixed);
});

test("a flow of all documented actions ends with 0, and its result runs on the simulator", async () => {
  const output = inFolder("new.yml");
  expect(call(path.join(root, EVERY_ACTION), "--output", output).code).toBe(0);
  const component = loadComponent();
  const lines: string[] = [];
  const write_ = (line: string) => void lines.push(line);
  const choices = { Source: "Web shop", Warehouse: "Analytics", Destination: "Order webhook" };
  const code = await carryOut(
    {
      file: output,
      config: write("config.json", JSON.stringify(choices)),
      payload: write("payload.json", '{"shop":"north"}'),
    },
    {
      component,
      open: async () => simulatedWorkspaces(component, { rateLimits: false }),
      env: {},
      write: write_,
      view: () => linesView(write_),
    },
  );
  expect(lines.join("\n")).toContain("46 steps, 48 requests, 46 done, 0 failed");
  expect(code).toBe(0);
});

test("a file is replaced only with --in-place, at once, with its permissions and through links", () => {
  const file = write("flow.yml", everyAction);
  chmodSync(file, 0o640);
  symlinkSync(file, inFolder("link.yml"));
  linkSync(file, inFolder("hard.yml"));
  for (const name of ["flow.yml", "link.yml", "hard.yml"]) {
    expect(refusal(file, "--output", inFolder(name))).toMatch(
      /is the flow file itself; use --in-place$/,
    );
  }
  expect(read("flow.yml")).toBe(everyAction);
  expect(call(inFolder("link.yml"), "--in-place").code).toBe(0);
  expect(read("flow.yml")).not.toContain("isPublic: true, version: 14");
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).sort()).toEqual(["flow.yml", "hard.yml", "link.yml"]);
  const { mtimeMs } = statSync(file);
  expect(call(file, "--in-place").report).toMatch(
    /flow\.yml: nothing to migrate: .*; 49 parts already on this one\.\n$/,
  );
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
});

test("a file without the component is written as it is, and the report says so", () => {
  const other = everyAction.replaceAll("key: segment", "key: hubspot");
  const { code, report } = call(write("flow.yml", other), "--output", inFolder("new.yml"));
  expect(code).toBe(0);
  expect(report).toMatch(
    /nothing to migrate: no step, connection or data source of the documented/,
  );
  expect(read("new.yml")).toBe(other);
});

test("a file that cannot be read, is no YAML or no UTF-8 is refused by name and line", () => {
  const output = inFolder("new.yml");
  write("new.yml", "kept");
  const of = (content: string | Buffer): string =>
    refusal(write("flow.yml", content), "--output", output);
  expect(refusal(inFolder("gone.yml"))).toMatch(/gone\.yml cannot be read: ENOENT/);
  expect(refusal(folder)).toMatch(/ cannot be read: EISDIR/);
  expect(of("a: 1\nb: [\n")).toMatch(/^\S+flow\.yml:2: .*\n1 problem; nothing was written$/);
  expect(of("a: 1\n")).toMatch(
    /^\S+flow\.yml:1: expected an integration with definitionVersion: 7\n/,
  );
  expect(of(Buffer.from("a: 1\nb: \xff\n", "latin1"))).toMatch(
    /flow\.yml:2: expected UTF-8, got other/,
  );
  expect(of(Buffer.from("definitionVersion: 7\n", "utf16le"))).toMatch(/flow\.yml:1: /);
  expect(read("new.yml")).toBe("kept");
  const flow = write("flow.yml", everyAction);
  expect(refusal(flow, "--output", path.join(folder, "none", "a.yml"))).toMatch(
    /cannot be written: ENOENT/,
  );
  expect(refusal(flow, "--output", folder)).toMatch(/cannot be written: /);
  expect(readdirSync(folder).sort()).toEqual(["flow.yml", "new.yml"]);
});

test.each([
  [[], /^expected one file, .*; got none$/],
  [["a.yml", "b.yml"], /got 2: a\.yml, b\.yml$/],
  [["a.yml", "--output", "b.yml", "--in-place"], /^--in-place: expected no --output beside it$/],
  [["a.yml", "--outptu", "b"], /did you mean "--output"\?/],
] as [string[], RegExp][])("the command line %j is refused", (args, message) => {
  expect(refusal(...args)).toMatch(message);
});

test("the help names each option and each exit code", () => {
  for (const option of ["--output FILE", "--in-place"]) expect(HELP).toContain(`\n  ${option} `);
  expect(HELP).toMatch(/Ends with 0 .*with 1 [\s\S]*2 if nothing was written/);
});

test("docs/migrating.md shows commands that exist, and marks those that need an account", () => {
  const page = readFileSync(path.join(root, "docs/migrating.md"), "utf8");
  const scripts = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).scripts;
  const commands = page.split("\n").filter((line) => line.startsWith("    "));
  expect(commands.length).toBeGreaterThan(3);
  for (const command of commands) {
    const [, script] = /^ {4}npm run (?:--silent )?(\w+)/.exec(command) ?? [];
    if (script !== undefined) expect(Object.keys(scripts)).toContain(script);
    else
      expect(command).toMatch(
        /^ {4}(?:npm ci|npx prism .*# needs an account|diff flow\.yml migrated\.yml)$/,
      );
  }
  for (const line of HELP.match(/--[a-z-]+/g) ?? []) {
    if (line !== "--silent") expect(page).toContain(line);
  }
});
