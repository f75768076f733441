import { STATUS_CODES } from "node:http";
import { ConnectionError, SpectralError } from "@prismatic-io/spectral";
import {
  type CallDetails,
  createCallError,
  isCallError,
  SegmentConnectionError,
  SegmentError,
  toOwnError,
  withMessage,
  withProgress,
} from "./errors";
import type { SegmentFailure } from "./failure";
import type { FailureOrigin } from "./failureSentences";
import { HOSTS } from "./hosts";
import { readReasons } from "./reasons";

const connection = { key: "apiKey", configVarKey: "c", fields: { subdomain: "acme" } };

const failed = (failure: Partial<SegmentFailure>): SegmentFailure => ({
  method: "POST",
  path: "/sources",
  attempts: 1,
  elapsedMs: 12,
  outcome: "not_applied",
  errors: [],
  ...failure,
});
const by = (details: Partial<CallDetails> = {}): CallDetails => ({
  label: "Create Source",
  region: "api",
  host: HOSTS[details.region ?? "api"],
  key: "API key",
  workspace: "acme",
  connection,
  changes: true,
  hide: (text) => text,
  ...details,
});
/** The error message of a failure, without the action's label. */
const said = (
  failure: Partial<SegmentFailure>,
  details?: Partial<CallDetails>,
  origin?: FailureOrigin,
): string => {
  const { message } = createCallError(failed(failure), by(details), origin);
  expect(message).toMatch(/^Create Source: /);
  return message.slice("Create Source: ".length);
};

describe("the summary of a failure", () => {
  test("Segment's own reason and its field stand for a refusal", () => {
    const errors = [{ type: "bad-request", message: "slug is already taken", field: "slug" }];
    expect(said({ status: 422, errors })).toBe("422 slug is already taken (field slug)");
  });

  test("several reasons are joined; one without a message is named by its type", () => {
    const errors = [{ type: "bad-request" }, { message: "too long", field: "a.b" }, {}];
    expect(said({ status: 400, errors })).toBe(
      "400 bad-request; too long (field a.b); no reason given",
    );
  });

  test.each([
    [404, "404 Not Found"],
    [409, "409 Conflict"],
    [413, "413 Payload Too Large"],
    [305, "305 Use Proxy"],
    [418, "418 I'm a Teapot"],
    [451, "451 Unavailable For Legal Reasons"],
    [499, "499 unregistered status code"],
    [600, "600 unregistered status code"],
  ])("a %d without a reason is named by its status", (status, words) => {
    expect(said({ status }, { changes: false })).toBe(words);
  });

  test.each([
    ["ECONNREFUSED", "refused the connection"],
    ["ECONNRESET", "closed the connection"],
    ["ETIMEDOUT", "did not respond in time"],
    ["ECONNABORTED", "did not respond in time"],
    ["ENOTFOUND", "could not be found"],
    ["EAI_AGAIN", "could not be looked up"],
    ["CERT_HAS_EXPIRED", "could not be reached"],
  ])("%s says that the host %s", (code, words) => {
    const { message } = createCallError(failed({ code }), by({ changes: false }));
    expect(message).toBe(`Create Source: api.segmentapis.com ${words} (${code})`);
    expect(said({ code }, { changes: false, region: "eu1.api" })).toBe(
      `eu1.api.segmentapis.com ${words} (${code})`,
    );
  });

  test.each([
    ["ANSWER_TOO_LARGE", "the response is larger than 50 MiB"],
    ["REQUEST_TOO_LARGE", "the request is larger than 10 MiB"],
    ["ADDRESS_TOO_LONG", "the address is longer than 8000 bytes"],
    ["BROKEN_ANSWER", "the response is incomplete"],
  ])("%s says that %s, with the status if there is one", (code, words) => {
    expect(said({ code }, { changes: false })).toBe(words);
    expect(said({ code, status: 200 }, { changes: false })).toBe(`200 ${words}`);
  });

  test("the problem of a response takes precedence over its code", () => {
    const broken = { status: 201, code: "BROKEN_ANSWER" };
    expect(said(broken, { changes: false }, { problem: "the response has no data" })).toBe(
      "201 the response has no data",
    );
  });

  test.each([300, 301, 302, 303, 307, 308])("a %d is a redirect that is not followed", (status) => {
    expect(said({ status }, { changes: false })).toBe(
      `${status} ${STATUS_CODES[status]}; redirects are never followed`,
    );
  });

  test.each([
    [304, "304 Not Modified"],
    [399, "399 unregistered status code"],
  ])("a %d is not a redirect", (status, words) => {
    expect(said({ status }, { changes: false })).toBe(words);
  });

  test.each([
    ["ENOTFOUND", undefined, "could not be found (ENOTFOUND)"],
    ["ECONNREFUSED", undefined, "refused the connection (ECONNREFUSED)"],
    ["CERT_HAS_EXPIRED", undefined, "could not be reached (CERT_HAS_EXPIRED)"],
    ["PROXY_REFUSED", undefined, "refused the connection to api.segmentapis.com (PROXY_REFUSED)"],
    [
      "PROXY_REFUSED",
      502,
      "refused the connection to api.segmentapis.com with 502 Bad Gateway (PROXY_REFUSED)",
    ],
    [
      "PROXY_REFUSED",
      407,
      "refused the connection to api.segmentapis.com with 407 Proxy Authentication Required (PROXY_REFUSED). Check the user and password in HTTPS_PROXY.",
    ],
  ])("a proxy that fails with %s (%p) is named in Segment's place", (code, status, words) => {
    const proxy = { name: "proxy.corp:3128", status };
    expect(said({ code }, { changes: false }, { proxy })).toBe(
      `the proxy proxy.corp:3128 ${words}`,
    );
  });

  test("more than one attempt is mentioned", () => {
    expect(said({ status: 404, attempts: 4 })).toBe("404 Not Found, after 4 attempts");
    expect(said({ status: 404, attempts: 0 })).toBe("404 Not Found");
  });
});

