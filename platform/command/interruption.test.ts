import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type Redirection,
  redirectSegmentHosts,
  type Simulator,
  startSimulator,
} from "../../simulator";
import { loadComponent } from "../component";
import {
  CTRL_C,
  type Ended,
  JAVASCRIPT,
  LISTENING,
  lastDrawn,
  OPENING,
  plain,
  runCommand,
} from "../fixtures/child";
import { createInterruption } from "../run/interruption";
import { watchRequests } from "../run/requests";
import type { View } from "../view/view";
import { carryOut } from "./index";

const root = path.resolve(__dirname, "../..");
const scratch = mkdtempSync(path.join(tmpdir(), "stopped-"));
const traceIn = (name: string) => path.join(scratch, `${name}.json`);
const readTrace = (name: string) => JSON.parse(readFileSync(traceIn(name), "utf8"));

let simulator: Simulator;
let redirection: Redirection;
/** Stops the run that has begun. */
let stop: () => void;

beforeAll(async () => {
  simulator = await startSimulator({ rateLimits: false });
});
// Whatever a stopped run left closed goes with the redirection.
beforeEach(() => {
  redirection = redirectSegmentHosts(simulator);
  simulator.reset();
});
afterEach(() => redirection.restore());
afterAll(async () => {
  await simulator.close();
  rmSync(scratch, { recursive: true });
});

/**
 * Runs a flow of the fixture in this process until `stop` stops it. The lines are those after its
 * start.
 */
async function run(flow: string, watch: View["watch"] = () => undefined) {
  const lines: string[] = [];
  const { token, workspace } = simulator.us;
  const code = await carryOut(
    {
      file: path.join(root, OPENING),
      config: path.join(root, JAVASCRIPT),
      flow,
      trace: traceIn("run"),
    },
    {
      component: loadComponent(),
      open: async () => ({
        title: "a test",
        connectionFields: () => ({ apiKey: token, subdomain: workspace.slug }),
        close: async () => undefined,
      }),
      env: {},
      write: (line) => lines.push(line),
      view: () => ({
        watch,
        stopping: () => lines.push("stopping"),
        end: async () => undefined,
      }),
      onInterruption: (interruption) => {
        stop = interruption.request;
      },
    },
  );
  const changes = simulator.requests.filter(({ method }) => method !== "GET");
  return {
    code,
    lines: lines.slice(2),
    changes: changes.map(({ method, path }) => `${method} ${path}`),
  };
}

test("a stopped run waits for its open request and sends no other", async () => {
  simulator.intercept(({ path }) => {
    if (path === "/labels") stop();
    return undefined;
  });
  const { code, lines, changes } = await run("Open Shops");
  expect(code).toBe(130);
  expect(changes).toEqual(["POST /labels"]);
  expect(simulator.workspace("us").sources.all).toEqual([]);
  expect(lines).toEqual([
    "stopping",
    "Stopped between two steps.",
    "  Done before: Create Label.",
    "  Not started: Each Shop, Make Report, Write Report, Open Till, Say Goodbye.",
    expect.stringMatching(/^3 steps, 1 request, 3 done, 0 failed, /),
  ]);
  expect(readTrace("run")).toMatchObject({
    state: "stopped",
    steps: [{}, {}, { step: "Create Label", state: "done", requests: 1 }],
  });
});

test("a step of several requests is stopped between two of them, and says how many it sent", async () => {
  let looked = 0;
  simulator.intercept(({ method, path }) => {
    if (method === "GET" && path === "/sources") looked += 1;
    if (looked === 2) stop();
    return undefined;
  });
  const { code, lines, changes } = await run("Keep Shops");
  expect(code).toBe(130);
  expect(changes).toEqual(["POST /sources"]);
  expect(lines).toEqual([
    "stopping",
    "Stopped in Each Turn 2 of 2 › Keep Shop: it had sent 1 request and received the response.",
    "  Done before: Keep Shop.",
    "  Not started: Say Goodbye.",
    expect.stringMatching(/^3 steps, 3 requests, 2 done, 1 stopped, 0 failed, /),
  ]);
  // A request that the step sends later in the background must be refused.
  expect(() => https.request("https://api.segmentapis.com")).toThrow("not sent");
});

