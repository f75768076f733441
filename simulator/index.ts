import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { type FillCounts, fillWorkspace } from "./service/fill";
import type { Interceptor, RecordedRequest } from "./service/journal";
import { endpointOf, type RegionName, SEGMENT_HOSTS } from "./service/regions";
import { type RegionInfo, Segment, type SimulatorOptions } from "./service/segment";
import type { Workspace } from "./state/workspace";
import { findCertificate } from "./wire/certificate";
import { type ConnectionScript, Connections } from "./wire/connections";
import { createListener } from "./wire/server";

export type { Delivery } from "./delivery/delivery";
export type { Timer } from "./delivery/timer";
export { type Delay, type Fault, fault, responseFault } from "./faults/fault";
export type { ScriptedResponse } from "./faults/response";
export { SABOTAGE, type SabotageName } from "./faults/sabotage";
export type { Interceptor, RecordedRequest } from "./service/journal";
export { type RegionName, TRACKING_HOSTS } from "./service/regions";
export type { RegionInfo, SimulatorOptions } from "./service/segment";
export type { TrackingLog } from "./tracking/events";
export type { ConnectionFault, ConnectionScript } from "./wire/connections";
export { type Redirection, type RouteFault, redirectSegmentHosts } from "./wire/redirect";

/** Segment on loopback. All hosts share one HTTPS port and are told apart by name. */
export interface Simulator {
  readonly port: number;
  /** The certificate to trust, in PEM. */
  readonly ca: string;
  readonly us: RegionInfo;
  readonly eu: RegionInfo;
  /** All requests in order of arrival. */
  readonly requests: RecordedRequest[];
  /** All differences between requests and the contract. */
  readonly differences: string[];
  /** Adds objects to a region without requests. */
  fill(region: RegionName, what: FillCounts): void;
  /** The state of a region, to compare responses with. */
  workspace(region: RegionName): Workspace;
  /**
   * Sends scripted responses while `interceptor` returns one. Returns a function that removes the
   * interceptor.
   */
  intercept(interceptor: Interceptor): () => void;
  /** Limits the requests of a token per minute, over all operations, until a reset. */
  limit(perMinute: number): void;
  /** Makes connections fail until a reset. Pass undefined to stop. */
  connect(script: ConnectionScript | undefined): void;
  /** The number of open connections. */
  readonly connections: number;
  /** Closes the connections without a pending request, as a server may at any time. */
  closeIdle(): void;
  /** The ports of clients whose connection will never receive anything more. */
  readonly stalled: ReadonlySet<number>;
  /** The number of requests to webhooks that wait for a response. */
  readonly sending: number;
  /**
   * Resolves when no delivery to a webhook is pending, at once after `close`. The retries of a delivery take
   * almost four hours of the timer.
   */
  settled(): Promise<void>;
  /** Restores the initial state, journal, limits, scripts and interceptors, and forgets all events and
   * deliveries. Tokens and ids start over. */
  reset(): void;
  /** Closes all connections, stops listening and gives up pending deliveries. */
  close(): Promise<void>;
}

/** Starts a simulator on a free port of 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const segment = new Segment(options);
  const certificate = await findCertificate(SEGMENT_HOSTS);
  const connections = new Connections();
  const server = createServer(
    certificate,
    createListener(
      segment,
      (request) => {
        const { servername } = request.socket as TLSSocket;
        const host = request.headers.host?.replace(/:\d+$/, "").toLowerCase() ?? "";
        // Both must match: a connection to one host carries no requests for another.
        return servername === host ? endpointOf(host) : undefined;
      },
      connections,
    ),
  );
  const door = connections.listenFor(server);
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  return {
    port: (door.address() as AddressInfo).port,
    ca: certificate.cert,
    us: segment.regions.us,
    eu: segment.regions.eu,
    requests: segment.requests,
    differences: segment.differences,
    stalled: connections.stalled,
    get connections() {
      return connections.count;
    },
    get sending() {
      return segment.sending;
    },
    settled: () => segment.settled(),
    closeIdle: () => connections.closeIdle(),
    fill: (region, what) => fillWorkspace(segment.workspace(region), what),
    workspace: (region) => segment.workspace(region),
    intercept: (interceptor) => segment.intercept(interceptor),
    limit: (perMinute) => segment.limit(perMinute),
    connect: (script) => {
      connections.script = script;
    },
    reset: () => {
      segment.reset();
      connections.script = undefined;
    },
    close: async () => {
      if (!door.listening) return;
      segment.close();
      const closed = once(door, "close");
      door.close();
      connections.breakOff();
      await closed;
    },
  };
}