describe("the advice of a failure", () => {
  test("an unknown outcome is to be looked up, even after a refusal", () => {
    const words = "Segment may have applied it: look it up before running it again.";
    expect(said({ status: 500, outcome: "unknown" })).toBe(`500 Internal Server Error. ${words}`);
    expect(said({ status: 422, outcome: "unknown", attempts: 2 })).toBe(
      `422 Unprocessable Entity, after 2 attempts. ${words}`,
    );
  });

  test.each([
    [{ status: 500 }, "500 Internal Server Error"],
    [{ status: 501 }, "501 Not Implemented"],
    [{ status: 302 }, "302 Found; redirects are never followed"],
    [{ status: 429 }, "429 Too Many Requests"],
    [{ code: "ECONNREFUSED" }, "api.segmentapis.com refused the connection (ECONNREFUSED)"],
  ])("if a change was surely not applied, %j says so", (failure, words) => {
    expect(said(failure)).toBe(`${words}. Nothing was changed.`);
    expect(said(failure, { changes: false })).toBe(words);
  });

  test.each([400, 404, 409, 422, 499])("a %d does not say that nothing was changed", (status) => {
    expect(said({ status, errors: [{ message: "no" }] })).toBe(`${status} no`);
  });

  test("a wait is given in whole seconds, rounded up", () => {
    const limited = { status: 429, retryAfterMs: 3_599_001 };
    expect(said(limited, { changes: false })).toBe(
      "429 Too Many Requests. Try again in 3600 seconds.",
    );
    expect(said(limited)).toBe(
      "429 Too Many Requests. Nothing was changed. Try again in 3600 seconds.",
    );
  });

  test.each(["no.", "no!", "no?"])("no second stop follows %p", (message) => {
    const limited = { status: 429, errors: [{ message }], retryAfterMs: 2000 };
    expect(said(limited, { changes: false })).toBe(`429 ${message} Try again in 2 seconds.`);
  });

  test.each([
    [1, "1 second"],
    [1000, "1 second"],
    [1001, "2 seconds"],
  ])("a wait of %d ms is given as %s", (retryAfterMs, words) => {
    const limited = { status: 429, retryAfterMs };
    expect(said(limited, { changes: false })).toMatch(new RegExp(`Try again in ${words}\\.$`));
  });

  test("a stop inside the reason does not end it", () => {
    expect(said({ status: 503, errors: [{ message: "v1.2 is off" }] })).toBe(
      "503 v1.2 is off. Nothing was changed.",
    );
  });
});

