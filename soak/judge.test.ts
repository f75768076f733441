import type { RecordedRequest } from "../simulator";
import type { Effect } from "./faults";
import { type Attempt, type Evidence, judgeOperation } from "./judge";

const TOKEN = "sgp_token-of-forty-characters-or-so-0123";
const HOST = "api.segmentapis.com";
const START = 1_700_000_000_000;
const RESULT = { data: { warehouse: { id: "w1", name: "made" } } };
const INTENT = { method: "POST", path: "/warehouses", body: { name: "made" } } as const;
const GET = { method: "GET", path: "/sources/s1" } as const;
const DELETE = { method: "DELETE", path: "/sources/s1" } as const;

function record(changes: Partial<RecordedRequest> = {}): RecordedRequest {
  return {
    id: 1,
    at: START,
    region: "us",
    method: INTENT.method,
    path: INTENT.path,
    operationId: "createWarehouse",
    query: "",
    headers: { host: HOST, authorization: `Bearer ${TOKEN}` },
    body: INTENT.body,
    status: 200,
    fault: undefined,
    committed: true,
    ...changes,
  };
}

const served = (changes: Partial<RecordedRequest> = {}, at = START): Attempt => ({
  at,
  record: record({ at, ...changes }),
});

function faulty(effect: Effect, changes: Partial<RecordedRequest> = {}, at = START): Attempt {
  const fault = { name: `something ${effect}`, effect };
  return { at, fault, record: record({ at, status: 0, committed: false, ...changes }) };
}

/** Evidence of a successful operation, with changes. */
function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    number: 7,
    kind: "createWarehouse",
    intent: INTENT,
    isPaged: false,
    host: HOST,
    token: TOKEN,
    attempts: [served()],
    startedAt: START,
    endedAt: START,
    ended: { result: RESULT },
    truths: [RESULT],
    claims: true,
    texts: [],
    timersLeft: 0,
    ...changes,
  };
}

const failed = (outcome: unknown, more: object = {}): Evidence["ended"] => ({
  failed: { message: "Create Warehouse: no", outcome, ...more },
});

const wrongs = (changes: Partial<Evidence>): string[] =>
  judgeOperation(evidence(changes)).map(({ wrong }) => wrong);

/** The parts of a request that depend on its method. */
const asked = (intent: Evidence["intent"]) => ({
  method: intent.method,
  path: intent.path,
  body: intent.body,
});
const getting = { ...asked(GET), committed: false };
const deleting = asked(DELETE);

test("an operation that was applied once and returned the truth has no violation", () => {
  expect(judgeOperation(evidence())).toEqual([]);
});

test("a violation names the operation, the mistake and the end of each attempt", () => {
  const attempts = [faulty("ambiguous", { committed: true }), served({}, START + 1)];
  expect(judgeOperation(evidence({ attempts }))[0]).toEqual({
    wrong: "duplicate",
    operation: 7,
    text: "createWarehouse was applied 2 times [something ambiguous (applied); status 200]",
  });
});

describe("duplicates", () => {
  test.each([INTENT, { ...INTENT, method: "PATCH" } as const])(
    "a $method that was applied twice is a duplicate",
    (intent) => {
      const method = intent.method;
      const attempts = [served({ method }), served({ method }, START + 1)];
      expect(wrongs({ intent, attempts })).toContain("duplicate");
    },
  );

  test("a DELETE that was applied twice is not a duplicate", () => {
    const attempts = [
      faulty("ambiguous", { ...deleting, committed: true }),
      served(deleting, START + 1),
    ];
    expect(wrongs({ intent: DELETE, attempts })).toEqual([]);
  });
});

