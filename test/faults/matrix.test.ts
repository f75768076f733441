import { fault } from "../../simulator";
import { bodies } from "./bodies";
import { connections } from "./connections";
import { type FaultRunner, openFaultRunner } from "./faultRunner";
import { lists } from "./lists";
import { rateLimits } from "./rateLimits";
import { gap } from "./reactions";
import { responses } from "./responses";
import { secrets } from "./secrets";
import { time } from "./time";

const DATA = { data: { source: {} } };

const rows = [
  ...rateLimits,
  ...responses,
  ...connections,
  ...bodies,
  ...time,
  ...lists,
  ...secrets,
].sort((a, b) => a.row - b.row);
let runner: FaultRunner;

beforeAll(async () => {
  runner = await openFaultRunner();
});
afterAll(() => runner.harness.close());

test.each(rows.map(({ row, title, test: run }) => [row, title, run] as const))(
  "row %i: %s",
  async (_row, _title, run) => {
    expect.hasAssertions();
    await run(runner);
  },
  30_000,
);

test("the matrix has its 60 rows, each once", () => {
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

test("a POST that only looks is sent again like a read, and its failure changed nothing", async () => {
  const inputs = {
    ifInput: 'event = "Bought"',
    actions: [{ type: "DROP" }],
    payload: { event: "Bought" },
  };
  const response = { status: 200, body: { data: { inputPayload: {}, result: {} } } };
  const script = { requests: [fault("connection reset", "before"), response] };
  expect(await runner.act("previewDestinationFilter", inputs, script)).toMatchObject({
    begun: 2,
    data: { data: { result: {} } },
  });
  const never = { requests: Array(4).fill(fault("connection reset", "before")) };
  expect(await runner.act("previewDestinationFilter", inputs, never)).toMatchObject({
    begun: 4,
    error: { outcome: "not_applied" },
  });
});

describe("a raw request", () => {
  const post = { method: "POST", url: "/sources", data: { slug: "a" }, maxRetries: "3" };
  const lost = { requests: [fault("connection reset", "before"), { status: 201, body: DATA }] };

  test("is sent once unless told otherwise", async () => {
    const result = await runner.act(
      "rawRequest",
      { ...post, method: "GET", data: "", maxRetries: "" },
      lost,
    );
    expect(result).toMatchObject({ begun: 1, error: { outcome: "not_applied" } });
  });

  test("repeats no POST or PATCH whose fate is open, however many retries it has", async () => {
    for (const method of ["POST", "PATCH"]) {
      const result = await runner.act("rawRequest", { ...post, method }, lost);
      expect(result).toMatchObject({ begun: 1, error: { outcome: "unknown" } });
    }
  });

  test("repeats it if the builder asked for retries on all errors", async () => {
    const result = await runner.act("rawRequest", { ...post, retryAllErrors: "true" }, lost);
    expect(result).toMatchObject({ begun: 2, data: DATA });
  });

  test("repeats a POST that never left, and any other method", async () => {
    const result = await runner.act("rawRequest", post, {
      routes: ["ECONNREFUSED"],
      requests: [{ status: 201, body: DATA }],
    });
    expect(result).toMatchObject({ begun: 2, data: DATA });
    for (const method of ["GET", "PUT", "DELETE"]) {
      const inputs = { ...post, method, data: method === "PUT" ? {} : "" };
      expect(await runner.act("rawRequest", inputs, lost)).toMatchObject({ begun: 2, data: DATA });
    }
  });

  test("is not repeated if it could not be made at all", async () => {
    const data = { code: "x".repeat(10 * 1024 * 1024) };
    const result = await runner.act("rawRequest", { ...post, data, retryAllErrors: true }, {});
    expect(result).toMatchObject({
      begun: 0,
      ms: 0,
      error: { attempts: 0, outcome: "not_applied" },
    });
  });

  test("waits its delay, and longer if Segment asks or gives no time after 429", async () => {
    const delayed = { ...post, retryDelayMS: "700" };
    const first = await runner.act("rawRequest", delayed, {
      requests: [{ status: 429 }, { status: 201, body: DATA }],
    });
    expect(gap(first)).toBeGreaterThanOrEqual(1000);
    const hint = { status: 429, headers: { "Retry-After": "20" } };
    const second = await runner.act("rawRequest", delayed, {
      requests: [hint, { status: 201, body: DATA }],
    });
    expect(gap(second)).toBeGreaterThanOrEqual(20_000);
    const third = await runner.act(
      "rawRequest",
      { ...delayed, method: "GET", data: "" },
      { requests: [{ status: 502 }, { status: 200, body: DATA }] },
    );
    expect(gap(third)).toBe(700);
  });

  test("is over after its time, however many retries it has left", async () => {
    const inputs = { ...post, method: "GET", data: "", maxRetries: "100", retryDelayMS: "60000" };
    const result = await runner.act("rawRequest", inputs, {
      requests: Array(50).fill({ status: 502 }),
    });
    expect(result).toMatchObject({ begun: 3, error: { status: 502 } });
    expect(result.ms).toBeLessThanOrEqual(180_100);
  });
});