describe("a refused API key", () => {
  test.each([
    ["api", "US", "EU"],
    ["eu1.api", "EU", "US"],
  ] as const)("in the region %s the other region is suggested", (region, here, there) => {
    expect(said({ status: 401 }, { region })).toBe(
      `401 Unauthorized. Segment refused the API key for workspace acme in the ${here} region: check the key, and choose the ${there} region if the workspace is there.`,
    );
  });

  const PLAN = "check that the workspace's plan includes it";
  const ROLE = "give it a role that allows it";
  const BOTH = "check its role, and that the workspace's plan includes it";
  const advised = (errors: SegmentFailure["errors"]): string | undefined =>
    /\. The API key for workspace acme is not allowed to do this: (.*)\.$/.exec(
      said({ status: 403, errors }),
    )?.[1];

  test.each([
    "not on your plan",
    "Business Tier only",
    "please upgrade",
    "feature is off",
    "missing entitlement",
    "not entitled",
    "see billing",
    "needs an add-on",
    "needs an addon",
  ])("%p is a matter of the plan", (message) => {
    expect(advised([{ message }])).toBe(PLAN);
  });

  test.each([
    "your role forbids it",
    "needs other roles",
    "insufficient permissions",
    "missing scope",
    "read-only token",
    "this token is read only",
    "Workspace Owner needed",
    "admins only",
  ])("%p is a matter of the role", (message) => {
    expect(advised([{ message }])).toBe(ROLE);
  });

  test.each(["forbidden", "role or plan", "explanation needed", "scoped", "controller"])(
    "%p may be either",
    (message) => {
      expect(advised([{ message }])).toBe(BOTH);
    },
  );

  test("type and message of every reason count", () => {
    expect(advised([])).toBe(BOTH);
    expect(advised([{ type: "missing-scope" }])).toBe(ROLE);
    expect(advised([{ message: "no" }, { type: "plan", message: "no" }])).toBe(PLAN);
    expect(advised([{ type: "role" }, { message: "plan" }])).toBe(BOTH);
  });

  test.each([401, 403])("a %d marks the connection", (status) => {
    const error = createCallError(failed({ status }), by());
    expect(error).toBeInstanceOf(SegmentConnectionError);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ name: "ConnectionError", connection, status });
  });

  test.each([401, 403, 407])("a %d that is not Segment's own does not", (status) => {
    const failure = failed({ status, code: "REFUSED_ON_THE_WAY" });
    const error = createCallError(failure, by({ region: "eu1.api" }));
    expect(error).toBeInstanceOf(SegmentError);
    expect(error.message).toBe(
      `Create Source: ${status} ${STATUS_CODES[status]}. The response is not from Segment: a proxy or firewall on the way refused the request. Allow HTTPS to eu1.api.segmentapis.com. Nothing was changed.`,
    );
  });

  test.each([undefined, 200, 302, 400, 402, 404, 407, 429, 500])("a %p does not", (status) => {
    const error = createCallError(failed({ status, code: "X" }), by());
    expect(error).toBeInstanceOf(SegmentError);
    expect(error).not.toBeInstanceOf(ConnectionError);
    expect(error.message).not.toContain("API key");
    expect("connection" in error).toBe(false);
  });
});

describe("the error", () => {
  test("has the known fields and leaves out the others", () => {
    const failure = failed({ status: 422, requestId: "r-1", errors: [{ message: "no" }] });
    const error = createCallError(failure, by());
    expect({ ...error }).toStrictEqual({
      isSpectralError: true,
      name: "SegmentError",
      status: 422,
      method: "POST",
      path: "/sources",
      attempts: 1,
      elapsedMs: 12,
      outcome: "not_applied",
      requestId: "r-1",
      errors: [{ message: "no" }],
    });
    expect("cause" in error).toBe(false);
  });

  test.each([403, 404])("of a %d tells name, message and all fields as JSON", (status) => {
    const error = createCallError(failed({ status, retryAfterMs: 5 }), by());
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      ...error,
      name: error.name,
      message: error.message,
    });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ status, retryAfterMs: 5 });
  });

  test("hides secrets in its message and its request id, before that is cut", () => {
    const hide = (text: string) => text.replaceAll("sgp_token", "[secret]");
    const failure = failed({
      status: 422,
      requestId: `sgp_token${"i".repeat(190)}sgp_token`,
      errors: [{ message: "not sgp_token" }],
    });
    const error = createCallError(failure, by({ label: "Create sgp_token", hide }));
    expect(error.message).toBe("Create [secret]: 422 not [secret]");
    expect(error.requestId).toBe(`[secret]${"i".repeat(190)}[s…`);
  });

  test("keeps a request id of 200 characters whole", () => {
    const idOf = (requestId: string) => createCallError(failed({ requestId }), by()).requestId;
    expect(idOf("i".repeat(200))).toBe("i".repeat(200));
    expect(idOf("i".repeat(201))).toBe(`${"i".repeat(200)}…`);
  });
});

