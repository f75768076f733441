import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type Redirection,
  redirectSegmentHosts,
  type Simulator,
  startSimulator,
} from "../../simulator";
import { loadComponent } from "../component";
import { JAVASCRIPT, OPENING, runCommand } from "../fixtures/child";
import { linesView } from "../view/lines";
import { liveWorkspaces, type Workspaces } from "../workspaces";
import { HELP, readArguments } from "./arguments";
import { carryOut, type FlowCommand } from "./index";

const root = path.resolve(__dirname, "../..");
const opening = path.join(root, OPENING);
const config = path.join(root, JAVASCRIPT);
const flow = "Say Hello";
const scratch = mkdtempSync(path.join(tmpdir(), "command-"));

let simulator: Simulator;
let redirection: Redirection;

beforeAll(async () => {
  simulator = await startSimulator({ rateLimits: false });
  redirection = redirectSegmentHosts(simulator);
});
beforeEach(() => simulator.reset());
afterAll(async () => {
  redirection.restore();
  await simulator.close();
  rmSync(scratch, { recursive: true });
});

/** Writes a file for an option to name. */
function file(name: string, text: string): string {
  const whole = path.join(scratch, name);
  writeFileSync(whole, text);
  return whole;
}

/** Returns the lines with which a command is refused. Fails if a step was run. */
async function refusal(
  command: Partial<FlowCommand>,
  workspaces: () => Workspaces = () => ({
    title: "a test",
    connectionFields: () => ({ apiKey: simulator.us.token, subdomain: "acme-us" }),
    close: async () => undefined,
  }),
): Promise<string[]> {
  const complaints: string[] = [];
  const code = await carryOut(
    { file: opening, flow, ...command },
    {
      component: loadComponent(),
      open: async () => workspaces(),
      env: {},
      write: () => undefined,
      complain: (line) => complaints.push(line),
      view: () => linesView((line) => expect(line).toBe("no step")),
    },
  );
  expect(code).toBe(2);
  return complaints;
}

test("a command line is a file and options, in any order", () => {
  expect(readArguments(["--live", "a.yml", "--flow=A", "--region", "eu1.api"])).toEqual({
    file: "a.yml",
    flow: "A",
    region: "eu1.api",
    live: true,
  });
  expect(readArguments(["a.yml", "--trace", "t.json"])).toMatchObject({ live: false });
});

test("a time has its unit, and a port and a URL are read", () => {
  const url = "https://tunnel.example.com/a";
  const args = ["a.yml", "--once", "--for", "30s", "--every=500ms", "--port", "8080", "--url", url];
  expect(readArguments(args)).toEqual({
    file: "a.yml",
    live: false,
    once: true,
    forMs: 30_000,
    everyMs: 500,
    port: 8080,
    url,
  });
});

test("the help tells of every option and exit code", () => {
  const ofRuns = ["flow", "payload", "config", "region", "trace", "live"];
  for (const option of [...ofRuns, "once", "for", "every", "port", "url"]) {
    expect(HELP).toContain(`\n  --${option} `);
  }
  expect(HELP).toMatch(/Ends with 0 .*, 1 .*, 2 .*, 130 /);
});

test.each([
  [[], "expected one file, npm run flow -- flows/audit-workspace.yml; got none"],
  [
    ["a.yml", "b.yml"],
    "expected one file, npm run flow -- flows/audit-workspace.yml; got 2: a.yml, b.yml",
  ],
  [["--flwo", "A"], '--flwo: unknown option; did you mean "--flow"? Options: --flow, --payload, '],
  [["-x"], "-x: unknown option"],
  [["a.yml", "--flow"], "--flow: expected a name, got nothing"],
  [["a.yml", "--config="], "--config: expected a file, got nothing"],
  [["a.yml", "--trace", "--live"], '--trace: expected a file, got "--live"'],
  [["a.yml", "--live=yes"], '--live: expected no value, got "yes"'],
  [["a.yml", "--flow", "A", "--flow", "B"], "--flow: given twice"],
  [["a.yml", "--for", "30"], '--for: expected a time such as 30s, 5m or at most 24h, got "30"'],
  [["a.yml", "--every", "0s"], '--every: expected a time such as 30s, 5m or at most 24h, got "0s"'],
  [["a.yml", "--for", "25h"], '--for: expected a time such as 30s, 5m or at most 24h, got "25h"'],
  [["a.yml", "--port", "0"], '--port: expected a whole number from 1 to 65535, got "0"'],
  [
    ["a.yml", "--url", "tunnel.example.com"],
    '--url: expected an http or https URL without a query, got "tunnel.example.com"',
  ],
  [["a.yml", "--region", "eu"], '--region: expected api or eu1.api, got "eu"'],
])("the command line %j is refused: %s", (args, message) => {
  let said = "";
  try {
    readArguments(args);
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said.slice(0, message.length)).toBe(message);
});

