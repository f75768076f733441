import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { component as makeComponent, pollingTrigger, trigger } from "@prismatic-io/spectral";
import { EXIT } from "../../cli";
import { carryOut, type FlowCommand } from "../command";
import { type BuiltComponent, loadComponent } from "../component";
import { code, integrationOf, ownTrigger, text } from "../fixtures/steps";
import type { Flow, Step } from "../format/integration";
import { linesView } from "../view/lines";

const scratch = mkdtempSync(path.join(tmpdir(), "deployed-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const { request } = https;
// A stopped run leaves its door closed; the next run must not find it so.
afterEach(() => {
  https.request = request;
});

const SECRET = "3f1c9a7e2b";
const byHeader = ownTrigger("webhook", {
  headerName: text("X-Sender"),
  headerValue: text(SECRET),
});
const tell = code(
  "Tell",
  "context.logger.info(JSON.stringify(stepResults.trigger.results.body.data));",
);

/** A flow that is running. */
interface Running {
  lines: string[];
  /** Waits for a line, and returns it. */
  line(pattern: RegExp): Promise<string>;
  url(): Promise<string>;
  stop(): void;
  code: Promise<number>;
}

/** Starts a flow in this process: Tell after the trigger, unless other steps are given. */
function start(
  first: Step,
  command: Partial<FlowCommand> = {},
  {
    steps = [tell],
    component = loadComponent(),
    isReal,
    ...flow
  }: Partial<Flow> & { component?: BuiltComponent; isReal?: boolean } = {},
): Running {
  const file = path.join(scratch, "flow.json");
  writeFileSync(file, JSON.stringify(integrationOf(steps, [], { first, ...flow })));
  const lines: string[] = [];
  const waiting: { pattern: RegExp; found: (line: string) => void }[] = [];
  const write = (line: string) => {
    lines.push(line);
    for (const { pattern, found } of waiting) if (pattern.test(line)) found(line);
  };
  const running: Running = {
    lines,
    line: (pattern) =>
      new Promise((found) => {
        const there = lines.find((line) => pattern.test(line));
        if (there === undefined) waiting.push({ pattern, found });
        else found(there);
      }),
    url: async () => (await running.line(/^Listening on /)).replace("Listening on ", ""),
    stop: () => undefined,
    code: carryOut(
      { file, ...command },
      {
        component,
        open: async () => ({
          title: "a test",
          isReal,
          connectionFields: () => ({ apiKey: "sgp_none", subdomain: "acme" }),
          close: async () => undefined,
        }),
        env: {},
        write,
        timed: false,
        view: (hide) => linesView((line) => write(hide(line)), false),
        onInterruption: (interruption) => {
          running.stop = interruption.request;
        },
      },
    ),
  };
  return running;
}

/** Posts a body, and returns the status and the response. */
async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const genuine = { "x-sender": SECRET };

describe("a flow that a webhook starts", () => {
  test("runs for a request that passes the check of its trigger, not for a forged one, and ends after the first run", async () => {
    const trace = path.join(scratch, "trace.json");
    const running = start(byHeader, { once: true, trace });
    const url = await running.url();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/flow$/);
    const forged = await post(url, { event: "Forged" }, { "x-sender": "3f1c9a7e2c" });
    expect(forged.status).toBe(500);
    expect(JSON.stringify(forged.body)).not.toContain(SECRET);
    const accepted = await post(url, { event: "Order Completed" }, genuine);
    expect(accepted).toEqual({
      status: 200,
      body: { executionId: expect.stringMatching(/^local-/) },
    });
    expect(await running.code).toBe(EXIT.done);
    expect(running.lines.slice(2)).toEqual([
      "Request 1 (18 bytes)",
      "  ✗ Trigger: Webhook: the request was refused: its header X-Sender does not have the expected value",
      "1 step, 0 requests, 0 done, 1 failed",
      "Request 2 (27 bytes)",
      "  ✓ Trigger",
      '    info [{"event":"Order Completed"}]',
      "  ✓ Tell",
      "2 steps, 0 requests, 2 done, 0 failed",
      "1 run: 1 done, 0 failed; 1 request refused",
    ]);
    const traced = readFileSync(trace, "utf8");
    expect(JSON.parse(traced)).toMatchObject({ runs: [{ state: "failed" }, { state: "done" }] });
    expect(traced).not.toContain(SECRET);
    await expect(post(url, {}, genuine)).rejects.toThrow("fetch failed");
  });

  test("receives the raw bytes, the headers, the query and the rest of the path", async () => {
    const seen = code(
      "Seen",
      `const { rawBody, headers, queryParameters, pathFragment } = stepResults.trigger.results;
       const { webhookUrls, isSimulatedTestExecution, flow } = context;
       context.logger.info(JSON.stringify([Buffer.isBuffer(rawBody.data), rawBody.data.toString(),
         headers["X-ORDER"], queryParameters, pathFragment, flow.stableId,
         isSimulatedTestExecution, webhookUrls.Flow]));`,
    );
    const running = start(byHeader, { once: true }, { steps: [seen] });
    const url = await running.url();
    // fetch would send the names of headers in lower case.
    const headers = { "X-ORDER": "9", "X-SENDER": SECRET, "Content-Type": "application/json" };
    const sent = http.request(`${url}/a/b?c=1&d=%20`, { method: "POST", headers });
    sent.end('{ "n": 1.0 }');
    const [response] = await once(sent, "response");
    response.resume();
    expect(response.statusCode).toBe(200);
    await running.code;
    const line = await running.line(/^ {4}info /);
    expect(JSON.parse(line.replace("    info ", ""))).toEqual([
      true,
      '{ "n": 1.0 }',
      "9",
      { c: "1", d: " " },
      "a/b",
      "integration.flow",
      false,
      url,
    ]);
  });

  test("runs once for each event if it batches, and the worst run decides the exit code", async () => {
    const fussy = code(
      "Fussy",
      `if (stepResults.trigger.results.body.data.n === 2) throw new Error("two");
       context.logger.info(stepResults.trigger.results.body.data.n + " " + context.executionId.split("-").pop());`,
    );
    const running = start(
      byHeader,
      { once: true },
      { steps: [fussy], triggerResolver: { enabled: true } },
    );
    await post(await running.url(), [{ n: 1 }, { n: 2 }, { n: 3 }], genuine);
    expect(await running.code).toBe(EXIT.failed);
    expect(running.lines.filter((line) => /^Request|info|two/.test(line))).toEqual([
      "Request 1 (25 bytes), run 1 of 3",
      "    info 1 1",
      "Request 1 (25 bytes), run 2 of 3",
      "  ✗ Fussy: two",
      "Request 1 (25 bytes), run 3 of 3",
      "    info 3 3",
    ]);
    expect(running.lines.at(-1)).toBe("3 runs: 2 done, 1 failed");
  });

  test("receives lists of the size that it batches by", async () => {
    const triggerResolver = { enabled: true, batchSize: 2 };
    const running = start(byHeader, { once: true }, { triggerResolver });
    await post(
      await running.url(),
      [1, 2, 3].map((n) => ({ n })),
      genuine,
    );
    await running.code;
    expect(running.lines.filter((line) => line.includes("info"))).toEqual([
      '    info [{"n":1},{"n":2}]',
      '    info [{"n":3}]',
    ]);
  });

  test("refuses what it cannot run, each with its status, and goes on", async () => {
    const running = start(byHeader);
    const url = await running.url();
    const { origin, port } = new URL(url);
    expect(await post(`${origin}/other`, {})).toEqual({
      status: 404,
      body: { error: "nothing is here; the flow is at /flow" },
    });
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: "DELETE" })).headers.get("allow")).toBe("POST");
    expect((await post(url, "x".repeat(6 * 1024 * 1024 + 1), genuine)).status).toBe(413);
    expect((await post(url, '{"not', genuine)).status).toBe(500);
    const socket = net.connect(Number(port), "127.0.0.1");
    socket.write("NOT HTTP\r\n\r\n");
    const [bytes] = await once(socket, "data");
    expect(String(bytes)).toMatch(/^HTTP\/1\.1 400 /);
    // A client that goes away in the middle of its body.
    const aborted = http.request(url, { method: "POST", headers: { "content-length": "10" } });
    aborted.on("error", () => undefined).write("12345");
    await once(aborted, "socket");
    aborted.destroy();
    expect((await post(url, {}, genuine)).status).toBe(200);
    running.stop();
    expect(await running.code).toBe(EXIT.done);
    expect(running.lines.at(-1)).toBe("1 run: 1 done, 0 failed; 1 request refused");
  });

  test("demands an API key if its endpoint does", async () => {
    const running = start(
      byHeader,
      { once: true },
      { endpointSecurityType: "organization", organizationApiKeys: ["key of the shop"] },
    );
    const url = await running.url();
    expect((await post(url, {}, genuine)).status).toBe(401);
    expect((await post(url, {}, { ...genuine, "Api-Key": "key of a shop" })).status).toBe(401);
    expect((await post(url, {}, { ...genuine, "Api-Key": "key of the shop" })).status).toBe(200);
    expect(await running.code).toBe(EXIT.done);
  });

  test("ends after its time, with nothing to run", async () => {
    const running = start(byHeader, { forMs: 5 });
    expect(await running.code).toBe(EXIT.done);
    expect(running.lines.at(-1)).toBe("0 runs: 0 done, 0 failed");
  });

  test("is run once without deployment for a payload, whose events are not checked", async () => {
    const payload = path.join(scratch, "payload.json");
    writeFileSync(payload, JSON.stringify({ event: "Tried" }));
    const running = start(byHeader, { payload });
    expect(await running.code).toBe(EXIT.done);
    expect(running.lines).toEqual([
      "Integration, Flow: on a test",
      "  ✓ Trigger",
      '    info [{"event":"Tried"}]',
      "  ✓ Tell",
      "2 steps, 0 requests, 2 done, 0 failed",
    ]);
  });
});

