import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { redirectSegmentHosts } from "../../simulator";
import { SEGMENT_HOSTS } from "../../simulator/regions";
import { makeCertificate } from "../../simulator/tls";

/** A server of the test's own that stands in for both Segment hosts. */
export interface StandIn {
  /** Handles every request from now on. */
  answer: RequestListener;
  /** Requests since the start. */
  requests: number;
  close(): Promise<void>;
}

/** Starts a server whose answers the test writes byte by byte, over real TLS on loopback. */
export async function standIn(): Promise<StandIn> {
  const certificate = await makeCertificate(SEGMENT_HOSTS);
  const server = createServer(certificate, (request, response) => {
    self.requests += 1;
    self.answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const redirection = redirectSegmentHosts({ port, ca: certificate.cert });
  const self: StandIn = {
    answer: (_request, response) => response.end('{"data": {}}'),
    requests: 0,
    close: async () => {
      redirection.restore();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return self;
}