describe("the error of a step that did something before", () => {
  const PROGRESS = "200 of 450 users submitted.";
  const messageOf = (error: unknown) => (error as Error).message;

  test("gives the summary and the progress, and never says that nothing was changed", () => {
    const error = createCallError(failed({ status: 500, attempts: 4 }), by());
    expect(error.message).toBe(
      "Create Source: 500 Internal Server Error, after 4 attempts. Nothing was changed.",
    );
    expect(messageOf(withProgress(error, PROGRESS))).toBe(
      `Create Source: 500 Internal Server Error, after 4 attempts. ${PROGRESS}`,
    );
  });

  test("keeps the advice that still holds, before the progress", () => {
    const limited = createCallError(failed({ status: 429, retryAfterMs: 5000 }), by());
    expect(messageOf(withProgress(limited, PROGRESS))).toBe(
      `Create Source: 429 Too Many Requests. Try again in 5 seconds. ${PROGRESS}`,
    );
    const open = createCallError(failed({ status: 500, outcome: "unknown" }), by());
    expect(messageOf(withProgress(open, PROGRESS))).toBe(
      `Create Source: 500 Internal Server Error. Segment may have applied it: look it up before running it again. ${PROGRESS}`,
    );
  });

  test("keeps a reason that reads like the component's own sentence", () => {
    const errors = [{ message: "no. Nothing was changed. Sorry" }];
    const error = createCallError(failed({ status: 422, errors }), by());
    expect(messageOf(withProgress(error, PROGRESS))).toBe(
      `Create Source: 422 no. Nothing was changed. Sorry. ${PROGRESS}`,
    );
  });

  test("adds further progress at its end", () => {
    const error = createCallError(failed({ status: 500 }), by());
    expect(messageOf(withProgress(withProgress(error, "One."), "Two."))).toBe(
      "Create Source: 500 Internal Server Error. One. Two.",
    );
  });

  test.each([401, 500])(
    "of a %d has the class and the fields of the first, which stays",
    (status) => {
      const error = createCallError(failed({ status, requestId: "r-1" }), by());
      const { message } = error;
      const next = withProgress(error, PROGRESS) as Error;
      expect(next).not.toBe(error);
      expect(error.message).toBe(message);
      expect(next.constructor).toBe(error.constructor);
      expect({ ...next }).toStrictEqual({ ...error });
      expect(next.stack?.split("\n")[0]).toContain(PROGRESS);
      expect(isCallError(next)).toBe(true);
      expect(JSON.stringify(next)).not.toContain("isForRequestOnly");
    },
  );

  test("is also made of another error of the component", () => {
    const other = Object.assign(new SpectralError("Upsert Source: no"), { outcome: "unknown" });
    const next = withProgress(other, PROGRESS);
    expect(next).toEqual(new SpectralError(`Upsert Source: no. ${PROGRESS}`));
    expect(next).toMatchObject({ outcome: "unknown" });
    expect(messageOf(withProgress(new SpectralError("no!"), PROGRESS))).toBe(`no! ${PROGRESS}`);
    expect(withProgress(new ConnectionError(connection, "no"), PROGRESS)).toMatchObject({
      message: `no. ${PROGRESS}`,
      connection,
    });
  });

  test("of an error that is not the component's has its name and nothing else of it", () => {
    const other = Object.assign(new TypeError("no"), { config: "Bearer sgp_token" });
    const next = toOwnError(withProgress(other, PROGRESS), "Create Source");
    expect(next).toEqual(new SpectralError(`Create Source: TypeError: no. ${PROGRESS}`));
    expect(JSON.stringify(next)).not.toContain("sgp_token");
  });

  test.each(["thrown", undefined])("is not made of %p", (thrown) => {
    expect(withProgress(thrown, PROGRESS)).toBe(thrown);
  });
});

test("an error with another message keeps its class, its connection and its fields", () => {
  const error = createCallError(failed({ status: 401 }), by());
  const next = withMessage(error, "Test Connection: 401 no");
  expect(next).toBeInstanceOf(SegmentConnectionError);
  expect(next.message).toBe("Test Connection: 401 no");
  expect({ ...next }).toStrictEqual({ ...error });
});

test.each<[string, unknown, boolean]>([
  ["a failed call", createCallError(failed({ status: 500 }), by()), true],
  ["a call with a refused API key", createCallError(failed({ status: 401 }), by()), true],
  [
    "an error of the connection without a call",
    new SegmentConnectionError(connection, "no"),
    false,
  ],
  ["another error with an outcome", Object.assign(new Error("no"), { outcome: "unknown" }), false],
  ["an input error", new SpectralError("no"), false],
  ["undefined", undefined, false],
])("the type guard recognizes the errors of calls: %s", (_, error, is) => {
  expect(isCallError(error)).toBe(is);
});

