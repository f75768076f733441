import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import tls from "node:tls";
import { inspect } from "node:util";
import { Worker } from "node:worker_threads";
import { type Certificate, findCertificate } from "../../simulator/wire/certificate";
import { type Redirection, redirectSegmentHosts } from "../../simulator/wire/redirect";
import { agentFor } from "./agents";
import { type Session, sendCall } from "./call";
import { monotonicMs } from "./clock";
import { type CallError, isCallError } from "./errors";
import type { SegmentRequest } from "./request";
import { readEnvelope } from "./response";
import { type RetryPolicy, rawPolicy } from "./retry";

/** A connection as the server sees it. */
interface Connection {
  isSecure: boolean;
  isOpen: boolean;
  /** The request that came over it. */
  head?: string;
  /** The number of requests that the server carried out. */
  carriedOut: number;
}

const POST: SegmentRequest = {
  method: "POST",
  path: "/sources",
  template: "/sources",
  body: { slug: "ios" },
  mediaType: "application/json",
};
const MINUTE = 60_000;
/** The time limit of a test's own waits. */
const STUCK_MS = 10_000;
/** The ways in which a server ends a connection. */
const CLOSES = ["close_notify and FIN", "close_notify", "FIN", "RST"];

let certificate: Certificate;
let server: Worker;
let redirection: Redirection;
const done = new Int32Array(new SharedArrayBuffer(4));
/** Milliseconds by which both clocks are ahead. */
let wallAhead = 0;
let monotonicAhead = 0;
const before = { ...process.env };

beforeAll(async () => {
  certificate = await findCertificate(["api.segmentapis.com"]);
  server = new Worker(path.resolve(__dirname, "../../test/support/closingServer.cjs"), {
    workerData: { certificate, done: done.buffer },
  });
  const [port] = await once(server, "message");
  redirection = redirectSegmentHosts({ port, ca: certificate.cert });
});
beforeEach(async () => {
  for (const name of ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY"]) {
    delete process.env[name];
  }
  const [now, date] = [performance.now(), Date.now()];
  // Time passes only if a test says so, however long it takes.
  jest.spyOn(performance, "now").mockImplementation(() => now + monotonicAhead);
  jest.spyOn(Date, "now").mockImplementation(() => date + wallAhead);
  fakeTimers();
  // No row of an earlier test goes on.
  pass(MINUTE);
  await told({ reset: true });
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  redirection.route = undefined;
});
afterAll(async () => {
  process.env = before;
  redirection.restore();
  await server.terminate();
});

/** Lets time pass on both clocks. */
function pass(ms: number): void {
  wallAhead += ms;
  monotonicAhead += ms;
}

/** Fakes timers, and not the clocks. */
const fakeTimers = () =>
  jest.useFakeTimers({
    doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "Date", "performance"],
  });

/** Tells the server what to do, and returns its connections. */
async function told(command: object): Promise<Connection[]> {
  server.postMessage(command);
  const [connections] = await once(server, "message");
  return connections;
}
const connectionsNow = () => told({});

/** Stands still until the server has acted once more than before. */
function standStill(acted: number): void {
  if (Atomics.wait(done, 0, acted, STUCK_MS) === "timed-out") throw new Error("nothing was done");
}

/** Makes the server act on a connection, while this thread stands still. */
function actOn(connection: number, act: string): void {
  const acted = Atomics.load(done, 0);
  server.postMessage({ act, connection });
  standStill(acted);
}

const sessionOf = (session: Partial<Session> = {}): Session => ({
  host: "api.segmentapis.com",
  key: "API key",
  authorization: "Bearer sgp_t0ken",
  owner: "owner",
  label: "Create Source",
  region: "api",
  workspace: "acme",
  connection: { key: "apiKey", configVarKey: "c", fields: {} },
  budget: { endsAt: monotonicMs() + 180_000, retriesUsed: 0 },
  secrets: () => [],
  ...session,
});

const change = (
  request: Partial<SegmentRequest> = {},
  session: Partial<Session> = {},
  policy?: RetryPolicy,
) => sendCall(sessionOf(session), { ...POST, ...request }, { read: readEnvelope, policy });

async function failureOf(call: Promise<unknown>): Promise<CallError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isCallError(error)) throw error ?? new Error("nothing failed");
  return error;
}

/** Waits until the server has finished the handshakes of so many connections. */
async function handshakes(count: number): Promise<Connection[]> {
  for (;;) {
    const connections = await connectionsNow();
    if (connections.filter(({ isSecure }) => isSecure).length >= count) return connections;
  }
}

/** Makes two changes, after which connection 2 stands open and has carried nothing. */
async function openAhead(): Promise<void> {
  await change();
  await change();
  await handshakes(3);
}

const retrying = (retries: number) =>
  rawPolicy({ retries, delayMs: 0, exponential: false, allErrors: true });

const requestsIn = (connections: Connection[]) => connections.map(({ carriedOut }) => carriedOut);

