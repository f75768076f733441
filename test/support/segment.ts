import { inspect } from "node:util";
import { loadComponent } from "../../platform/component";
import {
  type Redirection,
  type RegionInfo,
  redirectSegmentHosts,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator";
import { type FakeClock, onFakeClock } from "./clock";
import { createHarness } from "./spectral";

/** A connection as the platform hands it to an action. */
interface TestConnection {
  key: string;
  configVarKey: string;
  fields: Record<string, unknown>;
}

/** A line an action logged. */
interface LoggedLine {
  level: string;
  text: string;
}

/** A component beside a simulated Segment that stands in for both of its hosts. */
export interface TestBench {
  simulator: Simulator;
  /** A connection to a region's workspace; `fields` override its fields. */
  connection(region?: RegionInfo, fields?: Record<string, unknown>): TestConnection;
  /**
   * Runs an action through the spectral harness, cleaners and hooks included, in the US region
   * unless the inputs say otherwise, and answers its `data`.
   */
  run<Data = { data: Record<string, unknown> }>(
    action: string,
    inputs?: Record<string, unknown>,
  ): Promise<Data>;
  /** Runs an action like `run` and answers all it gives the platform. */
  result(action: string, inputs?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Runs a picklist and answers its choices. */
  choices(
    dataSource: string,
    inputs?: Record<string, unknown>,
  ): Promise<{ label: string; key: string }[]>;
  /** What was logged since the bench was opened. */
  logged: LoggedLine[];
  /** The platform's debug switch. */
  debug: boolean;
  /** The run of a flow that actions belong to; all to one until it is set. */
  executionId: string;
  /** Requests for Segment's hosts that were begun. */
  readonly begun: number;
  /** Keeps connections from being made; see {@link Redirection.route}. */
  route(script: Redirection["route"]): void;
  /** Runs work on a clock of its own, with debug lines: see {@link onFakeClock}. */
  onClock<Result>(
    work: (clock: FakeClock) => Promise<Result>,
  ): Promise<{ result: Result; ms: number }>;
  close(): Promise<void>;
}

/** Inputs of a component whose actions call their connection `connectionInput`, all but the raw request. */
const connectionKey = (action: string): string =>
  action === "rawRequest" ? "connection" : "connectionInput";

/**
 * Opens a simulator, sends this process's connections for Segment's hosts to it, and readies the
 * component. Rate limits are off unless asked for.
 * @param built the component to run; the bundle that is published where left out.
 */
export async function openBench(
  options: SimulatorOptions = {},
  built: object = loadComponent(),
): Promise<TestBench> {
  const simulator = await startSimulator({
    rateLimits: false,
    now: () => Date.now(), // looked up at every call, so that a fake clock is the simulator's too
    ...options,
  });
  const redirection = redirectSegmentHosts(simulator);
  const harness = createHarness(built as never);
  const logged: LoggedLine[] = [];
  let attemptsEnded = 0;
  const log = (level: string) => (message: unknown) => {
    const text = typeof message === "string" ? message : inspect(message);
    logged.push({ level, text });
    if (/, attempt \d+/.test(text)) attemptsEnded += 1;
  };
  const logger = Object.fromEntries(
    ["trace", "debug", "info", "log", "warn", "error", "metric"].map((level) => [
      level,
      log(level),
    ]),
  );
  const connection: TestBench["connection"] = (region = simulator.us, fields = {}) => ({
    key: "apiKey",
    configVarKey: "Segment Connection",
    fields: { apiKey: region.token, subdomain: region.workspace.slug, ...fields },
  });
  const bench: TestBench = {
    simulator,
    connection,
    logged,
    debug: false,
    executionId: "run",
    get begun() {
      return redirection.begun;
    },
    run: async (action, inputs) => (await bench.result(action, inputs)).data as never,
    result: async (action, inputs = {}) => {
      const values = { [connectionKey(action)]: connection(), region: "api", ...inputs };
      const context = { logger, globalDebug: bench.debug, executionId: bench.executionId };
      return (await harness.action(action, values as never, context as never)) as never;
    },
    choices: async (dataSource, inputs = {}) => {
      const values = { connection: connection(), region: "api", ...inputs };
      const context = { logger };
      const answer = await harness.dataSource(dataSource, values as never, context as never);
      return answer.result as { label: string; key: string }[];
    },
    route: (script) => {
      redirection.route = script;
    },
    onClock: async (work) => {
      const before = bench.debug;
      bench.debug = true; // a line for every attempt tells when it has ended
      const begun = redirection.begun - attemptsEnded;
      const underWay = () =>
        redirection.begun - attemptsEnded - begun - redirection.waitingIn(simulator.stalled);
      return onFakeClock(underWay, work).finally(() => {
        bench.debug = before;
      });
    },
    close: async () => {
      redirection.restore();
      await simulator.close();
    },
  };
  return bench;
}
