import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import {
  fixture,
  openTarget,
  openTestWorkbench,
  readLines,
  type TestWorkbench,
} from "../fixtures/open";
import { type Change, type RunEvent, TOKEN_HEADER } from "../protocol";
import { Engine } from "./engine";
import { readConnection } from "./requests";

const SECRET = "sgp_Planted+Key/of one's own";

let steps: TestWorkbench;
let target: Awaited<ReturnType<typeof openTarget>>;
/** Responses that wait for the test. */
const held: ServerResponse[] = [];

beforeAll(async () => {
  target = await openTarget((request, response) => {
    request.resume().on("end", () => {
      if (request.url?.includes("hold")) held.push(response);
      else if (request.url?.includes("moved")) response.writeHead(302, { location: "?hold" }).end();
      else if (request.url?.includes("packed")) {
        response.setHeader("Content-Encoding", "gzip");
        response.end(gzipSync(SECRET.repeat(20_000)));
      } else response.end(`found ${decodeURIComponent(request.url ?? "")}`);
    });
  });
  steps = await openTestWorkbench({ file: fixture("steps.cjs") });
});
afterAll(async () => {
  await steps.close();
  target.close();
});

/** Waits for the next response that the target holds. */
async function nextHeld(): Promise<ServerResponse> {
  while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
  return held.shift() as ServerResponse;
}

const only = <Type extends RunEvent["type"]>(events: RunEvent[], type: Type) =>
  events.filter((event): event is RunEvent & { type: Type } => event.type === type);

describe("a component that is a plain module", () => {
  test("is described without the sections that it does not have", async () => {
    const { body } = await steps.call("GET", "component");
    expect(body).toMatchObject({ key: "steps", connections: [], hasSimulator: false, routes: [] });
    expect(body.hasDocuments).toBe(false);
    expect(new Set(body.steps?.map(({ kind }) => kind))).toEqual(new Set(["action"]));
    expect((await steps.call("GET", "workspaces")).body).toEqual({
      own: { name: "No connection needed" },
    });
  });

  test("runs a step, and shows its request and its result", async () => {
    const run = await steps.run("get", { url: target.url });
    expect(await run.ended).toMatchObject({ state: "done", result: { data: "found /things" } });
    expect(run.events).toMatchObject([
      { type: "started" },
      { type: "request", request: { id: 1, method: "GET", url: target.url, attempt: 1 } },
      { type: "response", outcome: { id: 1, status: 200, body: { text: "found /things" } } },
      { type: "ended" },
    ]);
  });

  test("shows the requests that a step sends by fetch, without their bodies", async () => {
    const run = await steps.run("fetch", { url: `${target.url}?moved` });
    (await nextHeld()).writeHead(200, { "set-cookie": "a=b" }).end("there");
    expect(await run.ended).toMatchObject({ state: "done", result: { data: "there" } });
    const request = { method: "GET", attempt: 1, omitsBodies: true };
    expect(run.events).toMatchObject([
      { type: "started" },
      { type: "request", request: { ...request, id: 1, url: `${target.url}?moved` } },
      { type: "response", outcome: { id: 1, status: 302, headers: { location: "?hold" } } },
      {
        type: "request",
        request: { ...request, id: 2, url: `${target.url}?hold`, headers: { accept: "*/*" } },
      },
      { type: "response", outcome: { id: 2, status: 200, headers: { "set-cookie": "[hidden]" } } },
      { type: "ended" },
    ]);
    const gone = await steps.run("fetch", { url: "http://127.0.0.1:1/" });
    expect(await gone.ended).toMatchObject({ state: "failed" });
  });

  test("shows a result that JSON does not know", async () => {
    const run = await steps.run("odd");
    expect(await run.ended).toMatchObject({
      result: { data: { big: "1", date: "1970-01-01T00:00:00.000Z" } },
    });
    expect(await (await steps.run("deep")).ended).toMatchObject({
      state: "failed",
      error: { message: expect.stringContaining("call stack") },
    });
  });
});

