import { openHarness, type TestHarness } from "./support/segment";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.close());

const raw = (inputs: Record<string, unknown>) =>
  harness.run<unknown>("rawRequest", { method: "GET", url: "/sources", ...inputs });

const last = () => harness.simulator.requests.at(-1);

/** Responds to every request in place of the simulator. */
const respondWith = (response: {
  status: number;
  headers?: Record<string, string>;
  body?: never | string | object;
}) => harness.simulator.intercept(() => response);

test("a JSON body goes out as JSON, given as text or as a value", async () => {
  const source = { slug: "web", enabled: true, metadataId: "UBrsG9RVzw" };
  await raw({ method: "POST", data: JSON.stringify(source) });
  expect(last()).toMatchObject({ body: source, status: 201 });
  expect(last()?.headers["content-type"]).toBe("application/json");
  await raw({ method: "POST", data: { ...source, slug: "app" } });
  expect(last()).toMatchObject({ body: { ...source, slug: "app" }, status: 201 });
});

test("JSON text goes out as it was written: no number loses digits", async () => {
  respondWith({ status: 200, body: { data: {} } });
  await raw({ method: "POST", url: "/functions", data: '{"n": 12345678901234567890}' });
  expect(last()?.headers["content-length"]).toBe(String('{"n": 12345678901234567890}'.length));
});

test("a body that is not JSON is refused, unless its content type says what it is", async () => {
  await expect(raw({ method: "POST", data: "a,b" })).rejects.toThrow(/^Data: expected JSON text/);
  expect(harness.simulator.requests).toEqual([]);
  respondWith({ status: 200, body: { data: {} } });
  await raw({ method: "POST", data: "a,b", headers: [{ key: "Content-Type", value: "text/csv" }] });
  expect(last()).toMatchObject({ body: "a,b" });
  expect(last()?.headers["content-type"]).toBe("text/csv");
});

const PLAIN_TEXT = [{ key: "Content-Type", value: "text/plain" }];
const HALF = "a\ud800b";
test.each<[label: string, inputs: Record<string, unknown>]>([
  ["URL", { url: `/sources/${HALF}` }],
  ["URL", { url: `/sources?a=${HALF}` }],
  ["Query Parameter", { queryParams: [{ key: "a", value: HALF }] }],
  ["Query Parameter", { queryParams: [{ key: "a", value: { b: [HALF] } }] }],
  ["Query Parameter", { queryParams: [{ key: "a", value: { [HALF]: 1 } }] }],
  ["Query Parameter", { queryParams: [{ key: HALF, value: "a" }] }],
  ["Query Parameter", { queryParams: [{ key: "\ud83d", value: "\ude00" }] }],
  ["Header", { headers: [{ key: "X-A", value: HALF }] }],
  ["Header", { headers: [{ key: HALF, value: "a" }] }],
  ["Data", { method: "POST", data: `{"name": "${HALF}"}` }],
  ["Data", { method: "POST", data: HALF, headers: PLAIN_TEXT }],
])("half of a surrogate pair in %s is refused, and nothing is sent: %j", async (label, inputs) => {
  const error: Error = await raw(inputs).then(
    () => new Error("nothing failed"),
    (thrown: Error) => thrown,
  );
  expect(error.message).toMatch(new RegExp(`^${label}: expected `));
  expect(error.message.isWellFormed()).toBe(true);
  expect(harness.simulator.requests).toEqual([]);
});

test("whole surrogate pairs go out as they are", async () => {
  respondWith({ status: 200, body: { data: {} } });
  await raw({ queryParams: [{ key: "a", value: "\ud83d\ude00" }] });
  expect(last()?.query).toBe("a=%F0%9F%98%80");
});

test("a request without data has no body and no content type", async () => {
  respondWith({ status: 200, body: { data: {} } });
  await raw({ method: "POST" });
  expect(last()?.body).toBeUndefined();
  expect(last()?.headers["content-type"]).toBeUndefined();
});

test("the media types of beta and alpha operations can be named", async () => {
  respondWith({ status: 200, body: { data: {} } });
  const type = "application/vnd.segment.v1alpha+json";
  await raw({ method: "POST", data: "{}", headers: [{ key: "content-type", value: type }] });
  expect(last()?.headers["content-type"]).toBe(type);
});