describe("successes", () => {
  test("a success without its object in the workspace is false", () => {
    const attempts = [faulty("ambiguous")];
    expect(wrongs({ attempts, truths: [] })).toEqual(["false success"]);
  });

  test("a success whose result differs from the workspace is false", () => {
    const results = [{ data: {} }, [], null, "", { data: { warehouse: { id: "w2" } } }];
    for (const result of results) {
      expect(wrongs({ ended: { result } })).toEqual(["false success"]);
    }
  });

  test("a success that was never applied is false, even if the workspace already matched", () => {
    expect(wrongs({ attempts: [faulty("ambiguous")] })).toEqual(["false success"]);
  });

  test("a success of a list with a missing entry or another order is false", () => {
    const listing = { intent: GET, isPaged: true, attempts: [served(getting)] };
    for (const result of [[1, 2], [1, 3, 2], [], [1, 2, 3, 3]]) {
      expect(wrongs({ ...listing, truths: [[1, 2, 3]], ended: { result } })).toEqual([
        "false success",
      ]);
    }
    expect(wrongs({ ...listing, truths: [[1, 2, 3]], ended: { result: [1, 2, 3] } })).toEqual([]);
  });

  test("a success of a DELETE is true if the object is gone", () => {
    const attempts = [
      faulty("ambiguous", { ...deleting, committed: true }),
      served({ ...deleting, status: 404, committed: false }, START + 1),
    ];
    expect(wrongs({ intent: DELETE, attempts })).toEqual([]);
    expect(wrongs({ intent: DELETE, attempts, truths: [] })).toEqual(["false success"]);
  });

  test("a success of a DELETE that found nothing is false, unless an earlier attempt may have deleted it", () => {
    const gone = served({ ...deleting, status: 404, committed: false }, START + 1);
    const deletingNothing = { intent: DELETE, refused: 404 };
    expect(wrongs({ ...deletingNothing, attempts: [gone] })).toEqual(["false success"]);
    const rejected = faulty("rejected", deleting);
    expect(wrongs({ ...deletingNothing, attempts: [rejected, gone] })).toEqual(["false success"]);
    const lost = faulty("ambiguous", deleting);
    expect(wrongs({ ...deletingNothing, attempts: [lost, gone] })).toEqual([]);
    const ended = failed("not_applied");
    expect(wrongs({ ...deletingNothing, attempts: [rejected, gone], ended })).toEqual([]);
  });
});

describe("failures", () => {
  test("a failure after a successful last request is false", () => {
    expect(wrongs({ ended: failed("unknown") })).toContain("false failure");
  });

  test("a failure without a request is false", () => {
    expect(wrongs({ attempts: [], ended: failed("not_applied") })).toContain("false failure");
  });

  test.each<[Effect, Evidence["intent"], "not_applied" | "unknown"]>([
    ["rejected", INTENT, "not_applied"],
    ["not sent", INTENT, "not_applied"],
    ["rejected", GET, "not_applied"],
    ["ambiguous", GET, "not_applied"],
    ["ambiguous", DELETE, "unknown"],
  ])(
    "a failure of a request that was %s is false if a retry is allowed: %j",
    (effect, intent, outcome) => {
      const attempts = [faulty(effect, asked(intent))];
      expect(wrongs({ intent, attempts, ended: failed(outcome) })).toEqual(["false failure"]);
      const four = [0, 1, 2, 3].map((ms) => faulty(effect, asked(intent), START + ms));
      expect(wrongs({ intent, attempts: four, ended: failed(outcome) })).toEqual([]);
    },
  );

  test.each<[Effect, Evidence["intent"], "not_applied" | "unknown"]>([
    ["permanent", INTENT, "not_applied"],
    ["permanent", GET, "not_applied"],
    ["uncertain", INTENT, "unknown"],
    ["uncertain", GET, "not_applied"],
    ["ambiguous", INTENT, "unknown"],
  ])(
    "a failure of a request whose fault was %s is right at once: %j",
    (effect, intent, outcome) => {
      const attempts = [faulty(effect, asked(intent))];
      expect(wrongs({ intent, attempts, ended: failed(outcome) })).toEqual([]);
    },
  );

  test("a failure is right after a requested wait of more than 90 s, if it says when to retry", () => {
    const attempts = [{ ...faulty("rejected"), until: START + 90_001 }];
    const told = failed("not_applied", { retryAfterMs: 90_001 });
    expect(wrongs({ attempts, ended: told })).toEqual([]);
    expect(wrongs({ attempts, ended: failed("not_applied") })).toEqual(["wrong outcome"]);
    const shorter = [{ ...faulty("rejected"), until: START + 90_000 }];
    expect(wrongs({ attempts: shorter, ended: told })).toEqual(["false failure"]);
  });

  test("a failure for lack of time is right", () => {
    const attempts = [{ ...faulty("rejected", {}, START + 120_000), until: START + 179_500 }];
    const endedAt = START + 120_000;
    expect(wrongs({ attempts, endedAt, ended: failed("not_applied") })).toEqual([]);
    const sooner = attempts.map((attempt) => ({ ...attempt, until: START + 150_000 }));
    expect(wrongs({ attempts: sooner, endedAt, ended: failed("not_applied") })).toEqual([
      "false failure",
    ]);
  });

  test("a failure of a DELETE that found nothing is false if its own attempt deleted the object", () => {
    const gone = served({ ...deleting, status: 404, committed: false }, START + 1);
    const lost = faulty("ambiguous", { ...deleting, committed: true });
    const ended = failed("unknown");
    expect(wrongs({ intent: DELETE, attempts: [lost, gone], ended })).toEqual(["false failure"]);
    const unmade = faulty("ambiguous", deleting);
    expect(wrongs({ intent: DELETE, attempts: [unmade, gone], ended })).toEqual([]);
  });

  test("a failure after a broken refusal is right, and so is a retry", () => {
    const fault = { name: "cut, after", effect: "ambiguous", breaks: true } as const;
    const lost = faulty("ambiguous", { ...deleting, committed: true });
    const refused = served({ ...deleting, status: 404, committed: false }, START + 1);
    const gone = { ...refused, at: START + 2 };
    const ended = failed("unknown");
    expect(wrongs({ intent: DELETE, attempts: [lost, { ...refused, fault }], ended })).toEqual([]);
    expect(wrongs({ intent: DELETE, attempts: [lost, { ...refused, fault }, gone] })).toEqual([]);
  });

  test("a failure of a list after ten retries over its pages is right", () => {
    const page = (first: number, retries: number) => [
      ...Array.from({ length: retries }, (_, index) =>
        faulty("ambiguous", getting, START + first + index),
      ),
      served(getting, START + first + retries),
    ];
    const attempts = [...page(0, 3), ...page(10, 3), ...page(20, 3)];
    const last = [
      faulty("ambiguous", getting, START + 30),
      faulty("ambiguous", getting, START + 31),
    ];
    const listing = { intent: GET, isPaged: true, ended: failed("not_applied") };
    expect(wrongs({ ...listing, attempts: [...attempts, ...last] })).toEqual([]);
    expect(wrongs({ ...listing, attempts: [...attempts, ...last.slice(1)] })).toEqual([
      "false failure",
    ]);
  });
});

