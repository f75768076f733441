import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { type FillCounts, fillWorkspace } from "./service/fill";
import type { Interceptor, RecordedRequest } from "./service/journal";
import { type RegionName, regionOf, SEGMENT_HOSTS } from "./service/regions";
import { type RegionInfo, Segment, type SimulatorOptions } from "./service/segment";
import type { Workspace } from "./state/workspace";
import { findCertificate } from "./wire/certificate";
import { type ConnectionScript, Connections } from "./wire/connections";
import { createListener } from "./wire/server";

export { type Fault, fault, responseFault } from "./faults/fault";
export type { ScriptedResponse } from "./faults/response";
export { SABOTAGE, type SabotageName } from "./faults/sabotage";
export type { FillCounts as Filling } from "./service/fill";
export type { Interceptor, RecordedRequest } from "./service/journal";
export type { RegionName } from "./service/regions";
export type { RegionInfo, SimulatorOptions } from "./service/segment";
export type { ConnectionFault, ConnectionScript } from "./wire/connections";
export { type Redirection, type RouteFault, redirectSegmentHosts } from "./wire/redirect";

/** Segment on loopback, both regions on one HTTPS port, told apart by the host that is asked for. */
export interface Simulator {
  readonly port: number;
  /** The certificate to trust, PEM. */
  readonly ca: string;
  readonly us: RegionInfo;
  readonly eu: RegionInfo;
  /** Every request in the order of arrival. */
  readonly requests: RecordedRequest[];
  /** Each way in which a request was not as the contract lists it. */
  readonly differences: string[];
  /** Adds objects to a region quickly, without requests. */
  fill(region: RegionName, what: FillCounts): void;
  /** What a region holds, to compare answers with. */
  workspace(region: RegionName): Workspace;
  /** Answers requests in the simulator's place while it returns something; returns what ends that. */
  intercept(interceptor: Interceptor): () => void;
  /** From now on, until a reset, allows a token so many requests a minute over all operations. */
  limit(perMinute: number): void;
  /** Lets connections go wrong from now on, until a reset; undefined ends it. */
  connect(script: ConnectionScript | undefined): void;
  /** How many connections are open. */
  readonly connections: number;
  /** Ends the connections that nothing is under way on, as a server may at any time. */
  closeIdle(): void;
  /** The ports of clients whose connection waits for something that is not going to come. */
  readonly stalled: ReadonlySet<number>;
  /** State, journal, limits, scripts and interceptors as at the start; tokens and ids are the same again. */
  reset(): void;
  /** Ends all connections and stops listening. */
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
        // Both must be meant: a connection for one region carries no requests for the other.
        return servername === host ? regionOf(host) : undefined;
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
      const closed = once(door, "close");
      door.close();
      connections.breakOff();
      await closed;
    },
  };
}
