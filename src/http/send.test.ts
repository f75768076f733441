import { once } from "node:events";
import https, { Agent, type AgentOptions } from "node:https";
import net, { type AddressInfo } from "node:net";
import tls from "node:tls";
import { inspect } from "node:util";
import { type Certificate, findCertificate } from "../../simulator/wire/certificate";
import { memoryInUse } from "../../test/support/memory";
import { sendErrorOf } from "../../test/support/sendError";
import { type Outgoing, send } from "./send";

const MS = 30_000;
/** Beyond this a body whose length is known is put together as it comes. */
const LARGE = 64 * 1024;

let certificate: Certificate;
let server: tls.Server;
/** The connections that are open, how many there were, and what has come over the last one. */
const open = new Set<tls.TLSSocket>();
let connections = 0;
let came = "";
/** The server's handler of a connection. */
let respond: (socket: tls.TLSSocket) => void;

beforeAll(async () => {
  certificate = await findCertificate(["localhost"]);
  server = tls
    .createServer(certificate, (socket) => {
      open.add(socket);
      connections += 1;
      came = "";
      socket.once("close", () => open.delete(socket));
      socket.on("error", () => undefined);
      socket.on("data", (bytes) => {
        came += bytes.toString("latin1");
        respond(socket);
      });
    })
    .listen(0, "127.0.0.1");
  await once(server, "listening");
});
beforeEach(() => {
  connections = 0;
  came = "";
  respond = writes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
});
afterEach(() => {
  jest.useRealTimers();
  for (const socket of open) socket.destroy();
});
afterAll(async () => {
  server.close();
  await once(server, "close");
});

/** Responds with exactly these bytes. */
const writes = (bytes: string) => (socket: tls.TLSSocket) => void socket.write(bytes, "latin1");
/** Responds with exactly these bytes, then ends the connection. */
const ends = (bytes: string) => (socket: tls.TLSSocket) => void socket.end(bytes, "latin1");

/** Does one thing after the other, a request each. */
function inTurn(...turns: ((socket: tls.TLSSocket) => void)[]): void {
  const last = respond;
  respond = (socket) => (turns.shift() ?? last)(socket);
}

/** By name, as the certificate has it, but never over IPv6, where nobody listens. */
const toLoopback: net.LookupFunction = (_host, { all }, found) =>
  all ? found(null, [{ address: "127.0.0.1", family: 4 }]) : found(null, "127.0.0.1", 4);

const agentWith = (options: AgentOptions = {}) =>
  new Agent({ ca: certificate.cert, lookup: toLoopback, ...options });

const port = () => (server.address() as AddressInfo).port;

function ask(outgoing: Partial<Outgoing> = {}) {
  const url = new URL(`https://localhost:${port()}/`);
  const usual = { url, method: "GET", headers: {}, agent: agentWith(), ms: MS, mostBytes: 1e6 };
  return send({ ...usual, ...outgoing });
}