describe("changes in a row", () => {
  test("open no connection ahead for a single one", async () => {
    await change();
    expect(requestsIn(await connectionsNow())).toEqual([1]);
  });

  test("open one connection more than there are changes, and none carries two requests", async () => {
    for (let count = 0; count < 6; count += 1) await change();
    const connections = await handshakes(7);
    expect(requestsIn(connections)).toEqual([1, 1, 1, 1, 1, 1, 0]);
    for (const { head } of connections.slice(0, 6)) expect(head).toContain("\r\nConnection: close");
  });

  test("that are two seconds apart open nothing ahead", async () => {
    await change();
    pass(2000);
    await change();
    pass(2000);
    await change();
    expect(requestsIn(await connectionsNow())).toEqual([1, 1, 1]);
  });

  test("at once share the connection that is open, and each is carried out once", async () => {
    await openAhead();
    await Promise.all([change(), change(), change()]);
    const carriedOut = requestsIn(await connectionsNow());
    expect(carriedOut.filter((count) => count === 1)).toHaveLength(5);
    expect(carriedOut.filter((count) => count > 1)).toEqual([]);
    expect(carriedOut[2]).toBe(1);
  });

  test("do not wait for the acknowledgement of a handshake", async () => {
    const noDelay = jest.spyOn(net.Socket.prototype, "setNoDelay");
    await openAhead();
    expect(noDelay).toHaveBeenCalledWith(true);
  });

  test("of two tokens use connections that know neither, and each sends its own", async () => {
    await openAhead();
    const agent = agentFor("https://api.segmentapis.com", { isInRow: true });
    expect(inspect(agent, { depth: 20, showHidden: true })).not.toContain("sgp_t0ken");
    await change({}, { authorization: "Bearer another", owner: "another" });
    await change();
    const heads = (await connectionsNow()).map(({ head }) => head);
    expect(heads[2]).toContain("\r\nAuthorization: Bearer another\r\n");
    expect(heads[3]).toContain("\r\nAuthorization: Bearer sgp_t0ken\r\n");
  });

  test("do not use the connection for a retry, which opens none either", async () => {
    await openAhead();
    await told({ onRequest: { 2: 500 } });
    const retried = change({}, {}, retrying(1));
    while ((await connectionsNow()).length < 5) jest.advanceTimersByTime(0);
    await retried;
    expect(requestsIn(await handshakes(5))).toEqual([1, 1, 1, 0, 1]);
    await change();
    expect(requestsIn(await handshakes(6))).toEqual([1, 1, 1, 1, 1, 0]);
  });

  test("use the connection for bodies of up to 16 KiB", async () => {
    await openAhead();
    const text = (bytes: number) => "a".repeat(bytes - '{"a":""}'.length);
    await change({ body: { a: text(16 * 1024 + 1) } });
    expect(requestsIn(await connectionsNow())).toEqual([1, 1, 0, 1]);
    await change({ body: { a: text(16 * 1024) } });
    expect(requestsIn(await handshakes(5))).toEqual([1, 1, 1, 1, 0]);
  });

  test.each(["ECONNREFUSED", "ENOTFOUND", "untrusted certificate"] as const)(
    "go on over a new connection if the one opened ahead failed: %s",
    async (fault) => {
      await change();
      const faults = [undefined, fault];
      redirection.route = () => faults.shift();
      const connect = jest.spyOn(tls, "connect");
      await change();
      const [, ahead] = connect.mock.results.map(({ value }) => value as tls.TLSSocket);
      // While its handshake is in progress, the next change would use it.
      while (ahead?.destroyed === false) await new Promise(setImmediate);
      await change();
      const carriedOut = requestsIn(await connectionsNow());
      expect(carriedOut.filter((count) => count === 1)).toHaveLength(3);
    },
  );

  test.each([
    ["ECONNREFUSED", "ECONNREFUSED"],
    ["ENOTFOUND", "ENOTFOUND"],
    ["untrusted certificate", "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ] as const)("fail with the reason if no connection can be opened: %s", async (fault, code) => {
    await change();
    const faults = [undefined];
    redirection.route = () => (faults.length > 0 ? faults.pop() : fault);
    await change();
    const failed = failureOf(change({}, {}, retrying(0)));
    expect(await failed).toMatchObject({ code, outcome: "not_applied" });
    expect(requestsIn(await connectionsNow()).filter((count) => count > 0)).toHaveLength(2);
  });

  test("fail after the time of an attempt if the connection of the next is never made", async () => {
    await change();
    const faults = [undefined];
    redirection.route = () => (faults.length > 0 ? faults.pop() : "black hole");
    await change();
    const failed = failureOf(change({}, {}, retrying(0)));
    for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
    jest.advanceTimersByTime(30_000);
    expect(await failed).toMatchObject({ code: "ETIMEDOUT", outcome: "not_applied" });
  });

  test("keep no process alive by the connection that nobody uses", async () => {
    const sockets = () =>
      process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap");
    const atFirst = sockets();
    await openAhead();
    expect(sockets()).toEqual(atFirst);
  });

  test("leave neither connections nor timers behind", async () => {
    const inUse = () =>
      process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout/.test(name)).length;
    await openAhead();
    const atFirst = inUse();
    for (let count = 0; count < 100; count += 1) await change();
    await handshakes(103);
    expect(inUse()).toBeLessThanOrEqual(atFirst + 1);
    expect(requestsIn(await connectionsNow())).toEqual([1, 1, ...Array(100).fill(1), 0]);
  });
});

