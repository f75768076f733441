import type { ConnectionError } from "@prismatic-io/spectral";
import type {
  ConnectionFault,
  Fault,
  RecordedRequest,
  RouteFault,
  ScriptedResponse,
} from "../../simulator";
import type { SegmentFailure } from "../../src/http/failure";
import { openBench, type TestBench } from "../support/segment";

/** A failed action, as the platform catches it. */
export type Failure = Error & SegmentFailure & Partial<Pick<ConnectionError, "connection">>;

/** The methods whose reaction to a fault differs. */
export const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** What goes wrong: the first entry with the first request or connection, and so on. */
export interface Script {
  requests?: readonly (Fault | ScriptedResponse | (() => ScriptedResponse) | undefined)[];
  connections?: readonly (ConnectionFault | undefined)[];
  routes?: readonly (RouteFault | undefined)[];
  /** Called before the action, after what it needs was made. */
  before?(): void;
}

/** What came of one action. */
export interface Told {
  /** Its data, where it succeeded. */
  data: Record<string, Record<string, unknown>> | null | undefined;
  error: Failure | undefined;
  /** How long it took on its clock, in milliseconds. */
  ms: number;
  /** Requests that were begun. */
  begun: number;
  /** Those that arrived whole. */
  arrived: RecordedRequest[];
  /** How many of them changed the workspace. */
  commits: number;
}

const LABEL = { key: "environment", value: "test" };
const POSTGRES = "55d3d3aea3c";

/** What each method is tried with: an action, and its inputs for a source there is. */
const TRIALS: Record<Method, [action: string, inputs: (sourceId: string) => object]> = {
  GET: ["getSource", (sourceId) => ({ sourceId })],
  POST: [
    "createWarehouse",
    () => ({
      metadataId: POSTGRES,
      name: "Made",
      settings: { host: "db", port: "5432", database: "d", username: "u", password: "p4ssw0rd" },
      // One request is what the matrix counts.
      settingsAsTheyAre: true,
    }),
  ],
  PATCH: ["updateSource", (sourceId) => ({ sourceId, name: "Changed" })],
  PUT: ["replaceLabelsInSource", (sourceId) => ({ sourceId, labels: [LABEL] })],
  DELETE: ["deleteSource", (sourceId) => ({ sourceId })],
};

/** A bench whose requests and connections go wrong as told. */
export interface Lab {
  bench: TestBench;
  /** Runs an action with faults, from a fresh start, on a clock of its own. */
  act(action: string, inputs: object, script: Script): Promise<Told>;
  /** Runs the action of a method on a source that was just made. */
  attempt(method: Method, script: Script): Promise<Told>;
  /** Whether the action of a method left behind what it is for, and nothing besides. */
  isDone(method: Method): Promise<boolean>;
}

/** Opens a lab; its bench is to be closed. */
export async function openLab(): Promise<Lab> {
  const bench = await openBench();
  const { simulator } = bench;
  let sourceId = "";

  async function made(script: Script, action: string, inputs: object): Promise<Told> {
    const first = simulator.requests.length;
    const begun = bench.begun;
    const undo = follow(bench, script);
    const { result, ms } = await bench.onClock(() =>
      bench.run<Told["data"]>(action, { ...inputs }).then(
        (data) => ({ data, error: undefined }),
        (error: Failure) => ({ data: undefined, error }),
      ),
    );
    await settled(bench);
    undo();
    const arrived = simulator.requests.slice(first);
    const commits = arrived.filter(({ committed }) => committed).length;
    return { ...result, ms, begun: bench.begun - begun, arrived, commits };
  }

  return {
    bench,
    act: async (action, inputs, script) => {
      await settled(bench);
      simulator.reset();
      return made(script, action, inputs);
    },
    attempt: async (method, script) => {
      await settled(bench);
      simulator.reset();
      sourceId = await newSource(bench);
      const [action, inputs] = TRIALS[method];
      return made(script, action, inputs(sourceId));
    },
    isDone: async (method) => {
      const source = await bench
        .run<{ data: { source: Record<string, unknown> } }>("getSource", { sourceId })
        .then(({ data }) => data.source)
        .catch(() => undefined);
      const { data } = await bench.run<{ data: { warehouses: unknown[] } }>("listWarehouses");
      const state: Record<Method, boolean> = {
        GET: source !== undefined,
        POST: data.warehouses.length === 1,
        PATCH: source?.name === "Changed",
        PUT: JSON.stringify(source?.labels) === JSON.stringify([LABEL]),
        DELETE: source === undefined,
      };
      return state[method];
    },
  };
}

async function newSource(bench: TestBench): Promise<string> {
  const { data } = await bench.run<{ data: { source: { id: string } } }>("createSource", {
    slug: "web",
    enabled: true,
    metadataId: "UBrsG9RVzw",
  });
  return data.source.id;
}

/** Puts a script to work; returns what ends it. */
function follow(bench: TestBench, script: Script): () => void {
  const { simulator } = bench;
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
  bench.route(next(script.routes));
  return () => {
    undo();
    simulator.connect(undefined);
    bench.route(undefined);
  };
}

/** Waits until the simulator has seen the end of every connection, and done what is late. */
async function settled({ simulator }: TestBench): Promise<void> {
  while (simulator.connections > 0) {
    simulator.closeIdle(); // what reads have kept
    await new Promise((resolve) => setImmediate(resolve));
  }
}
