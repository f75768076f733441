import fc from "fast-check";
import type { FailureKind } from "./failure";
import {
  actionPolicy,
  type FailedAttempt,
  type RawRetryOptions,
  rawPolicy,
  waitBeforeRetry,
} from "./retry";

const failed = (details: Partial<FailedAttempt>): FailedAttempt => ({
  kind: "ambiguous",
  repeatable: true,
  attempt: 1,
  retriesLeft: 10,
  leftMs: 180_000,
  ...details,
});
const least = () => 0;
const half = () => 0.5;
const most = () => 1 - Number.EPSILON;
const LONGEST_TIMER = 2 ** 31 - 1;

const kinds: FailureKind[] = [
  "unsendable",
  "rejected",
  "notSent",
  "ambiguous",
  "permanent",
  "uncertain",
];
const anyFailed = fc.record(
  {
    kind: fc.constantFrom(...kinds),
    repeatable: fc.boolean(),
    attempt: fc.integer({ min: 1, max: 200 }),
    hintMs: fc.nat(),
    retriesLeft: fc.integer({ min: -1, max: 20 }),
    leftMs: fc.integer({ min: -1000, max: 180_000 }),
  },
  { requiredKeys: ["kind", "repeatable", "attempt", "retriesLeft", "leftMs"] },
);
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyOptions = fc.record<RawRetryOptions>({
  retries: fc.nat(100),
  delayMs: fc.nat(180_000),
  exponential: fc.boolean(),
  allErrors: fc.boolean(),
});

describe("an action", () => {
  const wait = (details: Partial<FailedAttempt>, random = half) =>
    waitBeforeRetry(actionPolicy, failed(details), random);
  const bounds = (details: Partial<FailedAttempt>) => [wait(details, least), wait(details, most)];

  test.each<[FailureKind, boolean, boolean]>([
    ["unsendable", true, false],
    ["unsendable", false, false],
    ["rejected", true, true],
    ["rejected", false, true],
    ["notSent", true, true],
    ["notSent", false, true],
    ["ambiguous", true, true],
    ["ambiguous", false, false],
    ["permanent", true, false],
    ["permanent", false, false],
    ["uncertain", true, false],
    ["uncertain", false, false],
  ])("after a failure that is %s (repeatable: %p) is sent again: %p", (kind, repeatable, again) => {
    expect(wait({ kind, repeatable }) !== undefined).toBe(again);
  });

  test("waits 2 s or half of it after 429 without a time, then twice as long each time", () => {
    const waits = [1, 2, 3].map((attempt) => bounds({ kind: "rejected", attempt }));
    expect(waits).toEqual([
      [1000, expect.closeTo(2000)],
      [2000, expect.closeTo(4000)],
      [4000, expect.closeTo(8000)],
    ]);
  });

  test.each<FailureKind>(["ambiguous", "notSent"])(
    "waits up to half a second after a failure that is %s, then up to twice as long each time",
    (kind) => {
      const waits = [1, 2, 3].map((attempt) => bounds({ kind, attempt }));
      expect(waits).toEqual([
        [0, expect.closeTo(500)],
        [0, expect.closeTo(1000)],
        [0, expect.closeTo(2000)],
      ]);
    },
  );

  test("retries 50 ms to 1 s after the time that Segment gives", () => {
    for (const kind of ["rejected", "ambiguous"] as const) {
      expect(bounds({ kind, hintMs: 7000 })).toEqual([7050, expect.closeTo(8000)]);
      expect(bounds({ kind, hintMs: 0 })).toEqual([50, expect.closeTo(1000)]);
    }
  });

  test("waits as long as Segment asks, up to 90 s", () => {
    expect(wait({ kind: "rejected", hintMs: 90_000 }, least)).toBe(90_050);
    expect(wait({ kind: "rejected", hintMs: 90_001 }, least)).toBeUndefined();
  });

  test("gives up if the wait would take all the time left", () => {
    const hinted = { kind: "rejected", hintMs: 5000 } as const;
    expect(wait({ ...hinted, leftMs: 5051 }, least)).toBe(5050);
    expect(wait({ ...hinted, leftMs: 5050 }, least)).toBeUndefined();
    expect(wait({ leftMs: 250 })).toBeUndefined();
    expect(wait({ leftMs: 251 })).toBe(250);
  });

  test("sends a request at most 4 times", () => {
    const waits = [1, 2, 3, 4, 5].map((attempt) => wait({ attempt }) !== undefined);
    expect(waits).toEqual([true, true, true, false, false]);
  });

  test("sends again at most 10 times in all", () => {
    expect(actionPolicy.retriesInAll).toBe(10);
    expect(wait({ retriesLeft: 1 })).toBe(250);
    expect(wait({ retriesLeft: 0 })).toBeUndefined();
    expect(wait({ retriesLeft: -1 })).toBeUndefined();
  });

  test("takes its chances from Math.random", () => {
    const random = jest.spyOn(Math, "random").mockReturnValue(0.25);
    expect(waitBeforeRetry(actionPolicy, failed({}))).toBe(125);
    random.mockRestore();
  });
});

