import { once } from "node:events";
import type { RequestListener } from "node:http";
import { Agent, createServer, type Server } from "node:https";
import net, { type AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import axios, { AxiosError, type AxiosRequestConfig } from "axios";
import { findCertificate } from "../../simulator/wire/certificate";
import { type AttemptOptions, type AttemptReport, boundedAdapter, isAttemptError } from "./attempt";
import { LIMITS } from "./limits";
import { MalformedResponse, readJson } from "./response";

const ATTEMPT_MS = 30_000;

let server: Server;
let ca: string;
let agent: Agent;
/** The server's handler, and the number of requests so far. */
let respond: RequestListener;
let requests = 0;

beforeAll(async () => {
  const certificate = await findCertificate(["localhost"]);
  ca = certificate.cert;
  agent = new Agent({ ca, lookup: toLoopback });
  server = createServer(certificate, (request, response) => {
    requests += 1;
    respond(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
beforeEach(() => {
  requests = 0;
  respond = (_request, response) => response.end("{}");
});
afterEach(() => {
  jest.useRealTimers();
  server.closeAllConnections();
});
afterAll(async () => {
  server.close();
  await once(server, "close");
});

/** By name, as the certificate has it, but never over IPv6, where nobody listens. */
const toLoopback: net.LookupFunction = (_host, { all }, done) =>
  all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);

/** A fake clock that the sockets do not notice. */
const fakeClock = () =>
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });

/** One call: each request of it is one attempt. `reports` holds the reports of the attempts. */
function call(options: Partial<AttemptOptions<unknown>> = {}, config: AxiosRequestConfig = {}) {
  const reports: AttemptReport[] = [];
  const http = axios.create({
    baseURL: `https://localhost:${(server.address() as AddressInfo).port}`,
    adapter: boundedAdapter({
      timeLeft: () => ATTEMPT_MS,
      read: readJson,
      agent: () => agent,
      onAttempt: (report) => reports.push(report),
      ...options,
    }),
    transformResponse: [(data) => data],
  });
  return { reports, send: () => http.request({ url: "/", ...config }) };
}

/** A server that speaks no TLS, and the first connection to it. */
async function plainServer() {
  const plain = net.createServer().listen(0, "127.0.0.1");
  const accepted = new Promise<net.Socket>((resolve) => plain.once("connection", resolve));
  await once(plain, "listening");
  const url = `https://localhost:${(plain.address() as AddressInfo).port}`;
  return { server: plain, accepted, url };
}

async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isAttemptError(error)) throw error ?? new Error("nothing failed");
  return error;
}

test("a response is read, and reported with its status, time and request ID", async () => {
  fakeClock();
  respond = (_request, response) => {
    jest.advanceTimersByTime(70);
    response.writeHead(201, { "x-request-id": "r-1" }).end('{"data": 1}');
  };
  const { send, reports } = call();
  expect(await send()).toMatchObject({ status: 201, data: { data: 1 } });
  expect(reports).toEqual([{ outcome: 201, ms: 70, requestId: "r-1" }]);
});

test("the reader receives the status and the content type", async () => {
  respond = (_request, response) =>
    response.writeHead(202, { "content-type": "text/csv" }).end("a,b");
  const read = jest.fn(() => "read");
  expect(await call({ read }).send()).toMatchObject({ data: "read" });
  expect(read).toHaveBeenCalledWith(Buffer.from("a,b"), 202, "text/csv");
});

test("a response without content type and request ID has neither", async () => {
  const read = jest.fn(() => "read");
  const { send, reports } = call({ read });
  await send();
  expect(read).toHaveBeenCalledWith(Buffer.from("{}"), 200, "");
  expect(reports).toEqual([{ outcome: 200, ms: expect.any(Number), requestId: undefined }]);
});

test("an empty request id is none", async () => {
  respond = (_request, response) => response.setHeader("x-request-id", "").end("{}");
  const { send, reports } = call();
  await send();
  expect(reports).toMatchObject([{ outcome: 200, requestId: undefined }]);
});

describe("the request that is sent", () => {
  test.each<[string, AxiosRequestConfig["params"], string]>([
    ["without a query", undefined, "/sources"],
    ["with an empty query", new URLSearchParams(), "/sources"],
    ["with a query of pairs", new URLSearchParams("a=1&a=2+3"), "/sources?a=1&a=2+3"],
    ["with a query of values", { a: { b: 2 } }, "/sources?a%5Bb%5D=2"],
  ])("goes to its address %s", async (_what, params, address) => {
    let asked: string | undefined;
    respond = (request, response) => {
      asked = request.url;
      response.end("{}");
    };
    await call({}, { url: "/sources", params }).send();
    expect(asked).toBe(address);
  });

  test.each<[string, AxiosRequestConfig, string | undefined]>([
    ["a text has its length in bytes", { method: "POST", data: "é" }, "2"],
    ["bytes have their length", { method: "PUT", data: Buffer.alloc(3) }, "3"],
    ["no body has none", { method: "GET" }, undefined],
  ])("as a body: %s", async (_what, config, length) => {
    let body = "";
    let lengths: unknown[] = [];
    respond = (request, response) => {
      lengths = [request.headers["content-length"], request.headers["transfer-encoding"]];
      request.on("data", (bytes) => {
        body += bytes;
      });
      request.on("end", () => response.end("{}"));
    };
    await call({}, config).send();
    expect(lengths).toEqual([length, undefined]);
    expect(body).toBe(config.data?.toString() ?? "");
  });
});

test.each([300, 302, 404, 429, 500])(
  "a response with status %d fails, and its body is not read",
  async (status) => {
    respond = (_request, response) =>
      response
        .writeHead(status, { "x-request-id": "r-2", location: "https://localhost/other" })
        .end("no JSON");
    const { send, reports } = call();
    const error = await failureOf(send());
    expect(error.attempt).toEqual({
      progress: "sent",
      status,
      body: undefined,
      isSegments: false,
      hintMs: undefined,
      requestId: "r-2",
    });
    expect(reports).toEqual([{ outcome: status, ms: expect.any(Number), requestId: "r-2" }]);
    expect(requests).toBe(1);
  },
);

test("a malformed response fails and says what is wrong", async () => {
  respond = (_request, response) => response.writeHead(200, { "x-request-id": "r-3" }).end("<p>");
  const { send, reports } = call();
  const error = await failureOf(send());
  expect(error.attempt).toEqual({
    progress: "sent",
    status: 200,
    code: "BROKEN_ANSWER",
    problem: "the response is not JSON (no content type)",
    isSegments: false,
    requestId: "r-3",
  });
  expect(reports).toEqual([{ outcome: 200, ms: expect.any(Number), requestId: "r-3" }]);
});

test("a response whose body is shorter than its length is broken", async () => {
  respond = (_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{", () => response.destroy());
  };
  const error = await failureOf(call().send());
  expect(error.attempt).toEqual({
    progress: "sent",
    status: 200,
    code: "BROKEN_ANSWER",
    isSegments: false,
    stale: false,
  });
});

test.each([10, 1024 * 1024])("a body of %d bytes is read as it came", async (size) => {
  const bytes = Buffer.from(Array.from({ length: size }, (_, index) => index % 251));
  respond = (_request, response) => response.setHeader("content-length", size).end(bytes);
  const { data } = await call({ read: (body) => body }).send();
  expect(bytes.equals(data)).toBe(true);
});

test("a response to HEAD is empty, whatever length it gives", async () => {
  respond = (_request, response) => response.setHeader("content-length", 1024 * 1024).end();
  const { data } = await call({ read: (body) => body.length }, { method: "HEAD" }).send();
  expect(data).toBe(0);
});

test("a compressed response is decompressed, and so are the reasons of an error response", async () => {
  const packed = (status: number, body: string): RequestListener => {
    const headers = { "content-encoding": "gzip" };
    return (_request, response) => response.writeHead(status, headers).end(gzipSync(body));
  };
  respond = packed(200, '{"data": 1}');
  expect(await call().send()).toMatchObject({ data: { data: 1 } });
  respond = packed(422, '{"errors": []}');
  expect((await failureOf(call().send())).attempt.body).toEqual({ errors: [] });
});

test("a response that cannot be decompressed is broken, and a refusal loses its reasons", async () => {
  const torn = (status: number): RequestListener => {
    const headers = { "content-encoding": "gzip" };
    return (_request, response) => response.writeHead(status, headers).end("{}");
  };
  respond = torn(200);
  expect((await failureOf(call().send())).attempt).toEqual({
    progress: "sent",
    status: 200,
    code: "BROKEN_ANSWER",
    problem: "the response cannot be decompressed",
    isSegments: false,
  });
  respond = torn(422);
  const { attempt } = await failureOf(call().send());
  expect(attempt).toEqual({ progress: "sent", status: 422, isSegments: false });
});

test("a refusal that breaks off is still a refusal", async () => {
  respond = (_request, response) => {
    response.writeHead(422, { "content-length": "100" });
    response.write("{", () => response.destroy());
  };
  const { attempt } = await failureOf(call().send());
  expect(attempt).toMatchObject({ progress: "sent", status: 422 });
  expect(attempt.code).not.toBe("BROKEN_ANSWER");
});

test("a mistake in reading passes on as it is", async () => {
  const mistake = new TypeError("a mistake");
  const { send, reports } = call({
    read: () => {
      throw mistake;
    },
  });
  await expect(send()).rejects.toBe(mistake);
  expect(reports).toEqual([]);
});

describe("how far a request came", () => {
  test("a connection that breaks off after it tells that it was sent", async () => {
    respond = (request) => request.socket.destroy();
    const { send, reports } = call();
    const { attempt } = await failureOf(send());
    expect(attempt).toEqual({
      progress: "sent",
      code: "ECONNRESET",
      stale: false,
    });
    expect(reports).toEqual([
      { outcome: "ECONNRESET", ms: expect.any(Number), requestId: undefined },
    ]);
  });

  test.each(["TLSv1.2", "TLSv1.3"] as const)(
    "a body that the server has read was sent, over %s too",
    async (version) => {
      respond = (request) => request.resume().once("end", () => request.socket.destroy());
      const versions = { minVersion: version, maxVersion: version };
      const ofVersion = new Agent({ ca, lookup: toLoopback, ...versions });
      for (const size of [1, 1024 * 1024]) {
        const large = { method: "POST", data: "x".repeat(size) };
        const { attempt } = await failureOf(call({ agent: () => ofVersion }, large).send());
        expect(attempt).toMatchObject({ progress: "sent", code: "ECONNRESET" });
      }
    },
  );

  test("a response that is not HTTP follows a request that was sent", async () => {
    respond = (request) => request.socket.end("garbage\r\n\r\n");
    const { attempt } = await failureOf(call().send());
    expect(attempt).toMatchObject({ progress: "sent", code: "HPE_INVALID_CONSTANT" });
  });

  test("a refused connection tells that it was not", async () => {
    const closed = await plainServer();
    closed.server.close();
    await once(closed.server, "close");
    const { send, reports } = call({}, { baseURL: closed.url });
    const { attempt } = await failureOf(send());
    expect(attempt).toMatchObject({ progress: "partial", code: "ECONNREFUSED" });
    expect(reports).toHaveLength(1);
  });

  test("a failure without a code goes by ERR", async () => {
    const lookup: net.LookupFunction = (_host, _options, done) =>
      done(new Error("no names today"), "");
    const { send, reports } = call({ agent: () => new Agent({ lookup }) });
    const { attempt } = await failureOf(send());
    expect(attempt).toMatchObject({ progress: "partial", code: "ERR" });
    expect(reports).toMatchObject([{ outcome: "ERR" }]);
  });

  test("a certificate that is not trusted keeps it from being sent", async () => {
    const { attempt } = await failureOf(
      call({ agent: () => new Agent({ lookup: toLoopback }) }).send(),
    );
    expect(attempt).toMatchObject({ progress: "partial", code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(requests).toBe(0);
  });

  test("a handshake that never ends keeps it from being sent", async () => {
    const silent = await plainServer();
    fakeClock();
    const failure = failureOf(call({}, { baseURL: silent.url }).send());
    const socket = await silent.accepted;
    jest.advanceTimersByTime(ATTEMPT_MS);
    expect((await failure).attempt).toMatchObject({ progress: "partial", code: "ETIMEDOUT" });
    socket.destroy();
    silent.server.close();
  });

  test.each<[string, (socket: net.Socket) => void]>([
    ["broken off", (socket) => socket.resetAndDestroy()],
    ["ended", (socket) => socket.end()],
    ["answered with something else", (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n")],
  ])("a handshake that is %s prevents sending", async (_how, breakOff) => {
    const other = await plainServer();
    const failure = failureOf(call({}, { baseURL: other.url, method: "POST", data: "{}" }).send());
    const socket = await other.accepted;
    socket.once("data", () => breakOff(socket));
    expect((await failure).attempt).toMatchObject({ progress: "partial" });
    other.server.close();
  });

  test("an upload that the server does not read keeps it from being sent completely", async () => {
    const reached = new Promise<void>((resolve) => {
      respond = (request) => {
        request.pause();
        resolve();
      };
    });
    fakeClock();
    const body = Buffer.alloc(64 * 1024 * 1024);
    const limits = { ...LIMITS, requestBytes: body.length };
    const failure = failureOf(call({ limits }, { method: "POST", data: body }).send());
    await reached;
    jest.advanceTimersByTime(ATTEMPT_MS);
    expect((await failure).attempt).toMatchObject({ progress: "partial", code: "ETIMEDOUT" });
  });
});

describe("the bounds of an attempt", () => {
  test.each<[string, RequestListener]>([
    ["never comes", () => undefined],
    [
      "stops halfway",
      (_request, response) => {
        response.writeHead(200, { "content-length": "100" }).write("{");
      },
    ],
    [
      "drips on",
      (_request, response) => {
        const drip = () => {
          if (!response.destroyed) response.write(" ", () => setImmediate(drip));
        };
        drip();
      },
    ],
  ])("end a response that %s when its time is up, and not before", async (_how, dawdle) => {
    const reached = new Promise<void>((resolve) => {
      respond = (request, response) => {
        dawdle(request, response);
        setImmediate(resolve);
      };
    });
    fakeClock();
    const { send, reports } = call();
    const failure = failureOf(send());
    await reached;
    jest.advanceTimersByTime(ATTEMPT_MS - 1);
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    expect(reports).toEqual([]);
    jest.advanceTimersByTime(1);
    expect((await failure).attempt).toMatchObject({
      progress: "sent",
      code: "ETIMEDOUT",
    });
    expect(reports).toEqual([{ outcome: "ETIMEDOUT", ms: ATTEMPT_MS, requestId: undefined }]);
  });

  test("are set anew for every attempt", async () => {
    fakeClock();
    const timers = jest.spyOn(global, "setTimeout");
    const left = [30_000, 20_000];
    const { send } = call({ timeLeft: () => left.shift() ?? 0 });
    await send();
    await send();
    expect(timers.mock.calls.map(([, ms]) => ms)).toEqual([30_000, 20_000]);
    timers.mockRestore();
  });

  test.each([200, 500])("leave no timer behind after a %d", async (status) => {
    fakeClock();
    respond = (_request, response) => response.writeHead(status).end("{}");
    await call()
      .send()
      .catch(() => undefined);
    expect(jest.getTimerCount()).toBe(0);
  });

  test("end a response that is too large", async () => {
    respond = (_request, response) => response.end("x".repeat(200));
    const { send, reports } = call({ limits: { ...LIMITS, responseBytes: 100 } });
    const { attempt } = await failureOf(send());
    expect(attempt).toMatchObject({ progress: "sent", code: "ANSWER_TOO_LARGE" });
    expect(reports).toMatchObject([{ outcome: "ANSWER_TOO_LARGE" }]);
  });

  test("end a response that is too large when decompressed", async () => {
    const bomb = gzipSync(Buffer.alloc(51 * 1024 * 1024, " "));
    respond = (_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    const { attempt } = await failureOf(call().send());
    expect(attempt).toMatchObject({ progress: "sent", status: 200, code: "ANSWER_TOO_LARGE" });
  });

  test("keep a body that is too large from being sent", async () => {
    const large = { method: "POST", data: "é".repeat(51) };
    const { send, reports } = call({ limits: { ...LIMITS, requestBytes: 100 } }, large);
    const { attempt } = await failureOf(send());
    expect(attempt).toEqual({ progress: "unmade", code: "REQUEST_TOO_LARGE" });
    expect(reports).toEqual([]);
    expect(requests).toBe(0);
  });

  test("keep a request from being sent whose address is too long", async () => {
    const get = { url: "/a", params: { b: "x".repeat(50) } };
    const { send, reports } = call({ limits: { ...LIMITS, addressBytes: 54 } }, get);
    const { attempt } = await failureOf(send());
    expect(attempt).toEqual({ progress: "unmade", code: "ADDRESS_TOO_LONG" });
    expect(reports).toEqual([]);
    expect(requests).toBe(0);
    await call({ limits: { ...LIMITS, addressBytes: 55 } }, get).send();
    expect(requests).toBe(1);
  });
});

describe("when the time is up", () => {
  test.each([0, -1])("at the first attempt (%d ms left), nothing is sent", async (left) => {
    const { send, reports } = call({ timeLeft: () => left });
    const error = await failureOf(send());
    expect(error.attempt).toEqual({ progress: "unmade", code: "ETIMEDOUT" });
    expect(reports).toEqual([]);
    expect(requests).toBe(0);
  });

  test("at a later one, the failure before it is thrown again", async () => {
    respond = (_request, response) => response.writeHead(503).end("{}");
    const left = [ATTEMPT_MS, 0];
    const { send, reports } = call({ timeLeft: () => left.shift() ?? 0 });
    const first = await failureOf(send());
    expect(await failureOf(send())).toBe(first);
    expect(reports).toHaveLength(1);
    expect(requests).toBe(1);
  });
});

test("only an adapter's own failures are known as failed attempts", async () => {
  respond = (_request, response) => response.writeHead(500).end();
  expect(isAttemptError(await failureOf(call().send()))).toBe(true);
  expect(isAttemptError(new AxiosError("no attempt"))).toBe(false);
  expect(isAttemptError({ attempt: {} })).toBe(false);
  expect(isAttemptError(new MalformedResponse("read elsewhere"))).toBe(false);
});
