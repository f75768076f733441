import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { type Filling, fillWorkspace } from "./fill";
import type { Interceptor, RecordedRequest } from "./journal";
import { type RegionName, regionOf, SEGMENT_HOSTS } from "./regions";
import { type RegionInfo, Segment, type SimulatorOptions } from "./segment";
import { listener } from "./server";
import { makeCertificate } from "./tls";

export type { Filling } from "./fill";
export type { Interceptor, RecordedRequest, ScriptedAnswer } from "./journal";
export { redirectSegmentHosts } from "./redirect";
export type { RegionName } from "./regions";
export type { RegionInfo, SimulatorOptions } from "./segment";

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
  fill(region: RegionName, what: Filling): void;
  /** Answers requests in the simulator's place while it returns something; returns what ends that. */
  intercept(interceptor: Interceptor): () => void;
  /** State, journal, limits and interceptors as at the start; tokens and ids are the same again. */
  reset(): void;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

/** Starts a simulator on a free port of 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const segment = new Segment(options);
  const certificate = await makeCertificate(SEGMENT_HOSTS);
  const server = createServer(
    certificate,
    listener(segment, (request) => {
      const { servername } = request.socket as TLSSocket;
      const host = request.headers.host?.replace(/:\d+$/, "").toLowerCase() ?? "";
      // Both must be meant: a connection for one region carries no requests for the other.
      return servername === host ? regionOf(host) : undefined;
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    ca: certificate.cert,
    us: segment.regions.us,
    eu: segment.regions.eu,
    requests: segment.requests,
    differences: segment.differences,
    fill: (region, what) => fillWorkspace(segment.workspace(region), what),
    intercept: (interceptor) => segment.intercept(interceptor),
    reset: () => segment.reset(),
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