describe("a long run", () => {
  test("shows the start of a result of 50 MiB, and names the rest", async () => {
    const run = await steps.run("long");
    const { result, omitted, omittedBytes } = await run.ended;
    const { text, list } = (result as { data: { text: string; list: unknown[] } }).data;
    expect(JSON.stringify(result).length).toBeLessThan(1024 * 1024);
    expect(list[0]).toEqual({ id: 1 });
    expect(omittedBytes).toBeGreaterThan(50 * 1024 * 1024);
    expect(omitted).toEqual([
      { path: "data.text", characters: 50 * 1024 * 1024 - text.length },
      { path: "data.list", items: 100_000 - list.length },
    ]);
  });

  test("shows its first and last requests and lines, and counts the rest", async () => {
    const run = await steps.run("many", { url: target.url });
    expect(await run.ended).toMatchObject({ state: "done" });
    const requests = only(run.events, "request").map(({ request }) => request.url);
    expect(requests).toHaveLength(550);
    expect(requests.at(-1)).toBe(`${target.url}?699`);
    expect(only(run.events, "response")).toHaveLength(550);
    const lines = only(run.events, "log");
    expect(lines).toHaveLength(1100);
    expect(lines.at(-1)).toMatchObject({ text: "line 99999" });
    expect(only(run.events, "omitted").at(-1)).toEqual({
      type: "omitted",
      requests: 150,
      lines: 98_900,
    });
  });
});

describe("Stop", () => {
  test("lets an open request finish, sends none after it, and tells both", async () => {
    const run = await steps.run("getTwice", { url: `${target.url}?hold` });
    const response = await nextHeld();
    await steps.call("DELETE", `runs/${run.id}`);
    response.end("late");
    expect(await run.ended).toMatchObject({ state: "stopped" });
    expect(only(run.events, "request")).toHaveLength(1);
    expect(only(run.events, "response")).toMatchObject([
      { outcome: { status: 200, body: { text: "late" } } },
    ]);
  });

  test("sends no request by fetch that a redirect leads to", async () => {
    const run = await steps.run("fetch", { url: `${target.url}?hold` });
    const response = await nextHeld();
    await steps.call("DELETE", `runs/${run.id}`);
    response.writeHead(302, { location: "?hold" }).end();
    expect(await run.ended).toMatchObject({ state: "stopped" });
    expect(held).toEqual([]);
    expect(only(run.events, "request")).toHaveLength(1);
    expect(only(run.events, "response")).toMatchObject([{ outcome: { status: 302 } }]);
  });

  test("does not hide that a step has finished despite it", async () => {
    const run = await steps.run("get", { url: `${target.url}?hold` });
    const response = await nextHeld();
    await steps.call("DELETE", `runs/${run.id}`);
    response.end("late");
    expect(await run.ended).toMatchObject({ state: "done", result: { data: "late" } });
  });

  test("ends the process of a step that never ends, and says so to the others", async () => {
    const other = await steps.run("wait");
    const run = await steps.run("loop");
    await steps.call("DELETE", `runs/${run.id}`);
    expect(await run.ended).toMatchObject({
      state: "stopped",
      error: { message: expect.stringMatching(/^The step did not stop within 0\.3 s/) },
    });
    expect(await other.ended).toMatchObject({
      state: "failed",
      error: { message: "Another step did not stop, so the process of both was ended." },
    });
    const next = await steps.run("get", { url: target.url });
    expect(await next.ended).toMatchObject({ state: "done" });
  });

  test("is given if the reader leaves", async () => {
    const other = await steps.run("wait");
    const run = await steps.run("loop");
    run.leave();
    expect(await other.ended).toMatchObject({
      error: { message: "Another step did not stop, so the process of both was ended." },
    });
  });
});

test("a step that ends its process fails, and the next one runs in a new process", async () => {
  const exit = await steps.run("exit");
  expect(await exit.ended).toMatchObject({
    state: "failed",
    error: { message: "The process that runs the steps is gone: it ended with the code 3." },
  });
  const broken = await steps.run("throwLater");
  expect(await broken.ended).toMatchObject({
    state: "failed",
    error: {
      message: expect.stringMatching(
        /^The process that runs the steps is gone: Cannot read properties of null/,
      ),
    },
  });
  expect(await (await steps.run("get", { url: target.url })).ended).toMatchObject({
    state: "done",
  });
});

