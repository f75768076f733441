import type { Fault, RecordedRequest, ScriptedResponse } from "../../simulator";
import type { SegmentFailure } from "../../src/http/failure";
import { openHarness, type TestHarness } from "../support/segment";

/** A failed step, as the platform catches it. */
export type Failure = Error & Partial<SegmentFailure>;

/** The outcome of one step. */
export interface Taken<Data> {
  /** The `data` of the result. @throws if the step failed. */
  readonly data: Data;
  /** The error of the step. @throws if it succeeded. */
  readonly error: Failure;
  /** The duration on the step's clock, in milliseconds. */
  ms: number;
  /** The requests. */
  requests: RecordedRequest[];
  /** The requests that change something. */
  writes: RecordedRequest[];
  /** The log lines. */
  told: string[];
}

/** The fate of a request: served if undefined, or once a function was called. */
export type Becomes =
  | Fault
  | ScriptedResponse
  | (() => Fault | ScriptedResponse | undefined)
  | undefined;

/** Reasons as Segment gives them. */
export const refusal = (status: number, message = "no", type = "refused"): ScriptedResponse => ({
  status,
  body: { errors: [{ type, message }] },
});

/** A harness for the tests of a file, with a simulator that is new to each of them. */
export function useSteps() {
  let harness: TestHarness;
  beforeAll(async () => {
    harness = await openHarness();
  });
  beforeEach(() => harness.simulator.reset());
  afterAll(() => harness.close());

  return {
    get harness() {
      return harness;
    },
    get simulator() {
      return harness.simulator;
    },
    /** Creates an object that a step needs, with an action, and returns it. */
    async made(action: string, inputs: object): Promise<{ id: string }> {
      const { data } = await harness.run(action, { ...inputs });
      return Object.values(data)[0] as { id: string };
    },
    /** Runs a step on a clock of its own. What it says and sends is always as it should be. */
    async take<Data = Record<string, unknown>>(
      action: string,
      inputs: object = {},
    ): Promise<Taken<Data>> {
      const [sent, logged] = [harness.simulator.requests.length, harness.logged.length];
      const { result, ms } = await harness.onClock(() =>
        harness.run<{ data: Data }>(action, { ...inputs }).then(
          ({ data }) => ({ data, error: undefined }),
          (error: Failure) => ({ data: undefined, error }),
        ),
      );
      const { us, eu, differences, requests: all } = harness.simulator;
      const requests = all.slice(sent);
      const lines = harness.logged.slice(logged);
      const said = JSON.stringify([lines, result.error?.message, result.error]);
      for (const { token } of [us, eu]) expect(said).not.toContain(token);
      expect(differences).toEqual([]);
      return {
        get data() {
          if (result.error) throw result.error;
          return result.data as Data;
        },
        get error() {
          if (result.error) return result.error;
          throw new Error(`nothing failed: ${JSON.stringify(result.data)}`);
        },
        ms,
        requests,
        writes: requests.filter(({ method }) => method !== "GET"),
        told: lines.filter(({ level }) => level === "info").map(({ text }) => text),
      };
    },
    /** Decides what becomes of the requests of an operation, one after the other; then they are served. */
    disturb(method: string, path: RegExp, ...entries: Becomes[]): void {
      const left = [...entries];
      harness.simulator.intercept((request) => {
        if (request.method !== method || !path.test(request.path)) return undefined;
        const entry = left.shift();
        return typeof entry === "function" ? entry() : entry;
      });
    },
  };
}

/** The same many times. */
export const times = <Entry>(count: number, entry: Entry): Entry[] =>
  Array.from({ length: count }, () => entry);
