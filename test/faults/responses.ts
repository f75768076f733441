import { fault, responseFault } from "../../simulator";
import {
  AMBIGUOUS,
  gap,
  once,
  REFUSED,
  type Row,
  reactionRow,
  respondWith,
  UNCERTAIN,
} from "./reactions";

const AFTER = [500, 502, 504].map((status) => once(responseFault({ status }, "after")));

/** Error responses, and a DELETE whose object does not exist. */
export const responses: Row[] = [
  reactionRow(
    10,
    "500, 502 and 504 without the request being carried out: reads and repeatable writes are sent again",
    [respondWith(500), respondWith(502), respondWith(504)],
    AMBIGUOUS,
    ({ commits, error }) => error && expect(commits).toBe(0),
  ),
  reactionRow(
    11,
    "500, 502 and 504 after it was carried out: nothing is carried out twice",
    AFTER,
    AMBIGUOUS,
    ({ commits, error }) => error && expect(commits).toBe(1),
  ),
  reactionRow(
    12,
    "503 with Retry-After is waited out by what may be sent again",
    respondWith(503, { "Retry-After": "2" }),
    AMBIGUOUS,
    (result) =>
      result.error
        ? expect(result.error.retryAfterMs).toBe(2000)
        : expect(gap(result)).toBeGreaterThanOrEqual(2000),
  ),
  {
    row: 13,
    title:
      "501 and 505 were not carried out; after 507 and 520 to 526 nobody knows; neither is sent again",
    test: async (runner) => {
      await reactionRow(13, "", [respondWith(501), respondWith(505)], REFUSED).test(runner);
      const uncertain = [507, 520, 521, 522, 523, 524, 525, 526].map((status) =>
        respondWith(status),
      );
      await reactionRow(13, "", uncertain, UNCERTAIN).test(runner);
    },
  },
  reactionRow(14, "408 is a request whose fate is open", respondWith(408), AMBIGUOUS),
  reactionRow(
    15,
    "a refusal of Segment's own is final, and nothing was done",
    [400, 401, 403, 404, 405, 409, 410, 413, 415, 422].map((status) => respondWith(status)),
    REFUSED,
  ),
  {
    row: 16,
    title:
      "a DELETE that finds nothing left after an attempt that may have deleted it is a success",
    test: async (runner) => {
      for (const first of [
        fault("connection reset", "after"),
        responseFault({ status: 502 }, "after"),
      ]) {
        const result = await runner.attempt("DELETE", once(first));
        expect(result).toMatchObject({
          begun: 2,
          commits: 1,
          data: { data: { status: "SUCCESS" } },
        });
        expect(result.arrived[1]?.status).toBe(404);
      }
      const raw = { method: "DELETE", url: "/sources/gone", maxRetries: "1" };
      const gone = { status: 404, body: { errors: [{ type: "not-found" }] } };
      const script = { requests: [fault("silence", "before"), gone] };
      expect(await runner.act("rawRequest", raw, script)).toMatchObject({ begun: 2, data: null });
    },
  },
  {
    row: 17,
    title:
      "a 404 fails a DELETE at the first attempt, from a gateway, and if it names several objects",
    test: async (runner) => {
      const first = await runner.act("deleteSource", { sourceId: "never-was" }, {});
      expect(first).toMatchObject({ begun: 1, error: { status: 404, outcome: "not_applied" } });
      const gone = { status: 404, body: { errors: [{ type: "not-found" }] } };
      const limited = await runner.attempt("DELETE", { requests: [{ status: 429 }, gone] });
      expect(limited.error).toMatchObject({ status: 404, outcome: "not_applied" });
      const page = { status: 404, body: "<html>not here</html>" };
      const gateway = { requests: [fault("connection reset", "before"), page] };
      const lost = await runner.attempt("DELETE", gateway);
      expect(lost.error).toMatchObject({ status: 404, outcome: "unknown" });
      const several = { requests: [fault("connection reset", "before"), gone] };
      const users = await runner.act("deleteUser", { userIds: ["a", "b"] }, several);
      expect(users).toMatchObject({ begun: 2, error: { status: 404, outcome: "unknown" } });
    },
  },
  {
    row: 18,
    title: "a refusal after an attempt whose fate is open leaves it open",
    test: async (runner) => {
      for (const status of [401, 409, 422]) {
        for (const method of ["PUT", "DELETE"] as const) {
          const script = { requests: [fault("connection reset", "after"), { status }] };
          const result = await runner.attempt(method, script);
          expect(result).toMatchObject({ begun: 2, error: { status, outcome: "unknown" } });
          expect(result.error?.message).toContain("Segment may have applied it");
        }
      }
      const read = { requests: [fault("connection reset", "before"), { status: 422 }] };
      expect((await runner.attempt("GET", read)).error?.outcome).toBe("not_applied");
    },
  },
];