describe("nothing is run", () => {
  const gone = path.join(scratch, "gone.json");
  const noFile = "ENOENT: no such file or directory";

  test("if a file is missing or not what it should be, which is said with its option", async () => {
    const broken = file("broken.json", "\ufeff{\n  nope");
    const why = "JSON with an error at line 2, column 3";
    const list = file("list.json", "[]");
    const [flowFile, payload, brokenPayload, brokenConfig, listConfig] = await Promise.all([
      refusal({ file: gone }),
      refusal({ payload: gone }),
      refusal({ payload: broken }),
      refusal({ config: broken }),
      refusal({ config: list }),
    ]);
    expect(flowFile).toEqual([`The flow: ${gone} cannot be read: ${noFile}`]);
    expect(payload).toEqual([`--payload: ${gone} cannot be read: ${noFile}`]);
    expect(brokenPayload).toEqual([`--payload: ${broken}: expected JSON, got ${why}`]);
    expect(brokenConfig).toEqual([`--config: ${broken}: expected JSON, got ${why}`]);
    expect(listConfig).toEqual([
      `--config: ${list}: expected an object of config variables by name`,
    ]);
  });

  test("if a payload has a number whose digits the platform would change", async () => {
    const payload = file("long.json", '{"userIds": ["a", 227490627192107008]}');
    expect(await refusal({ payload })).toEqual([
      `--payload: ${payload}: userIds[1]: expected a number that JavaScript keeps exactly, or its digits as text, got more digits`,
    ]);
  });

  test("if the file has no such flow, or several and none is named", async () => {
    const flows = '"Open Shops", "Keep Shops", "Insist", "Say Hello"';
    expect(await refusal({ flow: "say helo" })).toEqual([
      `--flow: ${opening} has no flow "say helo"; did you mean "Say Hello"? Its flows: ${flows}`,
    ]);
    expect(await refusal({ flow: undefined })).toEqual([
      `--flow: expected one of the 4 flows of ${opening}: ${flows}`,
    ]);
  });

  test("if the trace could not be written after the run", async () => {
    const nowhere = path.join(scratch, "nowhere", "trace.json");
    const open = () => {
      throw new Error("opened");
    };
    expect(await refusal({ trace: nowhere }, open)).toEqual([
      `--trace: ${nowhere} cannot be written: ${noFile}`,
    ]);
    expect(await refusal({ trace: scratch }, open)).toEqual([
      `--trace: expected a file to write, ${scratch} is a folder`,
    ]);
  });

  test("if a config variable does not exist; the nearest one is suggested", async () => {
    expect(await refusal({ config: file("c1.json", '{ "Source Typ": "x" }') })).toEqual([
      '--config: Source Typ: no config variable of that name; did you mean "Source Type"?',
      "nothing was run",
    ]);
  });

  test("if a choice is missing and there is no terminal; some choices are listed", async () => {
    const said = await refusal({});
    expect(said.slice(0, 3)).toEqual([
      "--config: Source Type: expected a choice, got nothing",
      "  Its choices, by label or key in a --config file:",
      expect.stringMatching(/^ {4}ActiveCampaign {2}\(\w+\)$/),
    ]);
    expect(said.slice(22)).toEqual(["    and 160 more", "nothing was run"]);
  });

  test("if a choice is not offered; the nearest one is suggested", async () => {
    const [first] = await refusal({ config: file("c2.json", '{ "Source Type": "javscript" }') });
    expect(first).toBe(
      '--config: Source Type: "javscript" is not offered; did you mean "Javascript"?',
    );
  });

  test("with --live if the environment has no token or workspace, and nothing is sent", async () => {
    const what = "or the connection's fields in a --config file";
    const live = (env: NodeJS.ProcessEnv) => refusal({ config }, () => liveWorkspaces(env));
    expect(await live({})).toEqual([
      `--live: Segment Connection: expected SEGMENT_TOKEN and SEGMENT_WORKSPACE in the environment, ${what}`,
      "nothing was run",
    ]);
    expect(simulator.requests).toEqual([]);
  });
});

describe("the command", () => {
  const live = [OPENING, "--flow", "Say Hello", "--config", JAVASCRIPT, "--live"];
  const offline = { preload: ["offline.cjs"] };

  test("says on stderr why it does nothing, and ends with 2", async () => {
    const ended = await runCommand(["--flwo"]);
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.errors).toMatch(/^--flwo: unknown option;.*\nTry --help\.\n$/);
  });

  test("with --live asks Segment itself, in the region that is given", async () => {
    const env = { SEGMENT_TOKEN: "sgp_a_token_of_nobody", SEGMENT_WORKSPACE: "nobody" };
    const ended = await runCommand([...live, "--region", "eu1.api"], { ...offline, env });
    expect(ended.out).toContain("on Segment itself: all changes are real");
    const wanted = ended.errors.split("\n").filter((line) => line.startsWith("wants "));
    expect(new Set(wanted)).toEqual(new Set(["wants eu1.api.segmentapis.com:443"]));
    expect(ended.errors).toContain("nothing was run");
    expect(ended.errors).not.toContain(env.SEGMENT_TOKEN);
    expect(ended.code).toBe(2);
  });
});
