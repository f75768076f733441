import type { ConnectionError } from "@prismatic-io/spectral";
import type {
  ConnectionFault,
  Fault,
  RecordedRequest,
  RouteFault,
  ScriptedResponse,
} from "../../simulator";
import type { SegmentFailure } from "../../src/http/failure";
import { openHarness, type TestHarness } from "../support/segment";

/** A failed action, as the platform catches it. */
export type Failure = Error & SegmentFailure & Partial<Pick<ConnectionError, "connection">>;

/** The methods that react differently to a fault. */
export const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** The faults of an action: the first entry for the first request or connection, and so on. */
export interface Script {
  requests?: readonly (Fault | ScriptedResponse | (() => ScriptedResponse) | undefined)[];
  connections?: readonly (ConnectionFault | undefined)[];
  routes?: readonly (RouteFault | undefined)[];
  /** Called before the action, after its objects exist. */
  before?(): void;
}

/** The result of one action. */
export interface ActionResult {
  /** The data of a success. */
  data: Record<string, Record<string, unknown>> | null | undefined;
  error: Failure | undefined;
  /** The duration on its clock, in milliseconds. */
  ms: number;
  /** The number of requests begun. */
  begun: number;
  /** The requests that arrived completely. */
  arrived: RecordedRequest[];
  /** The number of requests that changed the workspace. */
  commits: number;
}

const LABEL = { key: "environment", value: "test" };
const POSTGRES = "55d3d3aea3c";

/** The action for each method, and its inputs for an existing source. */
const TRIALS: Record<Method, [action: string, inputs: (sourceId: string) => object]> = {
  GET: ["getSource", (sourceId) => ({ sourceId })],
  POST: [
    "createWarehouse",
    () => ({
      metadataId: POSTGRES,
      name: "Made",
      settings: { host: "db", port: "5432", database: "d", username: "u", password: "p4ssw0rd" },
      // The matrix counts one request.
      settingsAsTheyAre: true,
    }),
  ],
  PATCH: ["updateSource", (sourceId) => ({ sourceId, name: "Changed" })],
  PUT: ["replaceLabelsInSource", (sourceId) => ({ sourceId, labels: [LABEL] })],
  DELETE: ["deleteSource", (sourceId) => ({ sourceId })],
};

/** A harness whose requests and connections fail as scripted. */
export interface FaultRunner {
  harness: TestHarness;
  /** Runs an action with faults, after a reset, on its own clock. */
  act(action: string, inputs: object, script: Script): Promise<ActionResult>;
  /** Runs the action of a method on a new source. */
  attempt(method: Method, script: Script): Promise<ActionResult>;
  /** Returns true if the action of a method had exactly its effect. */
  isDone(method: Method): boolean;
}

/** Opens a runner. Close its harness at the end. */
export async function openFaultRunner(): Promise<FaultRunner> {
  const harness = await openHarness();
  const { simulator } = harness;
  let sourceId = "";

  async function made(script: Script, action: string, inputs: object): Promise<ActionResult> {
    const first = simulator.requests.length;
    const begun = harness.begun;
    const undo = follow(harness, script);
    const { result, ms } = await harness.onClock(() =>
      harness.run<ActionResult["data"]>(action, { ...inputs }).then(
        (data) => ({ data, error: undefined }),
        (error: Failure) => ({ data: undefined, error }),
      ),
    );
    await settled(harness);
    undo();
    const arrived = simulator.requests.slice(first);
    const commits = arrived.filter(({ committed }) => committed).length;
    return { ...result, ms, begun: harness.begun - begun, arrived, commits };
  }

  return {
    harness,
    act: async (action, inputs, script) => {
      await settled(harness);
      simulator.reset();
      return made(script, action, inputs);
    },
    attempt: async (method, script) => {
      await settled(harness);
      simulator.reset();
      simulator.fill("us", { sources: 1 });
      sourceId = simulator.workspace("us").sources.all[0]?.id ?? "";
      const [action, inputs] = TRIALS[method];
      return made(script, action, inputs(sourceId));
    },
    isDone: (method) => {
      const { sources, warehouses } = simulator.workspace("us");
      const source = sources.get(sourceId);
      const state: Record<Method, boolean> = {
        GET: source !== undefined,
        POST: warehouses.all.length === 1,
        PATCH: source?.name === "Changed",
        PUT: JSON.stringify(source?.labels) === JSON.stringify([LABEL]),
        DELETE: source === undefined,
      };
      return state[method];
    },
  };
}

/** Starts a script. Returns a function that ends it. */
function follow(harness: TestHarness, script: Script): () => void {
  const { simulator } = harness;
  const next = <Entry>(entries: readonly Entry[] = []) => {
    const left = [...entries];
    return () => left.shift();
  };
  script.before?.();
  const request = next(script.requests);
  const undo = simulator.intercept(() => {
    const entry = request();
    return typeof entry === "function" ? entry() : entry;
  });
  simulator.connect(next(script.connections));
  harness.route(next(script.routes));
  return () => {
    undo();
    simulator.connect(undefined);
    harness.route(undefined);
  };
}

/** Waits until all connections have ended and late requests are carried out. */
async function settled({ simulator }: TestHarness): Promise<void> {
  while (simulator.connections > 0) {
    simulator.closeIdle(); // connections that reads keep alive
    await new Promise((resolve) => setImmediate(resolve));
  }
}