/** The times that a handler or a poll of the component below was called, in order. */
let calls: string[] = [];
/** The results of the polls that follow. */
let polls: (() => unknown[])[] = [];
/** The server that stands in for Segment. */
let server: http.Server;

beforeAll(async () => {
  server = http.createServer((incoming, response) => {
    calls.push(`${incoming.method} ${incoming.url}`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());
beforeEach(() => {
  calls = [];
  polls = [];
  // Plain HTTP, because a certificate has no part in this.
  https.request = http.request as typeof request;
});

/** Sends a request as the client of the component does. */
async function ask(method: string, path: string): Promise<void> {
  const { port } = server.address() as net.AddressInfo;
  const options = { method, host: "127.0.0.1", port, path, agent: new http.Agent() };
  const sent = https.request(options as https.RequestOptions);
  sent.end();
  const [response] = await once(sent, "response");
  response.resume();
  await once(sent, "close");
}

/** A component with one trigger that provisions a webhook, and one that polls. */
const withTriggers = (): BuiltComponent => {
  const display = { label: "", description: "" };
  const { triggers } = makeComponent({
    key: "segment",
    display: { ...display, iconPath: "" },
    triggers: {
      provisioned: trigger({
        display: { ...display, label: "Provisioned" },
        inputs: { place: { type: "string", label: "Place" } },
        scheduleSupport: "invalid",
        synchronousResponseSupport: "invalid",
        webhookLifecycleHandlers: {
          create: async ({ webhookUrls, flow, instance }, { place }) => {
            await ask("PUT", `/${place}`);
            calls.push(
              `${webhookUrls.Flow?.replace(/\d{4,5}/, "port")} ${flow.stableId} ${instance.id}`,
            );
            if (place === "broken") throw new Error("Provisioned: there is no such place");
          },
          delete: async (_context, { place }) => ask("DELETE", `/${place}`),
        },
        perform: async (_context, payload) => ({
          payload,
          response: { statusCode: 202, contentType: "application/json", body: '"taken"' },
        }),
      }),
      polled: pollingTrigger({
        display: { ...display, label: "Polled" },
        triggerResolverSupport: "valid",
        batchConfig: { batchSize: 1 },
        triggerResolver: {
          resolveItems: (_context, { payload }) => payload.body.data as unknown[],
        },
        perform: async (context, payload) => {
          const { since = 0 } = context.polling.getState() as { since?: number };
          await ask("GET", `/since/${since}`);
          const data = polls.shift()?.() ?? [];
          context.polling.setState({ since: since + data.length });
          return { payload: { ...payload, body: { data } }, polledNoChanges: data.length === 0 };
        },
      }),
    },
  });
  return { ...loadComponent(), triggers: triggers as unknown as BuiltComponent["triggers"] };
};

describe("a flow whose trigger provisions itself", () => {
  const provisioned = (place: string) => ownTrigger("provisioned", { place: text(place) });

  test("is deployed with its address, gives the response of its trigger, and is removed at the end", async () => {
    const running = start(provisioned("shop"), { once: true }, { component: withTriggers() });
    const response = await post(await running.url(), { n: 1 });
    expect(response).toEqual({ status: 202, body: "taken" });
    expect(await running.code).toBe(EXIT.done);
    expect(calls).toEqual([
      "PUT /shop",
      "http://127.0.0.1:port/flow integration.flow local",
      "DELETE /shop",
    ]);
    expect(running.lines[1]).toBe("Deployed Provisioned (1 request)");
    expect(running.lines.slice(-2)).toEqual([
      "Removed Provisioned (1 request)",
      "1 run: 1 done, 0 failed",
    ]);
  });

  test("runs nothing if it cannot be deployed, and is removed as far as it was", async () => {
    const running = start(provisioned("broken"), {}, { component: withTriggers() });
    expect(await running.code).toBe(EXIT.refused);
    expect(calls.at(-1)).toBe("DELETE /broken");
    expect(running.lines.slice(-2)).toEqual([
      "Provisioned: there is no such place",
      "nothing was run",
    ]);
  });

  test("is removed after a stopped run, which sends no other request", async () => {
    const steps = [
      code("Wait", "context.logger.info('waiting'); await new Promise(() => undefined);"),
      tell,
    ];
    const running = start(provisioned("shop"), {}, { component: withTriggers(), steps });
    const url = await running.url();
    await post(url, { n: 1 });
    await post(url, { n: 2 });
    await running.line(/waiting/);
    running.stop();
    expect(await running.code).toBe(EXIT.stopped);
    expect(() => https.request("https://api.segmentapis.com")).toThrow("not sent");
    expect(calls.at(-1)).toBe("DELETE /shop");
    expect(running.lines.slice(-2)).toEqual([
      "Removed Provisioned (1 request)",
      "1 run: 0 done, 0 failed, 1 stopped; 1 accepted run not started",
    ]);
  });

  test("is not deployed in a real workspace without a URL that leads here", async () => {
    const running = start(provisioned("shop"), {}, { component: withTriggers(), isReal: true });
    expect(await running.code).toBe(EXIT.refused);
    expect(running.lines[1]).toMatch(/^--live: expected --url, since Segment cannot reach/);
    expect(calls).toEqual([]);
    const url = "https://tunnel.example.com/";
    const reachable = start(
      provisioned("shop"),
      { url, forMs: 1 },
      { component: withTriggers(), isReal: true },
    );
    expect(await reachable.code).toBe(EXIT.done);
    expect(calls).toContain("https://tunnel.example.com/flow integration.flow local");
  });
});

describe("a flow that polls", () => {
  const schedule = { type: "value" as const, value: "0 6 * * *" };
  const polled = ownTrigger("polled", {}, { schedule });
  const picky = code(
    "Picky",
    `if (stepResults.trigger.results.body.data === "bad") throw new Error("bad");`,
  );
  const batched = { steps: [picky], triggerResolver: { enabled: true } };

  test("keeps what its trigger has seen only if every run is done, so that items come again", async () => {
    polls = [
      () => ["good"],
      () => ["bad", "good"],
      () => [],
      () => {
        throw new Error("Polled: Segment is down");
      },
    ];
    const component = withTriggers();
    const running = start(polled, { everyMs: 1 }, { component, ...batched });
    await running.line(/^Poll 5: nothing new \(1 request\)$/);
    running.stop();
    expect(await running.code).toBe(EXIT.failed);
    // The second poll had a run that failed.
    expect(calls.slice(0, 5)).toEqual([0, 1, 1, 1, 1].map((since) => `GET /since/${since}`));
    expect(running.lines.slice(1)).toEqual(
      expect.arrayContaining([
        "Poll 1",
        "  ✓ Trigger (1 request)",
        "  ✓ Picky",
        "Poll 2, run 1 of 2",
        "  ✗ Picky: bad",
        "Poll 2, run 2 of 2",
        "  ✓ Trigger",
        "Poll 3: nothing new (1 request)",
        "  ✗ Trigger: Polled: Segment is down (1 request)",
      ]),
    );
  });

  test("polls at once, and ends after the first poll with --once, whatever it found", async () => {
    const running = start(polled, { once: true }, { component: withTriggers(), ...batched });
    expect(await running.code).toBe(EXIT.done);
    expect(running.lines.slice(1)).toEqual([
      "Poll 1: nothing new (1 request)",
      "0 runs: 0 done, 0 failed",
    ]);
  });

  test("is refused with a schedule that cannot be followed here, unless --every gives the time", async () => {
    const last = { type: "value" as const, value: "0 6 L * *" };
    const atTheEnd = ownTrigger("polled", {}, { schedule: last });
    const component = withTriggers();
    expect(await start(atTheEnd, { once: true }, { component }).code).toBe(EXIT.refused);
    expect(await start(atTheEnd, { once: true, everyMs: 1 }, { component }).code).toBe(EXIT.done);
  });

  test("does not start for a payload that it was given: a test run polls once", async () => {
    const payload = path.join(scratch, "empty.json");
    writeFileSync(payload, "{}");
    polls = [() => ["good", "good"]];
    const running = start(polled, { payload }, { component: withTriggers(), ...batched });
    expect(await running.code).toBe(EXIT.done);
    expect(running.lines.filter((line) => line === "  ✓ Picky")).toHaveLength(2);
  });
});

test.each<[string, Step, Partial<FlowCommand>]>([
  ["--every: the trigger does not poll", byHeader, { everyMs: 1 }],
  [
    "--port: the trigger polls",
    ownTrigger("polled", {}, { schedule: { type: "value", value: "0 6 * * *" } }),
    { port: 1 },
  ],
  [
    "--once: a run with --payload receives and polls nothing",
    byHeader,
    { once: true, payload: path.join(scratch, "payload.json") },
  ],
])("an option without meaning is refused: %s", async (message, first, command) => {
  const component = {
    ...loadComponent(),
    triggers: { ...loadComponent().triggers, ...withTriggers().triggers },
  };
  const running = start(first, command, { component });
  expect(await running.code).toBe(EXIT.refused);
  expect(running.lines[0]).toBe(message);
});
