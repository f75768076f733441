import { actionPolicy, type FailedAttempt, rawPolicy, waitBeforeRetry } from "./retry";

const failed = (details: Partial<FailedAttempt>): FailedAttempt => ({
  method: "GET",
  attempt: 1,
  leftMs: 180_000,
  ...details,
});
const half = () => 0.5;

describe("an action", () => {
  const policy = actionPolicy(half);
  const wait = (details: Partial<FailedAttempt>) => waitBeforeRetry(policy, failed(details), half);

  test.each(["GET", "POST", "PATCH", "PUT", "DELETE"])("sends a %s again after 429", (method) => {
    expect(wait({ method, status: 429, hintMs: 1000 })).toBeGreaterThanOrEqual(1050);
  });

  test("never waits less than Segment asks for", () => {
    for (const random of [() => 0, half, () => 0.999]) {
      const ms = waitBeforeRetry(policy, failed({ status: 429, hintMs: 7000 }), random);
      expect(ms).toBeGreaterThanOrEqual(7050);
      expect(ms).toBeLessThanOrEqual(8000);
    }
  });

  test("backs off by itself where Segment gives no time", () => {
    const waits = [1, 2, 3].map((attempt) => wait({ attempt, status: 429 }));
    expect(waits).toEqual([1500, 3000, 6000]);
  });

  test("stops after 4 attempts", () => {
    expect(wait({ attempt: 4, status: 429 })).toBeUndefined();
  });

  test("stops at once where the wait is longer than 90 s or than the time left", () => {
    expect(wait({ status: 429, hintMs: 90_001 })).toBeUndefined();
    expect(wait({ status: 429, hintMs: 5000, leftMs: 5000 })).toBeUndefined();
  });

  test.each([400, 401, 403, 404, 409, 422, 500, 503])("sends nothing again after %d", (status) => {
    expect(wait({ status })).toBeUndefined();
  });
});

describe("a raw request", () => {
  const options = { retries: 3, delayMs: 1000, exponential: false, allErrors: false };
  const wait = (details: Partial<FailedAttempt>, set: Partial<typeof options> = {}) =>
    waitBeforeRetry(rawPolicy({ ...options, ...set }), failed(details), half);

  test("waits the delay that was set between retries", () => {
    expect(wait({ status: 502 })).toBe(1000);
    expect(wait({ status: 502, attempt: 3 })).toBe(1000);
  });

  test("doubles the delay with exponential backoff, and waits even where the delay is 0", () => {
    const waits = (delayMs: number) =>
      [1, 2, 3].map((attempt) => wait({ status: 502, attempt }, { exponential: true, delayMs }));
    expect(waits(1000)).toEqual([1000, 2000, 4000]);
    expect(waits(0)).toEqual([500, 1000, 2000]);
  });

  test("never undercuts Retry-After", () => {
    expect(wait({ status: 429, hintMs: 30_000 })).toBeGreaterThan(30_000);
    expect(wait({ status: 429, hintMs: 10 }, { delayMs: 5000 })).toBe(5000);
  });

  test("repeats no POST or PATCH whose result is open, unless every error is to be retried", () => {
    for (const method of ["POST", "PATCH"]) {
      for (const failure of [{ status: 500 }, { status: 503 }, { code: "ECONNRESET" }]) {
        expect(wait({ method, ...failure })).toBeUndefined();
        expect(wait({ method, ...failure }, { allErrors: true })).toBe(1000);
      }
    }
  });

  test("repeats a POST that never left", () => {
    expect(wait({ method: "POST", code: "ECONNREFUSED" })).toBe(1000);
  });

  test.each([400, 404, 422])(
    "repeats nothing after %d unless every error is to be retried",
    (status) => {
      expect(wait({ status })).toBeUndefined();
      expect(wait({ status }, { allErrors: true })).toBe(1000);
    },
  );

  test("is sent once where no retries are set", () => {
    expect(wait({ status: 502 }, { retries: 0, allErrors: true })).toBeUndefined();
  });
});
