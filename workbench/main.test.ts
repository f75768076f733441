import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { fixture } from "./fixtures/open";
import { readArguments, requireBuilt } from "./options";
import { type RunEvent, TOKEN_HEADER } from "./protocol";

const COMMAND = ["--require", "tsx/cjs", path.join(__dirname, "main.ts")];
const STEPS = ["--component", fixture("steps.cjs")];

interface Program {
  child: ChildProcess;
  url: string;
  printed(): string;
  ended: Promise<number | null>;
}

/** Starts the program, and resolves when it has printed its URL. */
async function start(): Promise<Program> {
  const child = spawn(process.execPath, [...COMMAND, ...STEPS], { stdio: "pipe" });
  let printed = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      const [found] = /http:\S+(?=\n)/.exec(printed) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(printed)));
  });
  return { child, url, printed: () => printed, ended };
}

/** Runs a step and reads its events until one passes. */
async function run(url: string, key: string, passes: (event: RunEvent) => boolean) {
  const [origin, token = ""] = url.split("/#token=");
  const response = await fetch(`${origin}/api/runs`, {
    method: "POST",
    headers: { [TOKEN_HEADER]: token },
    body: JSON.stringify({ workspace: "own", kind: "action", key, inputs: {} }),
  });
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk);
    const lines = text.split("\n").slice(0, -1);
    const found = lines.map((line): RunEvent => JSON.parse(line)).find(passes);
    if (found) return found;
  }
  throw new Error(text);
}

/** The process that runs the steps. */
async function engineOf(url: string): Promise<number> {
  const event = await run(url, "odd", ({ type }) => type === "ended");
  const { result } = event.type === "ended" ? event.outcome : {};
  return (result as { data: { pid: number } }).data.pid;
}

/** Resolves when a process has ended. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await setTimeout(10);
  }
}

test("the program prints one URL, and Ctrl-C ends it and its processes", async () => {
  const program = await start();
  const engine = await engineOf(program.url);
  const { port } = new URL(program.url);
  expect(runToEnd([...STEPS, "--port", port])).toEqual({
    status: 2,
    stdout: "",
    stderr: `--port: ${port} is taken by another program\n`,
  });
  program.child.kill("SIGINT");
  expect(await program.ended).toBe(0);
  await gone(engine);
  expect(program.printed()).toBe(`Workbench: ${program.url}\n`);
  expect(program.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/);
});

test("a step that loops ends with the program, even if that is killed", async () => {
  const program = await start();
  const engine = await engineOf(program.url);
  await run(program.url, "loop", ({ type }) => type === "started");
  program.child.kill("SIGKILL");
  await program.ended;
  await gone(engine);
});

/** Runs the program to its end. */
const runToEnd = (options: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...COMMAND, ...options], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};

test("a component that does not exist is refused", () => {
  expect(runToEnd(["--component", fixture("nothing.cjs")])).toEqual({
    status: 2,
    stdout: "",
    stderr: `${fixture("nothing.cjs")}: no such file. Build the component first.\n`,
  });
});

test("an export to a folder with other files is refused before the component is opened", () => {
  const options = ["--component", fixture("nothing.cjs"), "--export", __dirname];
  expect(runToEnd(options)).toMatchObject({
    status: 2,
    stdout: "",
    stderr: expect.stringContaining(`--export: ${__dirname} has files that no export wrote`),
  });
});

test("an export is written, and its place and size are printed in one line", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "export-"));
  expect(runToEnd([...STEPS, "--export", folder])).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^Workbench: .+index\.html \(3 files, \d\.\d MB\)\n$/),
    stderr: "",
  });
  expect(existsSync(path.join(folder, "index.html"))).toBe(true);
  rmSync(folder, { recursive: true });
});

test("the help names every option, and nothing is started", () => {
  const { status, stdout, stderr } = runToEnd(["--help", "--port", "0"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  for (const option of ["--port", "--no-build", "--component", "--export", "--help"]) {
    expect(stdout).toContain(`\n  ${option} `);
  }
  expect(stdout).not.toContain("http:");
});

test.each([
  [
    ["--prot", "1"],
    /^--prot: unknown option; did you mean "--port"\? Options: --port, --no-build,/,
  ],
  [["--port", "x"], /^--port: expected a whole number from 0 to 65535, got "x"$/],
  [["--no-build=1"], /^--no-build: expected no value, got "1"$/],
  [["--export"], /^--export: expected a folder, got nothing$/],
  [["--export", "out", "--port", "1"], /^--port: an export opens no port/],
  [["dist/index.js"], /^dist\/index\.js: expected options only$/],
])("the command line %j is refused", (args, message) => {
  expect(() => readArguments(args, __dirname)).toThrow(message);
});

test("--no-build takes the file that a build made, and refuses if there is none", () => {
  const { file, builds, hasSimulator } = readArguments(["--no-build"], __dirname);
  expect({ file, builds, hasSimulator }).toEqual({
    file: path.join(__dirname, "dist/index.js"),
    builds: false,
    hasSimulator: true,
  });
  expect(() => requireBuilt(file)).toThrow(`${file}: no such file. Build the component first.`);
  expect(readArguments([], __dirname).builds).toBe(true);
});
