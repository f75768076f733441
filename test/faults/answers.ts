import { fault, responseFault } from "../../simulator";
import { AMBIGUOUS, answered, gap, once, REFUSED, type Row, UNCERTAIN, uniform } from "./uniform";

const AFTER = [500, 502, 504].map((status) => once(responseFault({ status }, "after")));

/** Answers that are no success, and DELETE that finds nothing left. */
export const answers: Row[] = [
  uniform(
    10,
    "500, 502 and 504 without the request being carried out: reads and repeatable writes are sent again",
    [answered(500), answered(502), answered(504)],
    AMBIGUOUS,
    ({ commits, error }) => error && expect(commits).toBe(0),
  ),
  uniform(
    11,
    "500, 502 and 504 after it was carried out: nothing is carried out twice",
    AFTER,
    AMBIGUOUS,
    ({ commits, error }) => error && expect(commits).toBe(1),
  ),
  uniform(
    12,
    "503 with Retry-After is waited out by what may be sent again",
    answered(503, { "Retry-After": "2" }),
    AMBIGUOUS,
    (told) =>
      told.error
        ? expect(told.error.retryAfterMs).toBe(2000)
        : expect(gap(told)).toBeGreaterThanOrEqual(2000),
  ),
  {
    row: 13,
    title:
      "501 and 505 were not carried out; after 507 and 520 to 526 nobody knows; neither is sent again",
    test: async (lab) => {
      await uniform(13, "", [answered(501), answered(505)], REFUSED).test(lab);
      const uncertain = [507, 520, 521, 522, 523, 524, 525, 526].map((status) => answered(status));
      await uniform(13, "", uncertain, UNCERTAIN).test(lab);
    },
  },
  uniform(14, "408 is a request whose fate is open", answered(408), AMBIGUOUS),
  uniform(
    15,
    "a refusal of Segment's own is final, and nothing was done",
    [400, 401, 403, 404, 405, 409, 410, 413, 415, 422].map((status) => answered(status)),
    REFUSED,
  ),
  {
    row: 16,
    title:
      "a DELETE that finds nothing left after an attempt that may have deleted it is a success",
    test: async (lab) => {
      for (const first of [
        fault("connection reset", "after"),
        responseFault({ status: 502 }, "after"),
      ]) {
        const told = await lab.attempt("DELETE", once(first));
        expect(told).toMatchObject({ begun: 2, commits: 1, data: { data: { status: "SUCCESS" } } });
        expect(told.arrived[1]?.status).toBe(404);
      }
      const raw = { method: "DELETE", url: "/sources/gone", maxRetries: "1" };
      const gone = { status: 404, body: { errors: [{ type: "not-found" }] } };
      const script = { requests: [fault("silence", "before"), gone] };
      expect(await lab.act("rawRequest", raw, script)).toMatchObject({ begun: 2, data: null });
    },
  },
  {
    row: 17,
    title:
      "a 404 is an error to a DELETE the first time, from a gateway, and where it names several objects",
    test: async (lab) => {
      const first = await lab.act("deleteSource", { sourceId: "never-was" }, {});
      expect(first).toMatchObject({ begun: 1, error: { status: 404, outcome: "not_applied" } });
      const gone = { status: 404, body: { errors: [{ type: "not-found" }] } };
      const limited = await lab.attempt("DELETE", { requests: [{ status: 429 }, gone] });
      expect(limited.error).toMatchObject({ status: 404, outcome: "not_applied" });
      const page = { status: 404, body: "<html>not here</html>" };
      const gateway = { requests: [fault("connection reset", "before"), page] };
      const lost = await lab.attempt("DELETE", gateway);
      expect(lost.error).toMatchObject({ status: 404, outcome: "unknown" });
      const several = { requests: [fault("connection reset", "before"), gone] };
      const users = await lab.act("deleteUser", { userIds: ["a", "b"] }, several);
      expect(users).toMatchObject({ begun: 2, error: { status: 404, outcome: "unknown" } });
    },
  },
  {
    row: 18,
    title: "a refusal after an attempt whose fate is open leaves it open",
    test: async (lab) => {
      for (const status of [401, 409, 422]) {
        for (const method of ["PUT", "DELETE"] as const) {
          const script = { requests: [fault("connection reset", "after"), { status }] };
          const told = await lab.attempt(method, script);
          expect(told).toMatchObject({ begun: 2, error: { status, outcome: "unknown" } });
          expect(told.error?.message).toContain("Segment may have applied it");
        }
      }
      const read = { requests: [fault("connection reset", "before"), { status: 422 }] };
      expect((await lab.attempt("GET", read)).error?.outcome).toBe("not_applied");
    },
  },
];
