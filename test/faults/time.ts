import { fault } from "../../simulator";
import { METHODS } from "./faultRunner";
import type { Row } from "./reactions";

const waiting = (seconds: number) => ({
  status: 429,
  headers: { "Retry-After": String(seconds) },
});

/** The time an action has in all, and what a minute allows. */
export const time: Row[] = [
  {
    row: 44,
    title:
      "an action is over after 180 s, in a wait or an attempt, and what came before still counts",
    test: async (runner) => {
      for (const method of METHODS) {
        const script = { requests: [waiting(85), waiting(84), fault("silence", "before")] };
        const { error, ms } = await runner.attempt(method, script);
        expect(ms).toBeGreaterThanOrEqual(180_000);
        expect(ms).toBeLessThanOrEqual(180_100);
        expect(error?.outcome).toBe(method === "GET" ? "not_applied" : "unknown");
      }
      for (const method of ["PUT", "DELETE"] as const) {
        const script = { requests: [fault("silence", "before"), waiting(80), waiting(80)] };
        const { error, ms, begun } = await runner.attempt(method, script);
        expect(begun).toBe(3);
        expect(ms).toBeLessThanOrEqual(180_100);
        expect(error).toMatchObject({ status: 429, outcome: "unknown", retryAfterMs: 80_000 });
      }
    },
  },
  {
    row: 45,
    title:
      "an action whose time ran out during a wait sends nothing more, and reports what it waited for",
    test: async ({ harness }) => {
      harness.simulator.reset();
      const undo = harness.simulator.intercept(({ id }) =>
        id === 1 ? { status: 502 } : waiting(10),
      );
      const { result } = await harness.onClock(async (clock) => {
        // The platform may freeze a process for minutes: the time passes, no timer fires.
        setTimeout(() => clock.jump(600_000), 5000);
        const inputs = { sourceId: "s", labels: [{ key: "a", value: "b" }] };
        return harness.run("replaceLabelsInSource", inputs).catch((error: Error) => error);
      });
      undo();
      expect(harness.simulator.requests).toHaveLength(2);
      expect(result).toMatchObject({ status: 429, attempts: 2, outcome: "unknown" });
    },
  },
  {
    row: 51,
    title: "five calls at a limit of two a minute all succeed and keep the limit",
    test: async ({ harness }) => {
      harness.simulator.reset();
      harness.simulator.limit(2);
      const { ms } = await harness.onClock(() =>
        Promise.all(Array.from({ length: 5 }, () => harness.run("listSources"))),
      );
      const served = harness.simulator.requests.filter(({ status }) => status === 200);
      expect(served).toHaveLength(5);
      for (const { at } of served) {
        const inAMinute = served.filter((one) => one.at >= at && one.at < at + 59_000);
        expect(inAMinute.length).toBeLessThanOrEqual(2);
      }
      expect(ms).toBeLessThan(180_000);
    },
  },
];