describe("outcomes", () => {
  test("not_applied is wrong if the request was applied", () => {
    const attempts = [faulty("permanent", { committed: true })];
    expect(wrongs({ attempts, ended: failed("not_applied") })).toEqual(["wrong outcome"]);
  });

  test("not_applied is wrong if the client cannot know, even if the request was not applied", () => {
    const attempts = [faulty("ambiguous")];
    expect(wrongs({ attempts, ended: failed("not_applied") })).toEqual(["wrong outcome"]);
  });

  test("not_applied and unknown are both right after a broken refusal", () => {
    const fault = { name: "cut, after", effect: "ambiguous", breaks: true } as const;
    const attempts = [{ ...served({ ...deleting, status: 404, committed: false }), fault }];
    for (const outcome of ["not_applied", "unknown"]) {
      expect(wrongs({ intent: DELETE, attempts, ended: failed(outcome) })).toEqual([]);
    }
  });

  test("unknown is wrong for a read, and if no attempt can have been applied", () => {
    const rejected = [0, 1, 2, 3].map((ms) => faulty("rejected", {}, START + ms));
    expect(wrongs({ attempts: rejected, ended: failed("unknown") })).toEqual(["wrong outcome"]);
    const reading = { intent: GET, attempts: [faulty("uncertain", getting)] };
    expect(wrongs({ ...reading, ended: failed("unknown") })).toEqual(["wrong outcome"]);
  });

  test("a failure without an outcome is wrong, if it must have one", () => {
    const attempts = [faulty("permanent")];
    expect(wrongs({ attempts, ended: failed(undefined) })).toEqual(["wrong outcome"]);
    expect(wrongs({ attempts, ended: failed(undefined), claims: false })).toEqual([]);
  });

  test("a failure that miscounts its attempts is wrong", () => {
    const attempts = [faulty("permanent")];
    const ended = failed("not_applied", { attempts: 2 });
    expect(wrongs({ attempts, ended })).toEqual(["wrong outcome"]);
  });
});