/** A fake clock that the sockets do not notice. */
const fakeClock = () =>
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("a request", () => {
  test("goes out with its method, path, query, headers and body as they are", async () => {
    await ask({
      url: new URL(`https://localhost:${port()}/a%2Fb/c?d=%20e&f#g`),
      method: "PUT",
      headers: { "X-One": "é", "X-Two": ["a", "b"], "Content-Length": 3 },
      body: Buffer.from("a\u0000b"),
    });
    expect(came.split("\r\n")).toEqual([
      "PUT /a%2Fb/c?d=%20e&f HTTP/1.1",
      "X-One: é",
      "X-Two: a",
      "X-Two: b",
      "Content-Length: 3",
      `Host: localhost:${port()}`,
      "Connection: close",
      "",
      "a\u0000b",
    ]);
  });

  test.each([
    ["[::1]", "::1"],
    ["127.0.0.1", "127.0.0.1"],
  ])("to %s is sent to that address", async (host, address) => {
    const createConnection = jest.fn((options: tls.ConnectionOptions) =>
      tls.connect({ ...options, host: "127.0.0.1", checkServerIdentity: () => undefined }),
    );
    const agent = Object.assign(agentWith(), { createConnection });
    await ask({ url: new URL(`https://${host}:${port()}/`), agent });
    expect(createConnection.mock.calls[0]?.[0]).toMatchObject({ host: address });
    expect(came).toContain(`Host: ${host}:${port()}\r\n`);
  });

  test("that cannot be written is refused before it is sent, and not quoted", async () => {
    const headers = { Authorization: "Bearer s3cret\r\nHost: evil" };
    const error: unknown = await ask({ headers }).catch((thrown: unknown) => thrown);
    expect(error).toHaveProperty("code", "ERR_INVALID_CHAR");
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("s3cret");
    expect(connections).toBe(0);
  });

  test("that fails shows nothing of its headers and body", async () => {
    respond = ends("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
    const headers = { Authorization: "Bearer s3cret" };
    const error = await sendErrorOf(ask({ headers, method: "POST", body: "s3cret" }));
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("s3cret");
    expect(error.message).toBe("ECONNRESET");
  });
});

describe("a response is read completely", () => {
  const twice = "1\r\n{\r\n1\r\n}\r\n";
  test.each<[string, string, number, string]>([
    [
      "after others that only announce it",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
      200,
      "{}",
    ],
    [
      "in chunks",
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${twice}0\r\n\r\n`,
      200,
      "{}",
    ],
    [
      "with a trailer",
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${twice}0\r\nX-A: b\r\n\r\n`,
      200,
      "{}",
    ],
    ["of no length", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, ""],
    [
      "of 204, whatever its length",
      "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
      204,
      "",
    ],
    [
      "of 304, whatever its length",
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 99999\r\n\r\n",
      304,
      "",
    ],
    [
      "of a redirect, which leads nowhere",
      "HTTP/1.1 307 Temporary Redirect\r\nLocation: /other\r\nContent-Length: 2\r\n\r\n{}",
      307,
      "{}",
    ],
    ["of a proxy's refusal", "HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n", 407, ""],
  ])("%s", async (_how, bytes, status, body) => {
    respond = writes(bytes);
    const received = await ask();
    expect({ status: received.status, body: received.body.toString() }).toEqual({ status, body });
    expect(connections).toBe(1);
  });

  test.each(["1.0", "1.1"])("up to the end of the connection, in HTTP %s", async (version) => {
    respond = ends(`HTTP/${version} 200 OK\r\nConnection: close\r\n\r\n{}`);
    expect((await ask()).body.toString()).toBe("{}");
  });

  test("with every value of its headers", async () => {
    respond = writes(
      "HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nX-B: \xe9\r\nContent-Length: 0\r\n\r\n",
    );
    expect((await ask()).headers).toMatchObject({ "x-a": "1, 2", "x-b": "é" });
  });

  test("though the server does not take the rest of the request", async () => {
    respond = (socket) => {
      socket.removeAllListeners("data").pause();
      socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}");
    };
    expect(await ask({ method: "POST", body: Buffer.alloc(16 * 1024 * 1024) })).toMatchObject({
      status: 413,
    });
  });
});

