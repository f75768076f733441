import tls from "node:tls";
import axios from "axios";
import {
  type RecordedRequest,
  type Redirection,
  redirectSegmentHosts,
  type Simulator,
  startSimulator,
} from "../../simulator";
import { callErrorOf, sessionOf as sessionWith } from "../../test/support/call";
import { type CallOptions, describeAttempt, isMissing, type Session, sendCall } from "./call";
import { monotonicMs } from "./clock";
import type { SegmentRequest } from "./request";
import { readEnvelope } from "./response";
import { rawPolicy } from "./retry";

type Scripted = { status: number; headers?: Record<string, string>; body?: unknown };

const NOT_FOUND = { errors: [{ type: "not-found", message: "no such source" }] };
const GET: SegmentRequest = {
  method: "GET",
  path: "/sources/s-1",
  template: "/sources/{sourceId}",
};
const POST: SegmentRequest = {
  method: "POST",
  path: "/sources",
  template: "/sources",
  body: { slug: "ios", password: "hunter22" },
  mediaType: "application/json",
};
const DELETE: SegmentRequest = { ...GET, method: "DELETE" };

let simulator: Simulator;
let redirection: Redirection;
let requests: RecordedRequest[];
let lines: string[];
let undo: (() => void) | undefined;

beforeAll(async () => {
  simulator = await startSimulator({ rateLimits: false });
  redirection = redirectSegmentHosts(simulator);
});
beforeEach(() => {
  requests = [];
  lines = [];
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  undo?.();
});
afterAll(async () => {
  redirection.restore();
  await simulator.close();
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Returns these responses in turn, and the last one from then on. */
function respond(...responses: Scripted[]): void {
  undo?.();
  undo = simulator.intercept((request) => {
    requests.push(request);
    return responses[Math.min(requests.length, responses.length) - 1] as never;
  });
}

/** A session with the simulator's token, whose log lines are kept. */
const sessionOf = (given: Partial<Session> = {}): Session =>
  sessionWith({
    authorization: `Bearer ${simulator.us.token}`,
    secrets: () => [simulator.us.token],
    log: (line) => lines.push(line),
    ...given,
  });

const policy = rawPolicy({ retries: 2, delayMs: 0, exponential: false, allErrors: false });

const send = (
  request: SegmentRequest,
  options: Partial<CallOptions<unknown>> = {},
  session = sessionOf(),
) => sendCall<unknown>(session, request, { read: readEnvelope, policy, ...options });

test("a request goes out with its token, headers, query and body, and its response comes back", async () => {
  respond({
    status: 201,
    headers: { "content-type": "text/json; a=b" },
    body: { data: { id: 1 } },
  });
  const result = await send(
    { ...POST, query: { filter: { ids: ["a b"] } } },
    { headers: { "X-Trace": "t-1" } },
  );
  expect(result).toEqual({ data: { data: { id: 1 } }, contentType: "text/json; a=b" });
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({ method: "POST", path: "/sources", body: POST.body });
  expect(decodeURIComponent(requests[0]?.query ?? "").replaceAll("+", " ")).toContain(
    "filter[ids][0]=a b",
  );
  expect(requests[0]?.headers).toMatchObject({
    authorization: `Bearer ${simulator.us.token}`,
    accept: "application/json",
    "accept-encoding": "gzip, br",
    "user-agent": `axios/${axios.VERSION}`,
    "content-type": "application/json",
    "x-trace": "t-1",
    host: "api.segmentapis.com",
  });
});

test("a request goes to the host of its session", async () => {
  respond({ status: 200, body: { data: {} } });
  await send(
    GET,
    {},
    sessionOf({ host: "eu1.api.segmentapis.com", authorization: `Bearer ${simulator.eu.token}` }),
  );
  expect(requests[0]?.headers.host).toBe("eu1.api.segmentapis.com");
});

test("a request without a body names no content type, and a response without one gives none", async () => {
  respond({ status: 204 });
  expect(await send(GET)).toEqual({ data: null, contentType: "" });
  expect(requests[0]?.headers).not.toHaveProperty("content-type");
});

test("a transient failure is retried until a response succeeds", async () => {
  respond({ status: 503 }, { status: 500 }, { status: 200, body: { data: { ok: true } } });
  const session = sessionOf();
  expect(await send(GET, {}, session)).toMatchObject({ data: { data: { ok: true } } });
  expect(session.budget.retriesUsed).toBe(2);
  expect(lines).toEqual([
    expect.stringMatching(/^GET \/sources\/\{sourceId\} 503 \d+ ms, attempt 1 request \S+$/),
    expect.stringMatching(/^GET \/sources\/\{sourceId\} 500 \d+ ms, attempt 2 request \S+$/),
    expect.stringMatching(/^GET \/sources\/\{sourceId\} 200 \d+ ms, attempt 3 request \S+$/),
  ]);
});

test("a retry waits as long as the policy says", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
  respond({ status: 503 }, { status: 200, body: { data: {} } });
  const waiting = rawPolicy({ retries: 1, delayMs: 5000, exponential: false, allErrors: false });
  const result = send(GET, { policy: waiting });
  while (lines.length === 0) await turn();
  // The retry is planned after the log line, and without a further event of the network.
  await turn();
  const failedAt = Date.now();
  await jest.advanceTimersToNextTimerAsync();
  const waited = Date.now() - failedAt;
  await result;
  expect(waited).toBe(5000);
  expect(requests).toHaveLength(2);
});

test("without a policy, a request is retried as the requests of actions are", async () => {
  respond({ status: 503 });
  const session = sessionOf();
  session.budget.retriesUsed = 10;
  expect(await callErrorOf(send(GET, { policy: undefined }, session))).toMatchObject({
    attempts: 1,
  });
  expect(requests).toHaveLength(1);
});

test("without a log, nothing is logged", async () => {
  respond({ status: 200, body: { data: {} } });
  await send(GET, {}, sessionOf({ log: undefined }));
  expect(lines).toEqual([]);
});

test("the error of a failed call carries its data", async () => {
  respond({ status: 503, headers: { "retry-after": "0", "x-request-id": "r-1" }, body: NOT_FOUND });
  const error = await callErrorOf(send(GET));
  expect(error).toMatchObject({
    message: "Create Source: 503 no such source, after 3 attempts. Try again in 0 seconds.",
    status: 503,
    method: "GET",
    path: "/sources/{sourceId}",
    attempts: 3,
    outcome: "not_applied",
    retryAfterMs: 0,
    requestId: "r-1",
    errors: [{ type: "not-found", message: "no such source" }],
  });
  expect(error.elapsedMs).toBeGreaterThanOrEqual(0);
  expect(error).not.toHaveProperty("code");
});

test("the error of a change says whether Segment may have applied it", async () => {
  respond({ status: 503 });
  expect(await callErrorOf(send(POST))).toMatchObject({ attempts: 1, outcome: "unknown" });
  respond({ status: 501 });
  const refused = await callErrorOf(send(POST));
  expect(refused).toMatchObject({ outcome: "not_applied" });
  expect(refused.message).toBe("Create Source: 501 Not Implemented. Nothing was changed.");
});

test.each([
  ["write key", { success: false }, undefined],
  ["write key", { success: true }, "REFUSED_ON_THE_WAY"],
  ["API key", { success: false }, "REFUSED_ON_THE_WAY"],
] as const)(
  "a 401 to a request with the %s and the body %j has the code %s",
  async (key, body, code) => {
    respond({ status: 401, body });
    expect((await callErrorOf(send(POST, {}, sessionOf({ key })))).code).toBe(code);
  },
);

test("a response that is malformed has a code", async () => {
  respond({ status: 200, body: "<html>" });
  expect(await callErrorOf(send(POST))).toMatchObject({ status: 200, code: "BROKEN_ANSWER" });
});

test("secrets of the token, body, headers, query, path and session are hidden in errors", async () => {
  const secrets = ["hunter22", "header-secret", "query-secret", "path-secret", "told-secret"];
  const quoted = [simulator.us.token, ...secrets].map((message) => ({ message }));
  respond({ status: 422, body: { errors: quoted } });
  const request = {
    ...POST,
    path: "/sources?api_key=path-secret",
    query: { token: "query-secret" },
  };
  const session = sessionOf({ secrets: () => [simulator.us.token, "told-secret"] });
  const error = await callErrorOf(
    send(request, { headers: { "X-Api-Key": "header-secret" } }, session),
  );
  expect(error.errors).toEqual(quoted.map(() => ({ message: "[secret]" })));
  expect(`${error.message}${JSON.stringify(error)}`).not.toMatch(/-secret|hunter22|sgp_/);
});

test("secrets are hidden in log lines, each of which is one line", async () => {
  respond({ status: 200, headers: { "x-request-id": "told-secret" }, body: { data: {} } });
  await send({ ...GET, template: "/a\nb" }, {}, sessionOf({ secrets: () => ["told-secret"] }));
  expect(lines).toEqual([
    expect.stringMatching(/^GET \/a b 200 \d+ ms, attempt 1 request \[secret\]$/),
  ]);
});

test("an address that is too long is not sent, and its error says which entries fit", async () => {
  respond({ status: 200 });
  const query = { ids: Array.from({ length: 1000 }, (_, at) => `id-${at}`) };
  const error = await callErrorOf(send({ ...GET, query }));
  expect(error.message).toMatch(/of the 1000 entries of ids, the first \d+ fit$/);
  expect(error).toMatchObject({ code: "ADDRESS_TOO_LONG", attempts: 0 });
  expect(requests).toEqual([]);
});

test("an attempt ends with the action, and after its own time", async () => {
  respond({ status: 200, body: { data: {} } });
  const over = sessionOf({ budget: { endsAt: monotonicMs() - 1, retriesUsed: 0 } });
  expect(await callErrorOf(send(GET, {}, over))).toMatchObject({ code: "ETIMEDOUT", attempts: 0 });
  expect(await callErrorOf(send(GET, { attemptMs: 0 }))).toMatchObject({ code: "ETIMEDOUT" });
  expect(requests).toEqual([]);
});

test("an error that is not of an attempt is thrown as it is", async () => {
  respond({ status: 200, body: { data: {} } });
  const bug = new TypeError("a bug");
  const read = () => {
    throw bug;
  };
  await expect(send(GET, { read })).rejects.toBe(bug);
  expect(requests).toHaveLength(1);
});

describe("a DELETE that finds nothing", () => {
  const ifMissing = { data: { status: "SUCCESS" } };
  const missing = { status: 404, body: NOT_FOUND };

  test("succeeds if an earlier attempt may have deleted the object", async () => {
    respond({ status: 503 }, missing);
    expect(await send(DELETE, { ifMissing })).toEqual({ data: ifMissing, contentType: "" });
  });

  test("fails at its first attempt, and after attempts that deleted nothing", async () => {
    respond(missing);
    expect(await callErrorOf(send(DELETE, { ifMissing }))).toMatchObject({ status: 404 });
    requests = [];
    respond({ status: 429, headers: { "retry-after": "0" } }, missing);
    expect(await callErrorOf(send(DELETE, { ifMissing }))).toMatchObject({
      attempts: 2,
      status: 404,
    });
  });

  test("succeeds at its first attempt if the caller wants that", async () => {
    respond(missing);
    expect(await send(DELETE, { ifMissing: null, missingIsSuccess: true })).toEqual({
      data: null,
      contentType: "",
    });
    expect(await callErrorOf(send(DELETE, { missingIsSuccess: true }))).toMatchObject({
      status: 404,
    });
    expect(await callErrorOf(send(GET, { ifMissing, missingIsSuccess: true }))).toMatchObject({
      status: 404,
    });
  });
});

test("an object is missing only for a DELETE of one object, and only by a 404 of Segment's own", () => {
  const failure = { status: 404, body: NOT_FOUND };
  expect(isMissing(DELETE, failure)).toBe(true);
  expect(isMissing({ ...DELETE, query: { ids: ["a"] } }, failure)).toBe(false);
  expect(isMissing({ ...DELETE, path: "/x?a=b" }, failure)).toBe(false);
  expect(isMissing(GET, failure)).toBe(false);
  expect(isMissing(DELETE, { ...failure, status: 400 })).toBe(false);
  expect(isMissing(DELETE, { status: 404, body: "<html>" })).toBe(false);
});

test("an attempt is one line, with the request's ID if there is one", () => {
  const report = { outcome: 200, ms: 70 };
  const line = "GET /sources/{sourceId} 200 70 ms, attempt 2";
  expect(describeAttempt(GET, report, 2)).toBe(line);
  expect(describeAttempt(GET, { ...report, requestId: "r-1" }, 2)).toBe(`${line} request r-1`);
});

test("a read uses the connection that the read before it kept", async () => {
  respond({ status: 200, body: { data: {} } });
  const session = sessionOf({ owner: "a read" });
  await send(GET, {}, session);
  const kept = simulator.connections;
  await send(GET, {}, session);
  expect(simulator.connections).toBe(kept);
});

test("a change, and a read of another owner, use connections of their own", async () => {
  respond({ status: 200, body: { data: {} } });
  const connect = jest.spyOn(tls, "connect");
  await send(GET, {}, sessionOf({ owner: "a reader" }));
  await send(GET, {}, sessionOf({ owner: "another reader" }));
  await send(POST, {}, sessionOf({ owner: "a reader" }));
  expect(connect).toHaveBeenCalledTimes(3);
  await send(GET, {}, sessionOf({ owner: "a reader" }));
  expect(connect).toHaveBeenCalledTimes(3);
});
