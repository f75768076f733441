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

type Handler = (context: object, params: object) => Promise<unknown>;

/** A component and a simulated Segment in place of its two hosts. */
export interface TestHarness {
  simulator: Simulator;
  /** A connection to a region's workspace; `fields` override its fields. */
  connection(region?: RegionInfo, fields?: Record<string, unknown>): TestConnection;
  /**
   * Runs an action through spectral's harness, with its cleaners and hooks, and returns its `data`. The
   * region is the US unless `inputs` has another.
   */
  run<Data = { data: Record<string, unknown> }>(
    action: string,
    inputs?: Record<string, unknown>,
  ): Promise<Data>;
  /** Runs an action like `run` and returns everything the platform receives. */
  result(action: string, inputs?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Runs a picklist and returns its choices. */
  choices(
    dataSource: string,
    inputs?: Record<string, unknown>,
  ): Promise<{ label: string; key: string }[]>;
  /**
   * Runs a handler of a trigger, with its cleaners and hooks, as the platform does when it deploys or
   * removes an instance.
   */
  handle(
    trigger: string,
    handler: "webhookCreate" | "webhookDelete",
    inputs: Record<string, unknown>,
    context: Record<string, unknown>,
  ): Promise<void>;
  /** The log lines since the harness was opened. */
  logged: LoggedLine[];
  /** The platform's debug switch. */
  debug: boolean;
  /** The id of the flow's run. Actions share one until it is set. */
  executionId: string;
  /** The number of requests to Segment's hosts so far. */
  readonly begun: number;
  /** Makes connections fail. See {@link Redirection.route}. */
  route(script: Redirection["route"]): void;
  /** Runs work on its own clock. See {@link onFakeClock}. */
  onClock<Result>(
    work: (clock: FakeClock) => Promise<Result>,
  ): Promise<{ result: Result; ms: number }>;
  close(): Promise<void>;
}

/** The key of an action's connection input. */
const connectionKey = (action: string): string =>
  action === "rawRequest" ? "connection" : "connectionInput";

/**
 * Starts a simulator, redirects this process's connections to Segment's hosts to it, and loads the
 * component. Rate limits are off by default.
 * @param built the component to run. Default: the published bundle.
 */
export async function openHarness(
  options: SimulatorOptions = {},
  built: object = loadComponent(),
): Promise<TestHarness> {
  const simulator = await startSimulator({
    rateLimits: false,
    now: () => Date.now(), // looked up on each call, so that a fake clock also sets the simulator's
    ...options,
  });
  const { port, ca } = simulator;
  const redirection = redirectSegmentHosts({ port, ca, opensAhead: false });
  const spectral = createHarness(built as never);
  const logged: LoggedLine[] = [];
  const log = (level: string) => (message: unknown) => {
    const text = typeof message === "string" ? message : inspect(message);
    logged.push({ level, text });
  };
  const logger = Object.fromEntries(
    ["trace", "debug", "info", "log", "warn", "error", "metric"].map((level) => [
      level,
      log(level),
    ]),
  );
  const connection: TestHarness["connection"] = (region = simulator.us, fields = {}) => ({
    key: "apiKey",
    configVarKey: "Segment Connection",
    fields: { apiKey: region.token, subdomain: region.workspace.slug, ...fields },
  });
  const harness: TestHarness = {
    simulator,
    connection,
    logged,
    debug: false,
    executionId: "run",
    get begun() {
      return redirection.begun;
    },
    run: async (action, inputs) => (await harness.result(action, inputs)).data as never,
    result: async (action, inputs = {}) => {
      const values = { [connectionKey(action)]: connection(), region: "api", ...inputs };
      const context = { logger, globalDebug: harness.debug, executionId: harness.executionId };
      return (await spectral.action(action, values as never, context as never)) as never;
    },
    choices: async (dataSource, inputs = {}) => {
      const values = { connection: connection(), region: "api", ...inputs };
      const context = { logger };
      const response = await spectral.dataSource(dataSource, values as never, context as never);
      return response.result as { label: string; key: string }[];
    },
    handle: async (trigger, handler, inputs, context) => {
      const { triggers } = built as { triggers: Record<string, Record<string, Handler>> };
      const values = { connectionInput: connection(), region: "api", ...inputs };
      const given = { logger, globalDebug: harness.debug, ...context };
      await triggers[trigger]?.[handler]?.(given, values);
    },
    route: (script) => {
      redirection.route = script;
    },
    onClock: (work) =>
      onFakeClock(() => redirection.open - redirection.waitingIn(simulator.stalled), work),
    close: async () => {
      redirection.restore();
      await simulator.close();
    },
  };
  return harness;
}