test("form fields and files go out as multipart, files with their names", async () => {
  respondWith({ status: 200, body: { data: {} } });
  await raw({
    method: "POST",
    formData: [{ key: "title", value: "Orders" }],
    fileData: [
      { key: "a.csv", value: "id,total" },
      { key: "n", value: 42 },
      { key: "b.bin", value: { data: Buffer.from([1, 2]), contentType: "application/x-own" } },
    ],
    fileDataFileNames: [{ key: "a.csv", value: "orders.csv" }],
  });
  expect(last()?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  const body = String(last()?.body);
  expect(body).toMatch(/name="n"; filename="n"\r\n.*\r\n\r\n42\r\n/);
  expect(body).toMatch(/name="title"\r\n\r\nOrders\r\n/);
  expect(body).toMatch(/name="a\.csv"; filename="orders\.csv"\r\n.*\r\n\r\nid,total\r\n/);
  expect(body).toMatch(/name="b\.bin"; filename="b\.bin"\r\nContent-Type: application\/x-own/);
});

test("data beside a form is refused rather than dropped", async () => {
  const inputs = { method: "POST", data: "{}", formData: [{ key: "a", value: "b" }] };
  await expect(raw(inputs)).rejects.toThrow(
    "Data: expected no body together with Form Data or File Data, got one.",
  );
  expect(harness.simulator.requests).toEqual([]);
});

test("query parameters are added to those of the URL, a key as often as it is given", async () => {
  respondWith({ status: 200, body: { data: {} } });
  const queryParams = [
    { key: "pagination[count]", value: 5 },
    { key: "id[]", value: "a b" },
    { key: "id[]", value: "c" },
  ];
  await raw({ url: "/sources?x=1", queryParams });
  expect([...new URLSearchParams(last()?.query)]).toEqual([
    ["x", "1"],
    ["pagination[count]", "5"],
    ["id[]", "a b"],
    ["id[]", "c"],
  ]);
});

test("a response is read as JSON, as text or as bytes", async () => {
  const body = '{"data": {"n": 1}}';
  respondWith({ status: 200, headers: { "content-type": "text/plain" }, body });
  expect(await raw({})).toEqual({ data: { n: 1 } });
  expect(await raw({ responseType: "text" })).toBe(body);
  expect(await raw({ responseType: "arraybuffer" })).toEqual(Buffer.from(body));
});

test("JSON without data, or none at all, is no success; as text it is what was asked for", async () => {
  for (const body of ["", "[]", "null", "{}"]) {
    const undo = respondWith({ status: 200, body });
    await expect(raw({})).rejects.toThrow(
      /^Raw Request: 200 the response (has no data|is not JSON)/,
    );
    expect(await raw({ responseType: "text" })).toBe(body);
    undo();
  }
});

test("HEAD returns null, since it has no body", async () => {
  respondWith({ status: 200 });
  expect(await raw({ method: "HEAD" })).toBeNull();
});

test("bytes come with their type", async () => {
  respondWith({ status: 200, headers: { "content-type": "image/png" }, body: "png" });
  const inputs = { method: "GET", url: "/logo", responseType: "arraybuffer" };
  expect(await harness.result("rawRequest", inputs)).toEqual({
    data: Buffer.from("png"),
    contentType: "image/png",
  });
});

test("a form over 10 MiB is not sent", async () => {
  const value = Buffer.alloc(11 * 1024 * 1024);
  await expect(raw({ method: "POST", fileData: [{ key: "a", value }] })).rejects.toThrow(
    "Raw Request: the request is larger than 10 MiB",
  );
  expect(harness.simulator.requests).toEqual([]);
});

test("a 200 that is not the JSON asked for is an error", async () => {
  respondWith({ status: 200, headers: { "content-type": "text/html" }, body: "<p>hello</p>" });
  await expect(raw({})).rejects.toThrow("Raw Request: 200 the response is not JSON (text/html)");
});

test.each(["https://evil.example/", "//evil.example/", "/../users", "/a\\b", "/a#b"])(
  "the URL %p reaches no server at all",
  async (url) => {
    await expect(raw({ url })).rejects.toThrow(/^URL: expected a path of the Public API/);
    expect(harness.simulator.requests).toEqual([]);
  },
);

test.each(["Authorization", "Host", "Cookie", "Transfer-Encoding"])(
  "the header %s is refused and nothing is sent",
  async (key) => {
    await expect(raw({ headers: [{ key, value: "x" }] })).rejects.toThrow(key);
    expect(harness.simulator.requests).toEqual([]);
  },
);

test.each(["-1", "0", "abc", "1e12", Number.NaN])(
  "a timeout of %p is refused and nothing is sent",
  async (timeout) => {
    await expect(raw({ timeout })).rejects.toThrow(
      "Timeout: expected a whole number from 1 to 180000",
    );
    expect(harness.simulator.requests).toEqual([]);
  },
);

/** Fails a number of times, then lets the simulator respond. */
function failing(times: number, response: { status: number; headers?: Record<string, string> }) {
  let left = times;
  harness.simulator.intercept(() => {
    left -= 1;
    return left >= 0 ? { ...response, body: { errors: [{ type: "test" }] } } : undefined;
  });
}

const gaps = () => {
  const at = harness.simulator.requests.map((request) => request.at);
  return at.slice(1).map((time, index) => time - (at[index] as number));
};

test("without retries a failed request is sent once", async () => {
  failing(1, { status: 502 });
  await expect(raw({})).rejects.toThrow("Raw Request: 502 test");
  expect(harness.simulator.requests).toHaveLength(1);
});

test("the delay that is set passes between retries", async () => {
  failing(2, { status: 502 });
  await harness.onClock(() => raw({ maxRetries: "2", retryDelayMS: "3000" }));
  expect(gaps()).toEqual([3000, 3000]);
});

test("exponential backoff waits even if no delay is set", async () => {
  failing(3, { status: 503 });
  await harness.onClock(() => raw({ maxRetries: 3, useExponentialBackoff: "true" }));
  expect(gaps()).toEqual([500, 1000, 2000]);
});

test("Retry-After is never undercut by a shorter delay", async () => {
  failing(1, { status: 429, headers: { "retry-after": "20" } });
  await harness.onClock(() => raw({ maxRetries: "1", retryDelayMS: "10" }));
  expect(gaps()[0]).toBeGreaterThanOrEqual(20_000);
});

test("a POST of unknown outcome is sent again only if every error is retried", async () => {
  const post = { method: "POST", data: '{"slug": "x"}', maxRetries: "1" };
  failing(1, { status: 500 });
  await expect(raw(post)).rejects.toThrow("Raw Request: 500 test");
  expect(harness.simulator.requests).toHaveLength(1);
  harness.simulator.reset();
  failing(1, { status: 500 });
  await harness.onClock(() => raw({ ...post, retryAllErrors: true }).catch(() => undefined));
  expect(harness.simulator.requests).toHaveLength(2);
});

test("Debug Request logs one line for each attempt, without values, headers or bodies", async () => {
  await raw({ debugRequest: "true", url: "/sources?pagination[count]=3" });
  expect(harness.logged.at(-1)?.text).toMatch(/^GET \/sources 200 \d+ ms, attempt 1 request \S+$/);
});
