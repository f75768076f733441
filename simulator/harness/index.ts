import https from "node:https";
import axios from "axios";
import type { RegionName } from "../index";
import {
  redirectSegmentHosts,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../index";

/** A response, as tests read it. */
export interface HarnessResponse {
  status: number;
  headers: Record<string, unknown>;
  body: { data?: Record<string, unknown>; errors?: { message: string; field?: string }[] };
}

/** The parts of a request that differ from its defaults. */
interface SendOptions {
  region?: RegionName;
  token?: string;
  headers?: Record<string, string>;
  query?: Record<string, unknown>;
}

/** A running simulator, and requests to it through Segment's host names. */
export interface Harness {
  simulator: Simulator;
  send(
    method: string,
    path: string,
    body?: unknown,
    sending?: SendOptions,
  ): Promise<HarnessResponse>;
  /** Closes the idle connections and those that wait for a response. */
  hangUp(): void;
  end(): Promise<void>;
}

/** The media type of subscriptions. */
export const ALPHA = { headers: { "content-type": "application/vnd.segment.v1alpha+json" } };

/** Starts a simulator and redirects Segment's hosts to it until `end`. */
export async function startHarness(options?: SimulatorOptions): Promise<Harness> {
  const simulator = await startSimulator(options);
  const redirection = redirectSegmentHosts(simulator);
  const httpsAgent = new https.Agent({ keepAlive: true });
  return {
    simulator,
    async send(method, path, body, sending = {}) {
      const region = simulator[sending.region ?? "us"];
      const { status, headers, data } = await axios.request({
        method,
        url: `https://${region.host}${path}`,
        data: body,
        params: sending.query,
        paramsSerializer: { indexes: true },
        headers: {
          authorization: `Bearer ${sending.token ?? region.token}`,
          // By default, axios sends an empty POST as a form.
          "content-type": body === undefined ? null : "application/json",
          ...sending.headers,
        },
        httpsAgent,
        proxy: false,
        validateStatus: () => true,
        maxRedirects: 0,
      });
      return { status, headers: { ...headers }, body: data };
    },
    hangUp: () => httpsAgent.destroy(),
    async end() {
      httpsAgent.destroy();
      redirection.restore();
      await simulator.close();
    },
  };
}

/** Returns the id of the only object in a response's `data`. */
export function findId({ status, body }: HarnessResponse): string {
  for (const value of Object.values(body.data ?? {})) {
    if (typeof value === "object" && value !== null && "id" in value) return String(value.id);
  }
  throw new Error(`no object with an id in the response ${status} ${JSON.stringify(body)}`);
}

/** Returns the named list in a response's `data`. */
export function findList({ body }: HarnessResponse, name: string): Record<string, unknown>[] {
  return (body.data?.[name] ?? []) as Record<string, unknown>[];
}

/** Returns the fields that a response reports as invalid. */
export function errorFields({ body }: HarnessResponse): (string | undefined)[] {
  return (body.errors ?? []).map(({ field }) => field);
}
