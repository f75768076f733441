import https from "node:https";
import axios from "axios";
import type { RegionName } from "../index";
import {
  redirectSegmentHosts,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../index";

/** What a test sees of an answer. */
export interface HarnessResponse {
  status: number;
  headers: Record<string, unknown>;
  body: { data?: Record<string, unknown>; errors?: { message: string; field?: string }[] };
}

/** Parts of a request that a test sets apart from its defaults. */
interface SendOptions {
  region?: RegionName;
  token?: string;
  headers?: Record<string, string>;
  query?: Record<string, unknown>;
}

/** A started simulator, and requests to it through the real hosts' names. */
export interface Harness {
  simulator: Simulator;
  send(
    method: string,
    path: string,
    body?: unknown,
    sending?: SendOptions,
  ): Promise<HarnessResponse>;
  /** Breaks off the connections that are kept, and those that wait for an answer. */
  hangUp(): void;
  end(): Promise<void>;
}

/** The media type that subscriptions ask for. */
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
          // Left to itself, axios calls an empty POST a form.
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

/** The id of the one object in an answer's `data`. */
export function findId({ status, body }: HarnessResponse): string {
  for (const value of Object.values(body.data ?? {})) {
    if (typeof value === "object" && value !== null && "id" in value) return String(value.id);
  }
  throw new Error(`no object with an id in the answer ${status} ${JSON.stringify(body)}`);
}

/** The list of that name in an answer's `data`. */
export function findList({ body }: HarnessResponse, name: string): Record<string, unknown>[] {
  return (body.data?.[name] ?? []) as Record<string, unknown>[];
}

/** The fields an answer complains of. */
export function errorFields({ body }: HarnessResponse): (string | undefined)[] {
  return (body.errors ?? []).map(({ field }) => field);
}