describe("a connection opened ahead", () => {
  test.each([...CLOSES, "408 and close", "408"])(
    "that met %s while nobody used it is not used",
    async (act) => {
      await openAhead();
      actOn(2, act);
      expect((await change()).data).toEqual({ data: {} });
      expect(requestsIn(await connectionsNow()).slice(0, 3)).toEqual([1, 1, 0]);
      expect(requestsIn(await connectionsNow()).filter((count) => count > 0)).toHaveLength(3);
    },
  );

  test.each([1500, 3000])(
    "that met 408 while the process stood still for %i ms is not used",
    async (ms) => {
      await openAhead();
      actOn(2, "408 and close");
      pass(ms);
      // After such a time, timers come first, then immediates, and only then the network.
      const begun = new Promise((resolve) => setImmediate(() => resolve(change())));
      expect(await begun).toMatchObject({ data: { data: {} } });
      expect(requestsIn(await connectionsNow()).slice(0, 3)).toEqual([1, 1, 0]);
    },
  );

  test("resumes the TLS session of the connection before", async () => {
    const resumed: boolean[] = [];
    const connect = tls.connect;
    jest.spyOn(tls, "connect").mockImplementation(((options: tls.ConnectionOptions) => {
      const socket = connect(options);
      socket.once("secureConnect", () => resumed.push(socket.isSessionReused()));
      return socket;
    }) as typeof tls.connect);
    await openAhead();
    for (let count = 0; count < 3; count += 1) await change();
    while (resumed.length < 6) await connectionsNow();
    expect(resumed.slice(1)).toEqual(Array(5).fill(true));
  });

  test.each(CLOSES)(
    "that meets %s in place of a response fails the change, whose outcome is unknown",
    async (act) => {
      await openAhead();
      await told({ onRequest: { 2: act } });
      expect(await failureOf(change())).toMatchObject({ outcome: "unknown", attempts: 1 });
      expect(requestsIn(await connectionsNow())).toEqual([1, 1, 1, 0]);
    },
  );

  test.each(CLOSES)(
    "does not send a change twice if the process stands still while the server carries it out and ends with %s",
    async (act) => {
      const connect = tls.connect;
      let isArmed = false;
      jest.spyOn(tls, "connect").mockImplementation(((options: tls.ConnectionOptions) => {
        const socket = connect(options);
        const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
        socket.write = (...args: unknown[]) => {
          const acted = Atomics.load(done, 0);
          const isSent = write(...args);
          if (isArmed) process.nextTick(standStill, acted);
          isArmed = false;
          return isSent;
        };
        return socket;
      }) as typeof tls.connect);
      await openAhead();
      await told({ onRequest: { 2: act } });
      isArmed = true;
      expect(await failureOf(change())).toMatchObject({ outcome: "unknown", attempts: 1 });
      expect(requestsIn(await connectionsNow())).toEqual([1, 1, 1, 0]);
    },
  );

  test("whose request is never responded to fails after the time of an attempt", async () => {
    await openAhead();
    await told({ onRequest: { 2: "nothing" } });
    const failed = failureOf(change());
    while ((await connectionsNow())[2]?.carriedOut !== 1);
    jest.advanceTimersByTime(30_000);
    expect(await failed).toMatchObject({ outcome: "unknown", attempts: 1, code: "ETIMEDOUT" });
  });

  test.each([
    ["is used after 1,999 ms", 1999, 1999, [1, 1, 1]],
    ["is not used after 2,000 ms", 2000, 2000, [1, 1, 0, 1]],
    ["is not used if only the wall clock shows two seconds", 2000, 0, [1, 1, 0, 0, 1]],
    ["is not used if the wall clock was set back", -2000, 0, [1, 1, 0, 0, 1]],
    ["is not used if only the other clock shows two seconds", 0, 2000, [1, 1, 0, 1]],
  ])("%s", async (_title, wallMs, monotonicMs, expected) => {
    await openAhead();
    wallAhead += wallMs;
    monotonicAhead += monotonicMs;
    await change();
    const requests = requestsIn(await connectionsNow());
    expect(requests.slice(0, expected.length)).toEqual(expected);
  });

  test("is closed after two seconds", async () => {
    await openAhead();
    jest.advanceTimersByTime(1999);
    expect((await connectionsNow())[2]?.isOpen).toBe(true);
    jest.advanceTimersByTime(1);
    while ((await connectionsNow())[2]?.isOpen);
    expect(requestsIn(await connectionsNow())).toEqual([1, 1, 0]);
  });
});
