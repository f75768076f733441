import {
  type Redirection,
  redirectSegmentHosts,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator";
import type { BuiltComponent } from "../component";
import { makeSampleWorkspace } from "./sample";

/** The workspaces that connections open: simulated ones, or a real one. */
export interface Workspaces {
  /** Where the flow runs, for people. */
  title: string;
  /** The fields of a connection to a region's workspace; undefined where only the user knows them. */
  connectionFields(region: string): Record<string, string> | undefined;
  close(): Promise<void>;
}

/** How long ago the shop was set up, so that what it deployed then runs by now. */
const AGE_MS = 24 * 60 * 60 * 1000;

/** Workspaces of a simulated Segment. */
export interface SimulatedWorkspaces extends Workspaces {
  simulator: Simulator;
  redirection: Redirection;
}

/**
 * Two workspaces on this machine, a small shop's in the US and an empty one in the EU; nothing leaves
 * the machine.
 */
export async function simulatedWorkspaces(
  component: BuiltComponent,
  options: SimulatorOptions = {},
): Promise<SimulatedWorkspaces> {
  const { now = Date.now } = options;
  let ago = AGE_MS;
  const simulator = await startSimulator({ ...options, now: () => now() - ago });
  const redirection = redirectSegmentHosts(simulator);
  const { token, workspace } = simulator.us;
  await makeSampleWorkspace(component, {
    key: "apiKey",
    configVarKey: "Sample",
    fields: { apiKey: token, subdomain: workspace.slug },
  });
  ago = 0;
  return {
    simulator,
    redirection,
    title: "a simulated Segment on this machine",
    connectionFields: (region) => {
      const { token, workspace } = region === "eu1.api" ? simulator.eu : simulator.us;
      return { apiKey: token, subdomain: workspace.slug };
    },
    close: async () => {
      redirection.restore();
      await simulator.close();
    },
  };
}

/** The workspace that the environment names by SEGMENT_TOKEN and SEGMENT_WORKSPACE. */
export function liveWorkspaces(env: NodeJS.ProcessEnv): Workspaces {
  const { SEGMENT_TOKEN: apiKey, SEGMENT_WORKSPACE: subdomain } = env;
  return {
    title: "Segment itself: what the steps change is changed",
    connectionFields: () => (apiKey && subdomain ? { apiKey, subdomain } : undefined),
    close: async () => undefined,
  };
}