test("a flow file whose check fails has the reason as its problem, and ends no run", async () => {
  const other = await steps.run("wait");
  const action = { key: "oddChoices", component: { key: "steps", isPublic: false } };
  const text = JSON.stringify({ flows: [{ name: "Flow", steps: [{ name: "Odd", action }] }] });
  expect(await steps.call("POST", "flows", { text })).toMatchObject({
    status: 200,
    body: {
      flows: [],
      problems: [{ line: 1, message: expect.stringMatching(/^the check failed: .+/) }],
    },
  });
  expect(other.events.map(({ type }) => type)).toEqual(["started"]);
  await steps.call("DELETE", `runs/${other.id}`);
  expect(await other.ended).toMatchObject({ state: "stopped" });
});

test.each<[unknown, string]>([
  ["{", "Body: expected JSON."],
  [[], "Body: expected an object."],
  [{ workspace: "mine" }, "workspace: expected simulated or own."],
  [{ kind: "step" }, "kind: expected action, trigger or dataSource."],
  [{ key: 1 }, "key: expected text."],
  [{ key: "constructor" }, "key: the component has no such action."],
  [{ inputs: undefined }, "inputs: expected an object."],
  [{ inputs: [] }, "inputs: expected an object."],
  [{ inputs: { adress: "" } }, "inputs.adress: unknown field; expected only url."],
  [{ confirmed: "yes" }, "confirmed: expected true or false."],
  [{ request: {} }, "request: expected for a trigger only."],
  [{ instanceState: 1 }, "instanceState: expected an object."],
  [
    { token: SECRET },
    "token: unknown field; expected only workspace, kind, key, inputs, request, instanceState or confirmed.",
  ],
])("the request to run %j starts nothing: %s", async (body, error) => {
  const call = { workspace: "own", kind: "action", key: "get", inputs: {} };
  const sent =
    typeof body === "object" && !Array.isArray(body) ? { ...call, ...(body as object) } : body;
  expect(await steps.call("POST", "runs", sent)).toMatchObject({ status: 400, body: { error } });
});

test("inputs that are nested too deeply are refused, and take no place of another run", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const body = `{"workspace":"own","kind":"action","key":"get","inputs":{"url":${deep}}}`;
  for (let time = 0; time < 3; time += 1) {
    const response = await steps.fetchApi("POST", "runs", body);
    expect(await response.json()).toEqual({
      error: "inputs: expected at most 500 levels of lists and objects.",
    });
  }
  const run = await steps.run("odd");
  expect(await run.ended).toMatchObject({ state: "done" });
});

test("a reload during the filling of a workspace mistakes no response for another", async () => {
  const connection = { key: "none", fields: {} };
  const options = { stopMs: 300, onEnd: () => undefined };
  const { engine } = await Engine.start({ file: fixture("steps.cjs"), connection }, options);
  // The component has none of the steps that fill a workspace.
  const [filled, reloaded] = await Promise.allSettled([engine.fill(), engine.reload()]);
  engine.close();
  expect(filled).toMatchObject({ status: "rejected" });
  expect(reloaded).toMatchObject({ status: "fulfilled", value: { key: "steps" } });
});

test("a field of a connection that every object has is required like any other", () => {
  const input = { key: "constructor", label: "Builder", type: "string", required: true };
  const connections = [{ key: "key", label: "Key", inputs: [input] }];
  expect(() => readConnection({ key: "key", fields: {} }, { connections })).toThrow(
    "fields.constructor: expected a value.",
  );
  const fields = { constructor: "a" };
  expect(readConnection({ key: "key", fields }, { connections }).fields).toEqual(fields);
});

test("without a simulator, there are no simulated workspace and no faults", async () => {
  const error = "The component has no simulated workspace.";
  const call = { workspace: "simulated", kind: "action", key: "get", inputs: {} };
  expect(await steps.call("POST", "runs", call)).toMatchObject({ status: 409, body: { error } });
  expect(await steps.call("PUT", "workspaces/simulated/faults", {})).toMatchObject({
    status: 409,
    body: { error },
  });
});

