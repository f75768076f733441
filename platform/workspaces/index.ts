import {
  type Redirection,
  type RegionName,
  redirectSegmentHosts,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  TRACKING_HOSTS,
} from "../../simulator";
import type { BuiltComponent } from "../component";
import { makeSampleWorkspace } from "./sample";

/** The workspaces that a run connects to: simulated ones, or a real one. */
export interface Workspaces {
  /** The title for the first line of a run. */
  title: string;
  /** True for Segment itself, which cannot reach this machine. */
  isReal?: boolean;
  /**
   * The fields of a connection to the workspace of a region; undefined if only the user knows them.
   */
  connectionFields(region: string): Record<string, string> | undefined;
  /** Returns a command that sends an event to a source, for simulated workspaces. */
  commandForEvent?(sourceId: string): string | undefined;
  close(): Promise<void>;
}

/** The age of the sample shop. Its deployments have finished by then. */
const AGE_MS = 24 * 60 * 60 * 1000;

/** The workspaces of a simulated Segment. */
export interface SimulatedWorkspaces extends Workspaces {
  simulator: Simulator;
  redirection: Redirection;
}

interface SimulationOptions extends SimulatorOptions {
  /** The actions, triggers and data sources that will be used: the shop has what they need. */
  keys?: ReadonlySet<string>;
}

/**
 * Opens two workspaces on this machine: a small shop in the US and an empty one in the EU. Nothing
 * leaves the machine.
 */
export async function simulatedWorkspaces(
  component: BuiltComponent,
  { keys = new Set(), ...options }: SimulationOptions = {},
): Promise<SimulatedWorkspaces> {
  const { now = Date.now } = options;
  let ago = AGE_MS;
  const simulator = await startSimulator({ ...options, now: () => now() - ago });
  const redirection = redirectSegmentHosts(simulator);
  const { token, workspace } = simulator.us;
  const connection = {
    key: "apiKey",
    configVarKey: "Sample",
    fields: { apiKey: token, subdomain: workspace.slug },
  };
  const hasModels = [...keys].some((key) => /reverseEtl/i.test(key));
  await makeSampleWorkspace(component, connection, hasModels);
  ago = 0;
  return {
    simulator,
    redirection,
    title: "a simulated Segment on this machine",
    connectionFields: (region) => {
      const { token, workspace } = region === "eu1.api" ? simulator.eu : simulator.us;
      return { apiKey: token, subdomain: workspace.slug };
    },
    commandForEvent: (sourceId) => {
      for (const region of ["us", "eu"] as const) {
        const [writeKey] = simulator.workspace(region).sources.get(sourceId)?.writeKeys ?? [];
        if (writeKey !== undefined) return curl(simulator.port, region, writeKey);
      }
      return undefined;
    },
    close: async () => {
      redirection.restore();
      await simulator.close();
    },
  };
}

const EXAMPLE_EVENT = {
  userId: "customer-1001",
  event: "Order Completed",
  properties: { order_id: "10042", total: 42.5 },
};

/** Sends an event to a tracking host of Segment, whose connections curl leads to this machine. */
function curl(port: number, region: RegionName, writeKey: string): string {
  const event = JSON.stringify(EXAMPLE_EVENT);
  return `curl -sk --connect-to ::127.0.0.1:${port} -u ${writeKey}: -H 'Content-Type: application/json' -d '${event}' https://${TRACKING_HOSTS[region]}/v1/track`;
}

/** The workspace in SEGMENT_TOKEN and SEGMENT_WORKSPACE of the environment. */
export function liveWorkspaces(env: NodeJS.ProcessEnv): Workspaces {
  const { SEGMENT_TOKEN: apiKey, SEGMENT_WORKSPACE: subdomain } = env;
  return {
    title: "Segment itself: all changes are real",
    isReal: true,
    connectionFields: () => (apiKey && subdomain ? { apiKey, subdomain } : undefined),
    close: async () => undefined,
  };
}