describe("the last guard", () => {
  test("lets the component's own errors pass", () => {
    for (const error of [createCallError(failed({}), by()), new SpectralError("own")]) {
      expect(toOwnError(error)).toBe(error);
    }
  });

  test("keeps only name and message of another error", () => {
    const other = Object.assign(new TypeError("no vault"), { config: "Bearer sgp_token" });
    const error = toOwnError(other);
    expect(error).toBeInstanceOf(SpectralError);
    expect((error as Error).message).toBe("Segment: TypeError: no vault");
    expect(JSON.stringify(error)).not.toContain("sgp_token");
  });

  test("makes an error of a value that is none", () => {
    expect(toOwnError("thrown")).toEqual(new SpectralError("Segment: Error: thrown"));
    expect(toOwnError(undefined)).toEqual(new SpectralError("Segment: Error: undefined"));
  });

  test("begins with the step's label if it is known", () => {
    expect(toOwnError(new Error("no"), "List Sources")).toEqual(
      new SpectralError("List Sources: Error: no"),
    );
  });

  test.each<[string, unknown, string]>([
    ["an object without a prototype", Object.create(null), "Error: unknown"],
    ["a symbol", Symbol("s"), "Error: Symbol(s)"],
    ["null", null, "Error: null"],
    [
      "an error whose message cannot be read",
      Object.defineProperty(new Error(), "message", {
        get: () => {
          throw new Error("again");
        },
      }),
      "Error: unknown",
    ],
    ["an error of several lines", new TypeError("one\n  two"), "TypeError: one two"],
    ["a long error", new Error("x".repeat(5000)), `Error: ${"x".repeat(493)}…`],
  ])("describes %s", (_, thrown, words) => {
    expect(toOwnError(thrown)).toEqual(new SpectralError(`Segment: ${words}`));
  });
});

describe("text from Segment is one safe line", () => {
  const FOREIGN = "one\r\ntwo\u2028three \u001b[31mred\u001b[0m \u0007\u009b2J\u202eback";
  const SAFE = "one two three red back";
  const UNSAFE = /[\p{Cc}\u2028\u2029\p{Bidi_Control}]/u;

  test("in reasons, in the message and in the request id", () => {
    const body = { errors: [{ type: FOREIGN, message: FOREIGN, field: [FOREIGN, "b"] }] };
    const errors = readReasons(body, (text) => text);
    expect(errors).toEqual([{ type: SAFE, message: SAFE, field: `${SAFE}.b` }]);
    const error = createCallError(failed({ status: 422, errors, requestId: FOREIGN }), by());
    expect(error.message).toBe(`Create Source: 422 ${SAFE} (field ${SAFE}.b)`);
    expect(error.requestId).toBe(SAFE);
    expect(error.stack?.split("\n")[0]).not.toMatch(UNSAFE);
  });

  test("also in a label, a workspace or a problem", () => {
    const details = by({ label: FOREIGN, workspace: FOREIGN });
    const error = createCallError(failed({ status: 401 }), details, { problem: FOREIGN });
    expect(error.message).not.toMatch(UNSAFE);
    expect(error.message).toContain(`${SAFE}: 401 ${SAFE}`);
  });

  test("and a secret in it is hidden, whatever breaks it into pieces", () => {
    const hide = (text: string) =>
      text.replaceAll("sgp_token", "[secret]").replaceAll("a\nb", "[secret]");
    const body = { errors: [{ message: "sgp_\u202etoken and a\nb" }] };
    const errors = readReasons(body, hide);
    expect(errors).toEqual([{ message: "[secret] and [secret]" }]);
    expect(
      createCallError(failed({ status: 422, requestId: "sgp_\u0000token" }), by({ hide }))
        .requestId,
    ).toBe("[secret]");
  });

  test("the last guard puts every other error on one line, in its stack too", () => {
    const own = toOwnError(new SpectralError(`Upsert Source: ${FOREIGN}`)) as Error;
    expect(own.message).toBe(`Upsert Source: ${SAFE}`);
    expect(own.stack?.split("\n")[0]).toBe(`SpectralError: Upsert Source: ${SAFE}`);
    const other = toOwnError(new TypeError(FOREIGN)) as Error;
    expect(other.message).toBe(`Segment: TypeError: ${SAFE}`);
  });
});
