import component from "../../src";
import { openHarness, type TestHarness } from "../support/segment";
import { createHarness } from "../support/spectral";

/** The result of one poll. */
export interface Polled<Item> {
  items: Item[];
  /** The state that the platform saves if the flow succeeds. */
  state: Record<string, unknown>;
  resultType: string;
  /** The query of each request of the poll. */
  requests: URLSearchParams[];
}

/** A component that polls a simulated Segment, on a clock that tests set. */
export interface Polling extends TestHarness {
  /** The time of component and simulator, in milliseconds since 1970. */
  now: number;
  /** Polls once, with the state that an earlier poll has left. */
  poll<Item>(
    trigger: string,
    inputs?: Record<string, unknown>,
    state?: Record<string, unknown>,
  ): Promise<Polled<Item>>;
}

/** The time at which each test begins. */
export const START = Date.parse("2026-03-02T10:00:00.000Z");

/** Opens a harness whose clock stands still until a test moves it. */
export async function openPolling(): Promise<Polling> {
  const harness = await openHarness({ now: () => polling.now }, component);
  const spectral = createHarness(component as never);
  const silent = () => {};
  const logger = Object.fromEntries(
    ["trace", "debug", "info", "log", "warn", "error", "metric"].map((level) => [level, silent]),
  );
  const polling: Polling = Object.assign(harness, {
    now: START,
    async poll<Item>(trigger: string, inputs = {}, state: Record<string, unknown> = {}) {
      const clock = jest.spyOn(Date, "now").mockImplementation(() => polling.now);
      const before = harness.simulator.requests.length;
      const saved = JSON.stringify({ __prismaticInternal: { other: 1, polling: state } });
      const instanceState = JSON.parse(saved);
      try {
        const values = { connectionInput: harness.connection(), region: "api", ...inputs };
        const result = (await spectral.trigger(
          trigger,
          {} as never,
          values as never,
          {
            logger,
            instanceState,
          } as never,
        )) as unknown as { payload: { body: { data: Item[] } }; resultType: string };
        return {
          items: result.payload.body.data,
          state: instanceState.__prismaticInternal.polling,
          resultType: result.resultType,
          requests: harness.simulator.requests
            .slice(before)
            .map(({ query }) => new URLSearchParams(query)),
        };
      } catch (error) {
        // A poll that fails must leave everything as it was.
        expect(JSON.stringify(instanceState)).toBe(saved);
        throw error;
      } finally {
        clock.mockRestore();
      }
    },
  });
  return polling;
}