test("a wait of an error handler is cut short, however long it is", async () => {
  simulator.intercept(({ path }) => (path === "/labels" ? { status: 422, body: {} } : undefined));
  const { code, lines, changes } = await run("Insist", ({ type }) => {
    if (type === "again") stop();
  });
  expect(code).toBe(130);
  expect(changes).toEqual(["POST /labels"]);
  expect(lines[1]).toMatch(
    /^Stopped in Create Label: it had sent 1 request and received the response/,
  );
  expect(lines[2]).toBe("  Done before: nothing that changes data.");
});

test("a step that makes something of a request that was not let through counts as stopped", async () => {
  const requests = watchRequests();
  const interruption = createInterruption(requests);
  const work = async () => {
    interruption.request();
    try {
      https.request("https://api.segmentapis.com");
    } catch {}
    return "half a list";
  };
  await expect(interruption.unlessInterrupted(work())).rejects.toThrow("stopped between requests");
});

describe("a signal during a run", () => {
  let once: Ended;
  let twice: Ended;
  let terminated: Ended;
  const HELD = "\u001B]0;held\u0007";
  const held = new RegExp(HELD);

  beforeAll(async () => {
    const args = (name: string) => {
      const trace = ["--trace", traceIn(name)];
      return [OPENING, "--flow", "Open Shops", "--config", JAVASCRIPT, ...trace];
    };
    const preload = ["hold.cjs"];
    const env = { HOLD: "POST /labels" };
    [once, twice, terminated] = await Promise.all([
      runCommand(args("once"), {
        preload,
        env,
        terminal: { columns: 90, typing: [{ seen: held, keys: CTRL_C }] },
      }),
      runCommand(args("twice"), {
        preload,
        env: { ...env, HOLD_ON: "true" },
        terminal: {
          columns: 90,
          typing: [
            { seen: held, keys: CTRL_C },
            { seen: /Stopping after/, keys: CTRL_C, goesOn: true },
          ],
        },
      }),
      runCommand(args("terminated"), { preload, env, terminate: HELD }),
    ]);
  });

  test("Ctrl-C stops it between two requests, shows what was not run and writes the trace", () => {
    expect(once.code).toBe(130);
    const told = lastDrawn(once.out).map((line) => line.replace(/ \([\d.]+ m?s/, " (ms"));
    expect(told).toEqual([
      "✓ Trigger (ms)",
      "✓ Name Shops (ms)",
      "✓ Create Label (ms, 1 request)",
      "- Each Shop: not run",
      "- Make Report: not run",
      "- Write Report: not run",
      "- Open Till: not run",
      "- Say Goodbye: not run",
      "Stopped between two steps.",
      "  Done before: Create Label.",
      "  Not started: Each Shop, Make Report, Write Report, Open Till, Say Goodbye.",
      expect.stringMatching(/^3 steps, 1 request, 3 done, 0 failed, /),
    ]);
    expect(readTrace("once")).toMatchObject({ state: "stopped" });
  });

  test("a second Ctrl-C ends it at once, and leaves the terminal its cursor", () => {
    expect(twice.code).toBe(130);
    expect(plain(twice.out)).toMatch(
      /\nEnded at once: an open request may still be carried out\.\n/,
    );
    const [shown, hidden] = ["\u001B[?25h", "\u001B[?25l"].map((code) =>
      twice.out.lastIndexOf(code),
    );
    expect(shown).toBeGreaterThan(hidden as number);
  });

  test("SIGTERM stops it as Ctrl-C does; off a terminal in plain lines", () => {
    expect(terminated.code).toBe(130);
    expect(terminated.out).not.toContain("\u001B");
    expect(terminated.out).toContain("\nStopping after the open requests;");
    expect(terminated.out).toContain(
      "\nStopped between two steps.\n  Done before: Create Label.\n",
    );
    expect(readTrace("terminated")).toMatchObject({ state: "stopped" });
  });
});

test("Ctrl-C ends a flow that waits for requests, with the exit code of its runs", async () => {
  const ended = await runCommand([LISTENING], {
    terminal: { columns: 90, typing: [{ seen: /Listening on http/, keys: CTRL_C }] },
  });
  expect(ended.code).toBe(0);
  expect(plain(ended.out)).toMatch(
    /\nListening on http:\/\/127\.0\.0\.1:\d+\/listen\n(?:\^C)?Ending; press Ctrl-C again .*\n0 runs: 0 done, 0 failed\n$/,
  );
});