test("the waits that double end at 60 s after 429 and at 20 s after other failures", () => {
  const patient = { ...actionPolicy, retries: 1000 };
  const wait = (kind: FailureKind, attempt: number, random: () => number) =>
    waitBeforeRetry(patient, failed({ kind, attempt }), random);
  for (const attempt of [7, 20, 500]) {
    expect(wait("rejected", attempt, least)).toBe(30_000);
    expect(wait("rejected", attempt, most)).toBeCloseTo(60_000);
    expect(wait("ambiguous", attempt, most)).toBeCloseTo(20_000);
  }
});

describe("a raw request", () => {
  const options = { retries: 3, delayMs: 1000, exponential: false, allErrors: false };
  const wait = (
    details: Partial<FailedAttempt>,
    set: Partial<RawRetryOptions> = {},
    random = half,
  ) => waitBeforeRetry(rawPolicy({ ...options, ...set }), failed(details), random);

  test("waits the delay that is set, each time", () => {
    expect([1, 2, 3].map((attempt) => wait({ attempt }))).toEqual([1000, 1000, 1000]);
    expect(wait({}, { delayMs: 0 })).toBe(0);
  });

  test("doubles the delay with exponential backoff, from half a second if none is set", () => {
    const waits = (delayMs: number) =>
      [1, 2, 3].map((attempt) => wait({ attempt }, { exponential: true, delayMs }));
    expect(waits(1000)).toEqual([1000, 2000, 4000]);
    expect(waits(0)).toEqual([500, 1000, 2000]);
  });

  test("never undercuts the time Segment names", () => {
    expect(wait({ kind: "rejected", hintMs: 30_000 }, {}, least)).toBe(30_050);
    expect(wait({ kind: "ambiguous", hintMs: 30_000 }, {}, least)).toBe(30_050);
    expect(wait({ kind: "rejected", hintMs: 10 }, { delayMs: 5000 })).toBe(5000);
  });

  test("after 429 without a time waits no less than an action does", () => {
    expect(wait({ kind: "rejected", attempt: 2 }, { delayMs: 0 }, least)).toBe(2000);
    expect(wait({ kind: "rejected" }, { delayMs: 9000 }, least)).toBe(9000);
  });

  test("gives up on more than 90 s and on more time than is left, as an action does", () => {
    expect(wait({ kind: "rejected", hintMs: 90_001 })).toBeUndefined();
    expect(wait({ leftMs: 1000 })).toBeUndefined();
    expect(wait({ leftMs: 1001 })).toBe(1000);
  });

  test.each(kinds)("retries after %s only as an action does", (kind) => {
    for (const repeatable of [true, false]) {
      const byAction = waitBeforeRetry(actionPolicy, failed({ kind, repeatable }), half);
      expect(wait({ kind, repeatable }) === undefined).toBe(byAction === undefined);
    }
  });

  test.each(kinds)(
    "retries after %s if every error is to be retried, unless it cannot be sent",
    (kind) => {
      const again = wait({ kind, repeatable: false }, { allErrors: true });
      expect(again !== undefined).toBe(kind !== "unsendable");
    },
  );

  test("is sent again as often as is set, each time and in all", () => {
    const waits = [1, 2, 3, 4, 5, 6].map((attempt) => wait({ attempt }, { retries: 5 }));
    expect(waits).toEqual([1000, 1000, 1000, 1000, 1000, undefined]);
    expect(rawPolicy({ ...options, retries: 5 }).retriesInAll).toBe(5);
    expect(wait({}, { retries: 0, allErrors: true })).toBeUndefined();
  });
});

describe("whatever happens", () => {
  const anyPolicy = fc.oneof(
    fc.constant(actionPolicy),
    anyOptions.map((options) => rawPolicy(options)),
  );

  test("a wait is one that a timer can keep, within the time left", () => {
    fc.assert(
      fc.property(anyPolicy, anyFailed, anyRandom, (policy, attempt, random) => {
        const wait = waitBeforeRetry(policy, attempt, () => random) ?? 0;
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThan(Math.max(1, attempt.leftMs));
        expect(wait).toBeLessThanOrEqual(LONGEST_TIMER);
      }),
      { numRuns: 500 },
    );
  });

  test("a wait is longer than Segment asks for", () => {
    const anyHint = fc.nat(100_000);
    fc.assert(
      fc.property(anyPolicy, anyFailed, anyHint, anyRandom, (policy, attempt, hintMs, random) => {
        const wait = waitBeforeRetry(policy, { ...attempt, hintMs }, () => random);
        if (wait !== undefined) expect(wait).toBeGreaterThan(hintMs);
      }),
      { numRuns: 500 },
    );
  });

  test("a change whose outcome is open is never repeated unless every error is to be", () => {
    const open = anyFailed.map((attempt) => ({ ...attempt, repeatable: false }));
    const careful = anyPolicy.filter(({ afterEvery }) => !afterEvery);
    fc.assert(
      fc.property(careful, open, anyRandom, (policy, attempt, random) => {
        fc.pre(attempt.kind === "ambiguous" || attempt.kind === "uncertain");
        expect(waitBeforeRetry(policy, attempt, () => random)).toBeUndefined();
      }),
    );
  });

  test("no request is sent more often than its policy says", () => {
    fc.assert(
      fc.property(anyPolicy, anyFailed, anyRandom, (policy, attempt, random) => {
        const last = { ...attempt, attempt: policy.retries + 1 };
        expect(waitBeforeRetry(policy, last, () => random)).toBeUndefined();
      }),
    );
  });
});