describe("limits", () => {
  const faults = (count: number) =>
    Array.from({ length: count }, (_, ms) => faulty("rejected", {}, START + ms));

  test("a fifth attempt is one too many", () => {
    expect(wrongs({ attempts: [...faults(3), served({}, START + 3)] })).toEqual([]);
    expect(wrongs({ attempts: [...faults(4), served({}, START + 4)] })).toEqual([
      "too many attempts",
    ]);
  });

  test("a second request of an operation that needs one is too many", () => {
    const attempts = [served(getting), served(getting, START + 1)];
    expect(wrongs({ intent: GET, attempts })).toEqual(["too many attempts"]);
    expect(wrongs({ intent: GET, attempts, isPaged: true })).toEqual([]);
  });

  test("more than ten retries over a list's pages are too many", () => {
    const page = (at: number) => [
      ...[0, 1, 2].map((ms) => faulty("ambiguous", getting, START + at + ms)),
      served(getting, START + at + 3),
    ];
    const attempts = [page(0), page(10), page(20), page(30)].flat();
    expect(wrongs({ intent: GET, isPaged: true, attempts })).toEqual(["too many attempts"]);
  });

  test.each<[Effect, Evidence["intent"]]>([
    ["ambiguous", INTENT],
    ["permanent", GET],
    ["uncertain", GET],
  ])("a retry after a fault that is %s is in vain: %j", (effect, intent) => {
    const attempts = [faulty(effect, asked(intent)), served(asked(intent), START + 1)];
    expect(wrongs({ intent, attempts })).toEqual(["retried in vain"]);
  });

  test("a retry after a requested wait of more than 90 s is in vain", () => {
    const until = START + 90_001;
    const attempts = [{ ...faulty("rejected"), until }, served({}, until)];
    expect(wrongs({ attempts, endedAt: until })).toEqual(["retried in vain"]);
  });

  test("a retry before the end of the requested wait is too soon", () => {
    const until = START + 1000;
    const waited = (at: number) => [{ ...faulty("rejected"), until }, served({}, at)];
    expect(wrongs({ attempts: waited(until) })).toEqual([]);
    expect(wrongs({ attempts: waited(until - 1) })).toEqual(["too soon"]);
  });

  test("an end after more than 180 s and the tolerance is too late", () => {
    const attempts = [faulty("rejected"), served({}, START + 160_000)];
    expect(wrongs({ attempts, endedAt: START + 180_100 })).toEqual([]);
    expect(wrongs({ attempts, endedAt: START + 180_101 })).toEqual(["too late"]);
  });

  test("an end more than 30 s and the tolerance after the last attempt is too late", () => {
    expect(wrongs({ endedAt: START + 30_100 })).toEqual([]);
    expect(wrongs({ endedAt: START + 30_101 })).toEqual(["too late"]);
  });

  test("a pending timer is left behind", () => {
    expect(wrongs({ timersLeft: 1 })).toEqual(["left behind"]);
  });
});

describe("requests", () => {
  test.each<[string, Partial<RecordedRequest>]>([
    ["another method", { method: "PUT" }],
    ["another path", { path: "/sources" }],
    ["another body", { body: { name: "of another call" } }],
    ["another host", { headers: { host: "x", authorization: `Bearer ${TOKEN}` } }],
    ["another token", { headers: { host: HOST, authorization: "Bearer sgp_other" } }],
  ])("a request with %s is wrong", (_what, changes) => {
    expect(wrongs({ attempts: [served(changes)] })).toEqual(["wrong request"]);
  });

  test("a first request that is refused without a fault was wrong", () => {
    const attempts = [served({ status: 422, committed: false })];
    expect(wrongs({ attempts, ended: failed("not_applied") })).toEqual(["wrong request"]);
  });
});

describe("secrets", () => {
  test.each<[string, Partial<RecordedRequest>]>([
    ["path", { path: `/sources/${TOKEN}` }],
    ["query", { query: `token=${TOKEN}` }],
    ["body", { body: { name: TOKEN } }],
    [
      "other headers",
      { headers: { host: HOST, authorization: `Bearer ${TOKEN}`, "x-token": TOKEN } },
    ],
  ])("the token in the %s of a request is a leak", (_where, changes) => {
    expect(wrongs({ attempts: [served(changes)] })).toContain("leak");
  });

  test.each([
    ["as it is", TOKEN],
    ["in JSON", JSON.stringify({ headers: { authorization: `Bearer ${TOKEN}` } })],
    ["in base64", Buffer.from(TOKEN).toString("base64")],
    ["in the base64 of a header", Buffer.from(`Bearer ${TOKEN}`).toString("base64")],
    ["in the base64 of user and password", Buffer.from(`me:${TOKEN}`).toString("base64")],
  ])(
    "the token %s in a log or an error is a leak, and the violation names the text",
    (_how, text) => {
      const texts = [["a log line", "fine"] as const, ["the error's stack", `at ${text}`] as const];
      expect(judgeOperation(evidence({ texts }))).toMatchObject([
        { wrong: "leak", text: expect.stringContaining("the token is in the error's stack") },
      ]);
    },
  );
});
