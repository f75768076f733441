import { STATUS_CODES } from "node:http";
import { inspect } from "node:util";
import { isConnectionError } from "@prismatic-io/spectral";
import fc from "fast-check";
import { type Fault, fault, responseFault } from "../simulator";
import { openHarness, type TestHarness } from "./support/segment";

type Failure = Error & Record<string, unknown>;

const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => {
      throw new Error("nothing failed");
    },
    (error: Failure) => error,
  );

describe("on a simulated Segment", () => {
  let harness: TestHarness;

  beforeAll(async () => {
    harness = await openHarness();
  });
  beforeEach(() => {
    harness.simulator.reset();
    harness.logged.length = 0;
  });
  afterAll(() => harness.close());

  const MAY_HAVE = "Segment may have applied it: look it up before running it again.";
  const source = { slug: "web", metadataId: "UBrsG9RVzw", enabled: "true" };
  const respondWith = (status: number, body?: string | object, headers?: Record<string, string>) =>
    harness.simulator.intercept(() => ({ status, body, headers }));

  test("an error begins with the action and gives Segment's own reason and field", async () => {
    await harness.run("createSource", source);
    const error = await failureOf(harness.run("createSource", source));
    expect(error.message).toBe("Create Source: 422 slug is already taken (field slug)");
    expect(error).toMatchObject({
      name: "SegmentError",
      status: 422,
      method: "POST",
      path: "/sources",
      attempts: 1,
      outcome: "not_applied",
      elapsedMs: expect.any(Number),
      requestId: expect.any(String),
      errors: [{ message: "slug is already taken", field: "slug", type: expect.any(String) }],
    });
    expect(isConnectionError(error)).toBe(false);
  });

  test("several reasons stand side by side; one without words goes by its type", async () => {
    respondWith(400, {
      errors: [{ type: "bad-request" }, { message: "too long", field: ["a", "b"] }],
    });
    const error = await failureOf(harness.run("createSource", source));
    expect(error.message).toBe("Create Source: 400 bad-request; too long (field a.b)");
  });

  test("without a reason the status speaks for itself", async () => {
    respondWith(404, "<html>lost</html>");
    const error = await failureOf(harness.run("getSource", { sourceId: "a" }));
    expect(error.message).toBe("Get Source: 404 Not Found");
  });

  test("a label is named by its key and its value: neither is a secret", async () => {
    const label = { key: "environment", value: "production" };
    await harness.run("createLabel", label);
    const error = await failureOf(harness.run("createLabel", label));
    expect(error.message).toContain("environment:production");
  });

  test("of 100,000 rows of secrets in a request none is in the error, which says all else", async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({
      key: "password",
      value: `hunter-${index}`,
    }));
    const [first, last] = [rows.at(0)?.value, rows.at(-1)?.value];
    respondWith(422, {
      errors: [
        { message: `no to ${first} and ${btoa(String(last))}`, field: "rows" },
        { message: "no to t0psecret" },
      ],
    });
    const raw = { method: "POST", url: "/sources?a=b?token=t0psecret", data: { rows } };
    const error = await failureOf(harness.run("rawRequest", raw));
    expect(error.message).toBe(
      "Raw Request: 422 no to [secret] and [secret] (field rows); no to [secret]",
    );
  });

  test("an error that is larger than a MiB is told by its status", async () => {
    respondWith(
      422,
      { errors: [{ message: "x".repeat(2 * 1024 * 1024) }] },
      { "x-request-id": "r-1" },
    );
    const error = await failureOf(harness.run("createSource", source));
    expect(error.message).toBe("Create Source: 422 Unprocessable Entity");
    expect(error).toMatchObject({
      status: 422,
      requestId: "r-1",
      outcome: "not_applied",
      errors: [],
    });
  });

  test("control characters of Segment's are in no message and no line of the log", async () => {
    const name = "a\u001b[31m\r\nb\u2028c\u202ed";
    respondWith(422, { errors: [{ message: name }] }, { "x-request-id": "r\u00851" });
    harness.debug = true;
    const error = await failureOf(harness.run("createSource", source));
    harness.debug = false;
    expect(error.message).toBe("Create Source: 422 a b cd");
    const lines = harness.logged.map(({ text }) => text);
    expect(lines).toHaveLength(1);
    expect([...lines, error.requestId].join("")).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
  });

  test.each<[body: string | object, said: string]>([
    [{ errors: [{ message: { toString: 1 } }] }, "422 1"],
    [{ errors: [{ message: [["a", "b"]], field: [{}, "slug"] }] }, "422 a; b (field slug)"],
    [{ errors: [null, 7, [], { message: null }] }, "422 no reason given"],
    [{ errors: ["slug is taken"] }, "422 slug is taken"],
    [{ message: "slug is taken" }, "422 slug is taken"],
    [{ error: "slug is taken" }, "422 slug is taken"],
    [{ title: "Bad slug", detail: "slug is taken" }, "422 slug is taken"],
    [{ errors: { slug: ["is taken"] } }, "422 is taken (field slug)"],
    [{ error: "invalid_request", error_description: "slug is taken" }, "422 slug is taken"],
    [{ errors: {} }, "422 Unprocessable Entity"],
    ["null", "422 Unprocessable Entity"],
    [`{"errors": ${"[".repeat(50_000)}${"]".repeat(50_000)}}`, "422 Unprocessable Entity"],
  ])("an error body of another shape keeps the failure whole: %.100j", async (body, said) => {
    respondWith(422, body);
    const error = await failureOf(harness.run("createSource", source));
    expect(error.message).toBe(`Create Source: ${said}`);
    expect(error).toMatchObject({ name: "SegmentError", status: 422, outcome: "not_applied" });
  });

  test("any JSON as an error body keeps label, status and outcome, with texts that are bounded", async () => {
    const json = fc.jsonValue();
    const body = fc.oneof(
      json,
      fc.record({ errors: fc.array(fc.record({ type: json, message: json, field: json })) }),
      fc.record({ errors: json, message: json, error: json }),
    );
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(400, 401, 403, 404, 422), async (given, status) => {
        const undo = respondWith(status, JSON.stringify(given));
        const error = await failureOf(harness.run("createSource", source));
        undo();
        expect(error.message).toMatch(new RegExp(`^Create Source: ${status} `));
        expect(error.message.length).toBeLessThanOrEqual(16_000);
        expect(error).toMatchObject({ status, outcome: "not_applied", attempts: 1 });
      }),
      { numRuns: 100 },
    );
  });

  test.each<[status: number, body: string | undefined, said: string, outcome: string]>([
    [299, "{}", "299 the response has no data", "unknown"],
    [304, undefined, "304 Not Modified. Nothing was changed.", "not_applied"],
    [305, "", "305 Use Proxy. Nothing was changed.", "not_applied"],
    [
      308,
      "",
      "308 Permanent Redirect; redirects are never followed. Nothing was changed.",
      "not_applied",
    ],
    [399, "", "399 unregistered status code. Nothing was changed.", "not_applied"],
    [418, "", "418 I'm a Teapot", "not_applied"],
    [451, "", "451 Unavailable For Legal Reasons", "not_applied"],
    [499, "", "499 unregistered status code", "not_applied"],
    [600, "", "600 unregistered status code", "unknown"],
  ])("a status of %d is called by its name", async (status, body, said, outcome) => {
    respondWith(status, body);
    const error = await failureOf(harness.run("createSource", source));
    const mayHave = outcome === "unknown" ? `. ${MAY_HAVE}` : "";
    expect(error.message).toBe(`Create Source: ${said}${mayHave}`);
    expect(error).toMatchObject({ status, outcome });
  });

  test("at most ten reasons of at most 500 characters are kept", async () => {
    respondWith(422, { errors: Array.from({ length: 50 }, () => ({ message: "x".repeat(5000) })) });
    const { errors } = await failureOf(harness.run("createSource", source));
    expect(errors).toHaveLength(10);
    expect((errors as { message: string }[])[0]?.message.length).toBeLessThanOrEqual(501);
  });

  test.each([
    [401, "Segment refused the API key for workspace acme-us in the US region"],
    [403, "The API key for workspace acme-us is not allowed to do this"],
  ])("a %d marks the connection and says what to look at", async (status, advice) => {
    respondWith(status, { errors: [{ type: "x", message: "no" }] });
    const error = await failureOf(harness.run("listSources"));
    expect(isConnectionError(error)).toBe(true);
    expect(error.message).toContain(`List Sources: ${status} no. ${advice}`);
    expect(error.connection).toEqual({
      key: "apiKey",
      configVarKey: "Segment Connection",
      fields: { subdomain: "acme-us" },
    });
  });

  test.each([401, 403, 407])(
    "a %d of a firewall says so, and leaves the connection unmarked",
    async (status) => {
      respondWith(status, "<html><h1>Blocked</h1></html>", { "content-type": "text/html" });
      const error = await failureOf(harness.run("createSource", source));
      expect(isConnectionError(error)).toBe(false);
      expect(error.message).toBe(
        `Create Source: ${status} ${STATUS_CODES[status]}. The response is not from Segment: a proxy or firewall on the way refused the request. Allow HTTPS to api.segmentapis.com. Nothing was changed.`,
      );
      expect(error).toMatchObject({
        name: "SegmentError",
        status,
        code: "REFUSED_ON_THE_WAY",
        outcome: "not_applied",
      });
    },
  );

  test("a 403 of a gateway keeps its reason, and a raw HEAD without a body is Segment's own", async () => {
    const undo = respondWith(403, { message: "Blocked by policy 7" });
    const error = await failureOf(harness.run("listSources"));
    undo();
    expect(isConnectionError(error)).toBe(false);
    expect(error.message).toMatch(
      /^List Sources: 403 Blocked by policy 7\. The response is not from/,
    );
    respondWith(403, undefined, { "content-type": "application/json" });
    const head = { method: "HEAD", url: "/sources" };
    expect(isConnectionError(await failureOf(harness.run("rawRequest", head)))).toBe(true);
  });

  test.each<[status: number, body: string | object | undefined]>([
    [401, {}],
    [403, {}],
    [403, ""],
    [403, undefined],
    [403, "null"],
    [403, { title: "Forbidden" }],
  ])(
    "a %d with the JSON body %j, which names no errors, leaves the connection unmarked",
    async (status, body) => {
      const undo = respondWith(status, body, { "content-type": "application/json" });
      const read = await failureOf(harness.run("listSources"));
      const change = await failureOf(harness.run("createSource", source));
      undo();
      for (const error of [read, change]) {
        expect(isConnectionError(error)).toBe(false);
        expect(error).toMatchObject({ status, code: "REFUSED_ON_THE_WAY", outcome: "not_applied" });
      }
    },
  );

  test.each([400, 404, 422])(
    "a %d whose body is a message without errors keeps it in steps, raw requests and picklists",
    async (status) => {
      const message = "the settings are not those of this type";
      respondWith(status, { message });
      const failures = [
        ["Create Source", () => harness.run("createSource", source)],
        ["Upsert Source", () => harness.run("upsertSource", source)],
        ["Raw Request", () => harness.run("rawRequest", { method: "GET", url: "/sources" })],
        ["Fetch Sources", () => harness.choices("sources")],
      ] as const;
      for (const [label, work] of failures) {
        const error = await failureOf(work());
        expect(error).toMatchObject({ status, errors: [{ message }] });
        expect(error.message).toContain(`${label}: ${status} ${message}`);
      }
    },
  );

  test("Test Connection says nothing about the key if a firewall refuses", async () => {
    respondWith(401, "<html>");
    const error = await failureOf(harness.run("testConnection"));
    expect(isConnectionError(error)).toBe(false);
    expect(error.message).toMatch(/^Test Connection: 401 Unauthorized\. The response is not from/);
    expect(harness.simulator.requests).toHaveLength(1);
  });

  test("a token of the other region is refused, and picklists say so too", async () => {
    const connection = harness.connection(harness.simulator.eu);
    for (const work of [
      () => harness.run("listSources", { connectionInput: connection }),
      () => harness.choices("sources", { connection }),
    ]) {
      const error = await failureOf(work());
      expect(isConnectionError(error)).toBe(true);
      expect(error.message).toContain("in the US region");
    }
  });

  test("a token that may only read is refused when it writes", async () => {
    const { us } = harness.simulator;
    const connectionInput = harness.connection(us, { apiKey: us.readOnlyToken });
    await harness.run("listSources", { connectionInput });
    const error = await failureOf(harness.run("createSource", { ...source, connectionInput }));
    expect(error.message).toMatch(/^Create Source: 403 /);
  });

  test("a rate limit of an hour fails at once and says when to try again", async () => {
    respondWith(429, { errors: [] }, { "retry-after": "3600" });
    const error = await failureOf(harness.run("createSource", source));
    expect(error.message).toBe(
      "Create Source: 429 Too Many Requests. Nothing was changed. Try again in 3600 seconds.",
    );
    expect(error.retryAfterMs).toBe(3_600_000);
    expect(harness.simulator.requests).toHaveLength(1);
  });

  const silence = fault("silence", "after");
  const wordings: [what: string, action: string, faults: (Fault | undefined)[], message: string][] =
    [
      [
        "a create without a response",
        "createSource",
        [silence],
        `Create Source: api.segmentapis.com did not respond in time (ETIMEDOUT). ${MAY_HAVE}`,
      ],
      [
        "a create whose connection breaks",
        "createSource",
        [fault("connection reset", "before")],
        `Create Source: api.segmentapis.com closed the connection (ECONNRESET). ${MAY_HAVE}`,
      ],
      [
        "a create whose response breaks off",
        "createSource",
        [fault("short body, then closed", "after")],
        `Create Source: 201 the response is incomplete. ${MAY_HAVE}`,
      ],
      [
        "a create with a gateway's response",
        "createSource",
        [responseFault({ status: 502, body: "<html>" }, "after")],
        `Create Source: 502 Bad Gateway. ${MAY_HAVE}`,
      ],
      [
        "a list that never comes",
        "listSources",
        [silence, silence, silence, silence],
        "List Sources: api.segmentapis.com did not respond in time (ETIMEDOUT), after 4 attempts",
      ],
    ];
  test.each(wordings)(
    "%s says what happened, whether it may be done, and what to do",
    async (_, action, faults, message) => {
      const left = [...faults];
      harness.simulator.intercept(() => left.shift());
      const { result } = await harness.onClock(() => failureOf(harness.run(action, source)));
      expect(result.message).toBe(message);
    },
  );

  test("a create that never reached Segment says after how many attempts, and that nothing was changed", async () => {
    harness.route(() => "ECONNREFUSED");
    const { result } = await harness.onClock(() => failureOf(harness.run("createSource", source)));
    harness.route(undefined);
    expect(result.message).toBe(
      "Create Source: api.segmentapis.com refused the connection (ECONNREFUSED), after 4 attempts. Nothing was changed.",
    );
  });

  test("an error turned into JSON has its name, its message and every field", async () => {
    for (const status of [422, 403]) {
      const undo = respondWith(status, { errors: [{ message: "no" }] });
      const error = await failureOf(harness.run("createSource", source));
      undo();
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({
        name: status === 403 ? "ConnectionError" : "SegmentError",
        message: error.message,
        status,
        method: "POST",
        path: "/sources",
        attempts: 1,
        outcome: "not_applied",
        errors: [{ message: "no" }],
      });
    }
  });

  test("an error that is not one of the component's own passes on as words, without what hangs on it", async () => {
    const fields = {
      get apiKey(): string {
        throw Object.assign(new TypeError("no vault"), { config: { headers: "Bearer sgp_token" } });
      },
    };
    const connectionInput = { key: "apiKey", configVarKey: "c", fields };
    const error = await failureOf(harness.run("listSources", { connectionInput }));
    expect(error.message).toBe("List Sources: TypeError: no vault");
    expect(inspect(error, { depth: 20 })).not.toContain("sgp_token");
  });

  test("an action is over after 180 s, however many pages are left", async () => {
    const now = performance.now.bind(performance);
    let passed = 0;
    const clock = jest.spyOn(performance, "now").mockImplementation(() => now() + passed);
    harness.simulator.intercept(({ id }) => {
      passed += 100_000;
      return {
        status: 200,
        body: { data: { sources: [], pagination: { current: "c", next: String(id) } } },
      };
    });
    const error = await failureOf(harness.run("listSources", { fetchAll: true }));
    clock.mockRestore();
    expect(error.message).toBe(
      "List Sources: api.segmentapis.com did not respond in time (ETIMEDOUT)",
    );
    expect(harness.simulator.requests).toHaveLength(2);
  });

  test.each([-1, 1])(
    "a wall clock that jumps by %d days ends no step early, and every duration is right",
    async (days) => {
      const { result, ms } = await harness.onClock(async (clock) => {
        const jump = () => clock.setSystemTime(Date.now() + days * 86_400_000);
        harness.simulator.intercept(() => {
          setTimeout(jump, 100);
          return { status: 429, headers: { "retry-after": "30" } };
        });
        return failureOf(harness.run("listSources"));
      });
      expect(result).toMatchObject({ status: 429, attempts: 4 });
      const elapsedMs = Number(result.elapsedMs);
      expect(elapsedMs).toBeGreaterThanOrEqual(90_000);
      expect(elapsedMs).toBeLessThanOrEqual(93_000);
      expect(ms - elapsedMs).toBe(3 * days * 86_400_000);
      for (const { text } of harness.logged.filter(({ text }) => / ms, /.test(text))) {
        expect(text).toMatch(/ 429 \d+ ms, /);
      }
    },
  );

  test("no part of a token remains if a long reason is cut", async () => {
    const { token } = harness.simulator.us;
    for (let before = 500 - token.length; before <= 500; before += 1) {
      const undo = respondWith(422, { errors: [{ message: "x".repeat(before) + token }] });
      const error = await failureOf(harness.run("listSources"));
      undo();
      expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(token.slice(0, 8));
    }
  });

  test("a request id and a content type are cut to what an id and a type can be", async () => {
    respondWith(200, "<p>", { "x-request-id": "i".repeat(5000), "content-type": "t".repeat(5000) });
    const error = await failureOf(harness.run("createSource", source));
    expect(String(error.requestId).length).toBeLessThanOrEqual(201);
    expect(error.message.length).toBeLessThanOrEqual(300);
  });

  test("with the debug switch on, each attempt is one line without ids, queries or bodies", async () => {
    harness.debug = true;
    await harness.run("createSource", source);
    await failureOf(harness.run("getSource", { sourceId: "some-id" }));
    harness.debug = false;
    const lines = harness.logged.map(({ text }) => text).filter((text) => /^[A-Z]+ \//.test(text));
    expect(lines).toEqual([
      expect.stringMatching(/^POST \/sources 201 \d+ ms, attempt 1 request \S+$/),
      expect.stringMatching(/^GET \/sources\/\{sourceId\} 404 \d+ ms, attempt 1 request \S+$/),
    ]);
  });

  test("with the debug switch off, nothing is logged", async () => {
    await harness.run("createSource", source);
    expect(harness.logged).toEqual([]);
  });
});

test("more than 10 MiB is not sent", async () => {
  const harness = await openHarness();
  const code = "x".repeat(10 * 1024 * 1024);
  const error = await failureOf(
    harness.run("createFunction", { resourceType: "SOURCE", displayName: "f", code }),
  );
  expect(error.message).toBe(
    "Create Function: the request is larger than 10 MiB. Nothing was changed.",
  );
  expect(harness.simulator.requests).toEqual([]);
  await harness.close();
});