describe("a request from elsewhere", () => {
  const send = (line: string, headers: Record<string, string>) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return steps.raw([`${line} HTTP/1.1`, ...lines, "Connection: close", "", ""].join("\r\n"));
  };
  const own = () => ({ Host: `127.0.0.1:${steps.port}`, [TOKEN_HEADER]: steps.token });

  test("is told from one of the page, which is served", async () => {
    const { status, text } = await send("GET /api/workspaces", own());
    expect(status).toBe(200);
    expect(text).not.toMatch(/access-control|set-cookie/i);
    const page = await send("GET /", { Host: `localhost:${steps.port}` });
    expect(page.status).toBe(200);
    const [, nonce] = /style-src 'nonce-([\w+/=]+)'/.exec(page.text) ?? [];
    expect(page.text).toContain(`content="${nonce}"`);
    expect(page.text).toMatch(/content-security-policy: default-src 'none'; script-src 'self';/i);
    expect(page.text).not.toMatch(/unsafe|access-control|set-cookie/i);
  });

  const foreign: [string, () => Record<string, string>, number][] = [
    ["another host that leads to this machine", () => ({ Host: "evil.example" }), 421],
    ["another port", () => ({ Host: "127.0.0.1:1" }), 421],
    ["no port", () => ({ Host: "127.0.0.1" }), 421],
    ["an IPv6 host", () => ({ Host: `[::1]:${steps.port}` }), 421],
    ["a host with a trailing dot", () => ({ Host: `localhost.:${steps.port}` }), 421],
    ["a host in capitals", () => ({ Host: `LOCALHOST:${steps.port}` }), 421],
    ["a host with a user", () => ({ Host: `evil@127.0.0.1:${steps.port}` }), 421],
    ["a second host", () => ({ host: "evil.example" }), 421],
    ["another origin", () => ({ Origin: "http://evil.example" }), 403],
    ["the origin of a file or a sandbox", () => ({ Origin: "null" }), 403],
    ["another port of this machine", () => ({ Origin: "http://127.0.0.1:1" }), 403],
    ["another site", () => ({ "Sec-Fetch-Site": "cross-site" }), 403],
    ["another port of the same site", () => ({ "Sec-Fetch-Site": "same-site" }), 403],
    ["a wrong token", () => ({ [TOKEN_HEADER]: "x".repeat(steps.token.length) }), 401],
    ["an empty token", () => ({ [TOKEN_HEADER]: "" }), 401],
  ];
  test.each(foreign)("is refused: %s", async (_, headers, status) => {
    const response = await send("GET /api/workspaces", { ...own(), ...headers() });
    expect(response.status).toBe(status);
    expect(response.text).toContain('{"error":');
    expect(response.text).not.toContain("No connection needed");
  });

  test("is refused without a Host, or with one in its target", async () => {
    const { Host, ...token } = own();
    expect((await send("GET /api/workspaces", token)).status).toBe(421);
    for (const address of ["http://evil.example", `http://${Host}`, "//evil.example"]) {
      expect((await send(`GET ${address}/api/workspaces`, own())).status).toBe(421);
    }
  });

  test("is refused before its body is read, whatever its size is", async () => {
    const headers = { ...own(), Host: "evil.example", "Content-Length": "99999999" };
    expect((await send("PUT /api/workspaces/own", headers)).status).toBe(421);
  });

  test("needs the token under every way to write a path", async () => {
    const { Host } = own();
    const paths = ["/api", "/API/workspaces", "/%61pi/workspaces", "/scripts/../api/workspaces"];
    for (const path of [...paths, "/x/../api/workspaces", "/api/workspaces?/scripts/", "/other"]) {
      expect([path, (await send(`GET ${path}`, { Host })).status]).toEqual([path, 401]);
    }
  });

  test("reads no file and no list of files", async () => {
    for (const path of ["/scripts/", "/scripts/..%2fassets.ts", "/scripts/%2e%2e%2fapp.ts"]) {
      const { status, text } = await send(`GET ${path}`, own());
      expect([path, status]).toEqual([path, 404]);
      expect(text).toContain('{"error":"Not found."}');
    }
    expect((await send("GET /scripts/main.js", own())).status).toBe(200);
  });
});