describe("an incomplete response", () => {
  test.each<[string, string]>([
    ["in a body of known length", "Content-Length: 9\r\n\r\nx"],
    ["in a large body of known length", `Content-Length: ${2 * LARGE}\r\n\r\nx`],
    ["between chunks", "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"],
    ["before the first byte of its body", "Content-Length: 9\r\n\r\n"],
  ])("%s tells its head", async (_where, rest) => {
    respond = ends(`HTTP/1.1 429 Slow\r\nRetry-After: 7\r\n${rest}`);
    expect(await sendErrorOf(ask())).toMatchObject({
      code: "ECONNRESET",
      progress: "sent",
      stale: false,
      head: { status: 429, headers: { "retry-after": "7" } },
    });
  });

  test.each<[string, string]>([
    ["before it begins", ""],
    ["in its head", "HTTP/1.1 200 OK\r\nContent-Len"],
    ["after others that only announced it", "HTTP/1.1 100 Continue\r\n\r\n"],
  ])("%s has none", async (_where, bytes) => {
    respond = ends(bytes);
    const failure = await sendErrorOf(ask());
    expect(failure).toMatchObject({ progress: "sent", stale: false, head: undefined });
  });

  test.each<[string, string]>([
    ["is longer than it says", "Content-Length: 2\r\n\r\n{}and more"],
    ["says two lengths", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"],
    ["has a length and chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["has no number for a length", "Content-Length: -2\r\n\r\n{}"],
    ["has a chunk of no length", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ["has endless headers", `X-A: ${"a".repeat(20_000)}\r\n\r\n`],
  ])("or %s is not taken for one", async (_what, rest) => {
    respond = writes(`HTTP/1.1 200 OK\r\n${rest}`);
    const { code, progress } = await sendErrorOf(ask());
    expect({ code, progress }).toEqual({ code: expect.stringMatching(/^HPE_/), progress: "sent" });
  });
  test("without an end of the connection tells its head too", async () => {
    const rest = "Transfer-Encoding: chunked\r\n\r\nzz\r\n";
    respond = writes(`HTTP/1.1 429 Slow\r\nRetry-After: 7\r\n${rest}`);
    expect(await sendErrorOf(ask())).toMatchObject({ head: { status: 429 } });
  });

  test("by a reset tells its head too", async () => {
    const relay = net.createServer((client) => {
      const upstream = net.connect(port(), "127.0.0.1");
      for (const end of [client, upstream]) end.on("error", () => undefined);
      client.pipe(upstream).pipe(client);
      client.once("close", () => upstream.destroy());
      reset = () => client.resetAndDestroy();
    });
    let reset: () => void = () => undefined;
    relay.listen(0, "127.0.0.1");
    await once(relay, "listening");
    respond = writes("HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 9\r\n\r\nx");
    const headCame = new Promise((resolve) => {
      const { request } = https;
      jest
        .spyOn(https, "request")
        .mockImplementation(((options: https.RequestOptions) =>
          request(options).once("response", resolve)) as typeof https.request);
    });
    const url = new URL(`https://localhost:${(relay.address() as AddressInfo).port}/`);
    const failure = sendErrorOf(ask({ url }));
    await headCame;
    reset();
    expect(await failure).toMatchObject({ head: { status: 429 } });
    relay.close();
  });

  test("of another protocol ends at once, not with the time of the attempt", async () => {
    respond = writes("HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
    fakeClock();
    expect(await sendErrorOf(ask())).toMatchObject({
      code: "ECONNRESET",
      progress: "sent",
      head: undefined,
    });
  });

  test("(early) leaves no connection open for the rest of the request", async () => {
    respond = (socket) => {
      socket.removeAllListeners("data").pause();
      socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}");
    };
    const agent = agentWith();
    await ask({ agent, method: "POST", body: Buffer.alloc(16 * 1024 * 1024) });
    for (let turns = 0; turns < 20; turns += 1) await turn();
    expect(Object.keys(agent.sockets)).toEqual([]);
  });
});

describe("the largest body", () => {
  const framings: [string, (size: number) => string][] = [
    ["known", (size) => `Content-Length: ${size}\r\n\r\n${"x".repeat(size)}`],
    [
      "unknown",
      (size) =>
        `Transfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n${"x".repeat(size)}\r\n0\r\n\r\n`,
    ],
  ];
  const cases = [100, LARGE, 3 * LARGE].flatMap((most) =>
    framings.map(([length, body]) => ({ most, length, body })),
  );
  test.each(cases)(
    "is read, of $most bytes and $length length, and one byte more is not",
    async ({ most, body }) => {
      respond = writes(`HTTP/1.1 200 OK\r\n${body(most)}`);
      const { body: read } = await ask({ mostBytes: most });
      expect(read.equals(Buffer.alloc(most, "x"))).toBe(true);
      respond = writes(`HTTP/1.1 200 OK\r\n${body(most + 1)}`);
      expect(await sendErrorOf(ask({ mostBytes: most }))).toMatchObject({
        code: "ANSWER_TOO_LARGE",
        progress: "sent",
        head: undefined,
      });
    },
  );

  test("is not made room for on the word of a server", async () => {
    const room = jest.spyOn(Buffer, "allocUnsafe");
    respond = ends("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\nx");
    expect(await sendErrorOf(ask())).toMatchObject({ head: { status: 200 } });
    expect(room.mock.calls.filter(([size]) => size > 1e6)).toEqual([]);
    room.mockRestore();
  });
});

describe("a kept connection", () => {
  let agent: Agent;
  beforeEach(() => {
    agent = agentWith({ keepAlive: true });
  });
  afterEach(() => agent.destroy());

  const kept = () => Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []);

  test("that closes without a response is stale, and a new one is not", async () => {
    await ask({ agent });
    inTurn(ends(""));
    expect(await sendErrorOf(ask({ agent }))).toMatchObject({ stale: true, progress: "sent" });
    inTurn(ends(""));
    expect(await sendErrorOf(ask({ agent }))).toMatchObject({ stale: false });
    expect(connections).toBe(2);
  });

  test("that breaks in the body of a response is not stale", async () => {
    await ask({ agent });
    inTurn(ends("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"));
    expect(await sendErrorOf(ask({ agent }))).toMatchObject({
      stale: false,
      head: { status: 200 },
    });
    expect(connections).toBe(1);
  });

  test("that brings no response in time is not stale, and is closed", async () => {
    await ask({ agent });
    fakeClock();
    const asked = new Promise<tls.TLSSocket>((resolve) => {
      respond = resolve;
    });
    const failure = sendErrorOf(ask({ agent }));
    const closed = once(await asked, "close");
    jest.advanceTimersByTime(MS);
    expect(await failure).toMatchObject({ code: "ETIMEDOUT", stale: false, progress: "sent" });
    await closed;
    expect(kept()).toEqual([]);
  });

  test("over which too much came is closed", async () => {
    respond = writes(`HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n${"x".repeat(50)}`);
    const more = sendErrorOf(ask({ agent, mostBytes: 10 }));
    expect(await more).toMatchObject({ code: "ANSWER_TOO_LARGE" });
    while (open.size > 0) await turn();
    expect(kept()).toEqual([]);
  });

  test("carries request after request, and gathers nothing", async () => {
    const listeners = () =>
      kept().map((socket) => socket.eventNames().map((name) => socket.listenerCount(name)));
    await ask({ agent });
    await turn();
    const before = listeners();
    for (let round = 0; round < 12; round += 1) await ask({ agent });
    await turn();
    expect(listeners()).toEqual(before);
    expect(before).toHaveLength(1);
    expect(connections).toBe(1);
  });

  const one = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none";
  const two = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo";
  const stray = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray";

  test("with two responses to one request gives the next request its own", async () => {
    inTurn(writes(one + stray), writes(two));
    expect((await ask({ agent })).body.toString()).toBe("one");
    expect((await ask({ agent })).body.toString()).toBe("two");
  });

  test("with a response to no request gives the next request its own", async () => {
    inTurn(writes(one), writes(two));
    expect((await ask({ agent })).body.toString()).toBe("one");
    await turn();
    const [idle] = kept();
    const [socket] = open;
    const { bytesRead = 0 } = idle ?? {};
    socket?.write(stray);
    while (idle?.bytesRead === bytesRead && !idle.destroyed) await turn();
    await turn();
    expect((await ask({ agent })).body.toString()).toBe("two");
  });
});

describe("a request that is over", () => {
  test("is not brought back by its connection, which breaks only then", async () => {
    const agent = agentWith({ keepAlive: true });
    const { status } = await ask({ agent });
    const [socket] = open;
    socket?.destroy();
    while (open.size > 0) await turn();
    expect(status).toBe(200);
    expect((await ask({ agent })).status).toBe(200);
    agent.destroy();
  });

  test("closes a connection that is made only after its time", async () => {
    fakeClock();
    let found: () => void = () => undefined;
    const looked = new Promise<void>((resolve) => {
      const lookup: net.LookupFunction = (_host, options, tell) => {
        found = () => toLoopback("", options, tell);
        resolve();
      };
      ask({ agent: agentWith({ lookup }) }).catch(() => undefined);
    });
    await looked;
    jest.advanceTimersByTime(MS);
    await turn();
    found();
    for (let turns = 0; turns < 20; turns += 1) await turn();
    expect(came).toBe("");
    expect(open.size).toBe(0);
  });
});

describe("the memory of a body", () => {
  const head = (status: string) => `HTTP/1.1 ${status}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const MIB = 1024 * 1024;
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

  test.each(["302 Found", "401 No", "422 No", "500 No"])(
    "of a %s is its first MiB, and the rest is not waited for",
    async (status) => {
      const closed = new Promise((resolve) => {
        respond = (socket) => {
          socket.once("close", resolve);
          writes(`${head(status)}${chunk("x".repeat(MIB))}${chunk("y")}`)(socket);
        };
      });
      const received = await ask({ mostBytes: 50 * MIB });
      expect(received.status).toBe(Number.parseInt(status, 10));
      expect(received.body.length).toBe(MIB);
      expect(received.body.includes("y")).toBe(false);
      await closed;
    },
  );

  test("of a 300 is that of an error: its beginning, and no failure", async () => {
    respond = writes(`${head("300 Many")}${chunk("xxxxx")}0\r\n\r\n`);
    expect((await ask({ mostBytes: 3 })).body.toString()).toBe("xxx");
  });

  test("of known length is exactly its size", async () => {
    const size = 3 * LARGE;
    respond = writes(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n${"x".repeat(size)}`);
    expect((await ask({ mostBytes: size })).body.buffer.byteLength).toBe(size);
  });

  test("of a 422 that is not larger is all of it", async () => {
    respond = writes(`${head("422 No")}${chunk("x".repeat(MIB))}0\r\n\r\n`);
    expect((await ask({ mostBytes: 50 * MIB })).body.length).toBe(MIB);
  });

  test("is no more than a few times its size, however small its pieces are", async () => {
    const pieces = MIB / 2;
    respond = writes(`${head("200 OK")}${chunk("z").repeat(pieces)}0\r\n\r\n`);
    const before = memoryInUse().heapUsed;
    let most = 0;

    const watch = setInterval(() => {
      most = Math.max(most, memoryInUse().heapUsed - before);
    }, 5);
    const { body } = await ask({ mostBytes: 50 * MIB });
    clearInterval(watch);
    expect(body.equals(Buffer.alloc(pieces, "z"))).toBe(true);
    // A list of the pieces takes some 200 bytes for each.
    expect(most).toBeLessThan(60 * MIB);
  });
});