test("a method that a path does not have and a path that does not exist get JSON", async () => {
  expect(await steps.call("PATCH", "workspaces/own", {})).toMatchObject({
    status: 405,
    body: { error: "Method: expected PUT or DELETE." },
  });
  expect(await steps.call("GET", "nothing")).toMatchObject({
    status: 404,
    body: { error: "Not found." },
  });
  const options = await steps.fetchApi("OPTIONS", "runs");
  expect(options.status).toBe(405);
  expect(options.headers.get("access-control-allow-origin")).toBeNull();
});

test("a body of more than 10 MiB is refused, with and without its length", async () => {
  const long = " ".repeat(10 * 1024 * 1024 + 1);
  expect((await steps.call("POST", "runs", long)).status).toBe(413);
  const head = `POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1:${steps.port}\r\n${TOKEN_HEADER}: ${steps.token}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const chunk = `${long.length.toString(16)}\r\n${long}\r\n0\r\n\r\n`;
  expect((await steps.raw(head + chunk)).status).toBe(413);
});

test("a component of spectral is described, and its step runs with the connection", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "workbench-"));
  const file = path.join(folder, "index.js");
  // As components are built. Its two processes would take seconds to load all files of spectral.
  await build({
    entryPoints: [fixture("spectral.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    logLevel: "error",
  });
  const asking = await openTestWorkbench({ file });
  const { body } = await asking.call("GET", "component");
  expect(body).toMatchObject({
    key: "asking",
    hasSimulator: false,
    connections: [
      { key: "token", label: "Token", inputs: [{ key: "url" }, { key: "token" }] },
      { key: "anonymous", label: "Anonymous", inputs: [] },
    ],
    steps: [{ kind: "action", key: "ask", group: "Actions", changes: true }],
  });
  expect(body.steps?.[0]?.inputs).toMatchObject([
    { key: "server", type: "connection", required: true },
    { key: "isUrgent", type: "boolean", default: "true" },
    { key: "headers", type: "string", collection: "keyvaluelist" },
    { key: "body", type: "code", language: "json" },
  ]);
  await asking.connect({ key: "token", fields: { url: target.url, token: SECRET } });
  const run = await asking.run("ask", {}, { confirmed: true });
  expect(await run.ended).toMatchObject({
    state: "done",
    result: { data: "found /things?urgent=true" },
  });
  await asking.close();
  rmSync(folder, { recursive: true });
});

describe("a new build of the component", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "workbench-"));
  const file = path.join(folder, "dist", "index.cjs");
  const text = readFileSync(fixture("steps.cjs"), "utf8");
  let built: TestWorkbench;
  const lines = async () => {
    const { body } = await built.fetchApi("GET", "changes");
    const { until } = readLines<Change>(body as ReadableStream<Uint8Array>);
    return (error?: RegExp) =>
      until(
        (change) =>
          change.type === "component" &&
          (error ? error.test(change.error ?? "") : change.error === undefined),
      );
  };
  const build = (content: string) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  beforeAll(async () => {
    build(text);
    built = await openTestWorkbench({ file });
  });
  afterAll(async () => {
    await built.close();
    rmSync(folder, { recursive: true });
  });

  test("is shown, also if the build removes the folder first", async () => {
    const until = await lines();
    rmSync(path.dirname(file), { recursive: true });
    build(text.replace('"Steps"', '"Newer steps"'));
    await until();
    expect((await built.call("GET", "component")).body.label).toBe("Newer steps");
  });

  test("that cannot be loaded is told with its error, until a good one", async () => {
    const broken = await lines();
    build("module.exports = {");
    await broken(/Unexpected/);
    expect(await built.call("GET", "component")).toMatchObject({ status: 409 });
    const empty = await lines();
    build("module.exports = {};");
    await empty(/^index\.cjs: expected a component as its export$/);
    const good = await lines();
    build(text);
    await good();
    expect((await built.call("GET", "component")).body.label).toBe("Steps");
  });
});

describe("the simulated workspace", () => {
  let simulated: TestWorkbench;
  beforeAll(async () => {
    const file = path.resolve(__dirname, "../../dist/index.js");
    simulated = await openTestWorkbench({ file, hasSimulator: true });
  });
  afterAll(() => simulated.close());
  const off = { rateLimit: "off", serverError: "off", slow: "off", lostResponse: "off" };

  test("shows a fault to the first attempt, and its retry succeeds", async () => {
    const faults = { ...off, rateLimit: "first" };
    const { body } = await simulated.call("PUT", "workspaces/simulated/faults", faults);
    expect(body.simulated?.faults).toEqual(faults);
    const run = await simulated.run("getWorkspace", {}, { workspace: "simulated" });
    expect(await run.ended).toMatchObject({ state: "done" });
    expect(only(run.events, "response").map(({ outcome }) => outcome.status)).toEqual([429, 200]);
    expect(only(run.events, "request")[1]?.request).toMatchObject({ attempt: 2 });
    expect(only(run.events, "request")[1]?.request.waitMs).toBeGreaterThanOrEqual(990);
    const reset = await simulated.call("POST", "workspaces/simulated/reset");
    expect(reset.body.simulated?.faults).toEqual(off);
  });

  test.each([
    [{}, "rateLimit: expected off, first or all."],
    [{ ...off, slow: "often" }, "slow: expected off, first or all."],
    [
      { ...off, fire: "all" },
      "fire: unknown field; expected only rateLimit, serverError, slow or lostResponse.",
    ],
  ])("refuses the faults %j", async (faults, error) => {
    const response = await simulated.call("PUT", "workspaces/simulated/faults", faults);
    expect(response).toMatchObject({ status: 400, body: { error } });
  });
});

describe("a workspace of one's own", () => {
  let connected: TestWorkbench;
  let written = "";
  const spies: jest.SpyInstance[] = [];
  const { TMPDIR } = process.env;
  /** The folder for temporary files of the processes that run the steps. */
  const temporary = mkdtempSync(path.join(tmpdir(), "workbench-"));
  beforeAll(async () => {
    process.env.TMPDIR = temporary;
    for (const stream of [process.stdout, process.stderr]) {
      const spy = jest.spyOn(stream, "write").mockImplementation((text) => {
        written += String(text);
        return true;
      });
      spies.push(spy);
    }
    connected = await openTestWorkbench({ file: fixture("connected.cjs") });
  });
  afterAll(async () => {
    for (const spy of spies) spy.mockRestore();
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    await connected.close();
    rmSync(temporary, { recursive: true, maxRetries: 5 });
  });

  /** The ways in which the planted key could be written. */
  const writings = [
    SECRET,
    encodeURIComponent(SECRET),
    new URLSearchParams({ SECRET }).toString().slice(7),
    JSON.stringify(SECRET).slice(1, -1),
    Buffer.from(SECRET).toString("hex"),
    ...["", ":", "::"].map((before) =>
      Buffer.from(before + SECRET)
        .toString("base64")
        .slice(before.length === 0 ? 0 : 4, -4),
    ),
    // The parts that a cut could leave.
    SECRET.slice(0, 12),
    SECRET.slice(-12),
  ];
  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(place);
      return entry.isFile() ? place : [];
    });
  const findWritings = (text: string) => writings.filter((writing) => text.includes(writing));

  test("is described with connections that have no inputs", async () => {
    const { body } = await connected.call("GET", "component");
    expect(body.connections).toMatchObject([{ key: "key" }, { key: "none", inputs: [] }]);
    expect((await connected.connect({ key: "none", fields: {} })).status).toBe(200);
    expect((await connected.call("GET", "workspaces")).body).toEqual({ own: { name: "None" } });
  });

  test.each<[unknown, string]>([
    [{ key: SECRET, fields: {} }, "key: expected key or none."],
    [{ key: "key" }, "fields: expected an object."],
    [{ key: "key", fields: { apiKey: [SECRET] } }, "fields.apiKey: expected text."],
    [{ key: "key", fields: { workspace: "mine" } }, "fields.apiKey: expected a value."],
    [
      { key: "key", fields: { apiKey: SECRET, region: "" } },
      "fields.region: unknown field; expected only workspace or apiKey.",
    ],
    [`{"key": ${SECRET}`, "Body: expected JSON."],
  ])("refuses a connection without quoting it: %#", async (connection, error) => {
    const response = await connected.call("PUT", "workspaces/own", connection);
    expect(response).toMatchObject({ status: 400, body: { error } });
  });

  test("is not used before there is a connection, nor changed without an agreement", async () => {
    await connected.call("DELETE", "workspaces/own");
    const call = { workspace: "own", kind: "action", key: "get", inputs: { url: target.url } };
    expect(await connected.call("POST", "runs", call)).toMatchObject({
      status: 409,
      body: { error: "Connect to your workspace first." },
    });
    await connected.connect({ key: "key", fields: { apiKey: SECRET, workspace: "mine" } });
    const change = { ...call, key: "change" };
    expect(await connected.call("POST", "runs", change)).toMatchObject({
      status: 409,
      body: { error: "get changes the workspace: it needs an agreement." },
    });
    const agreed = await connected.run("change", { url: target.url }, { confirmed: true });
    expect(await agreed.ended).toMatchObject({ state: "done" });
  });

  test("keeps its key to itself", async () => {
    const fields = { apiKey: SECRET, workspace: "mine" };
    const { body, headers } = await connected.connect({ key: "key", fields });
    expect(body).toEqual({ own: { name: "mine" } });
    const run = await connected.run("tell", { url: target.url, secret: "not used" });
    expect(await run.ended).toMatchObject({
      state: "failed",
      error: { message: "refused [secret]" },
    });
    expect(run.events).toMatchObject([
      { type: "started" },
      { type: "log", text: 'with [secret] { key: "[secret]" }' },
      {
        type: "request",
        request: {
          url: `${target.url}?key=[secret]`,
          headers: { "x-key": "[secret]", authorization: "[hidden]" },
          body: { text: expect.stringMatching(/^\[secret\]/) },
        },
      },
      { type: "response", outcome: { body: { text: "found /things?key=[secret]" } } },
      { type: "ended" },
    ]);
    const packed = await connected.run("get", { url: `${target.url}?packed` });
    expect(await packed.ended).toMatchObject({ state: "done" });
    expect(only(packed.events, "response")).toMatchObject([
      { outcome: { body: { text: expect.stringMatching(/^(\[secret\])+$/) } } },
    ]);
    const shown = JSON.stringify([body, [...headers], run.events, packed.events]);
    expect(findWritings(shown)).toEqual([]);
    expect(findWritings(written)).toEqual([]);
    expect(findWritings(JSON.stringify((await connected.call("GET", "component")).body))).toEqual(
      [],
    );
    const { result } = await (await connected.run("odd")).ended;
    const { pid } = (result as { data: { pid: number } }).data;
    // Linux shows the arguments and the environment of a process as files.
    const shownByProcess = [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`].filter(existsSync);
    const files = [...shownByProcess, ...filesIn(temporary)];
    expect(files.filter((file) => findWritings(readFileSync(file, "latin1")).length > 0)).toEqual(
      [],
    );
    expect(files.length).toBeGreaterThan(2);
  });

  test("is forgotten with the process that a step ends, and the page is told", async () => {
    const changes = await connected.fetchApi("GET", "changes");
    const lines = readLines<{ type: string; status?: object }>(
      changes.body as ReadableStream<Uint8Array>,
    );
    const run = await connected.run("exit");
    expect(await run.ended).toMatchObject({ state: "failed" });
    await lines.until(({ type, status }) => type === "workspaces" && !("own" in (status ?? {})));
    expect((await connected.call("GET", "workspaces")).body).toEqual({});
  });
});
