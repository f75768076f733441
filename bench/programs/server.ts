import http, { type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { SEGMENT_HOSTS } from "../../simulator/regions";
import { makeCertificate } from "../../simulator/tls";
import { bodyOf, destination, largeBody, sourceAt, sourcePages } from "../answers";
import type { Counts, Place } from "../place";

/**
 * A Segment that answers from memory as quickly as it can: a process of its own, so that it takes no
 * time from the client measured. It prints its {@link Place} and ends with whoever started it.
 */
async function main(): Promise<void> {
  const { key, cert } = await makeCertificate(SEGMENT_HOSTS);
  const counts: Counts = { open: 0, mostOpen: 0, accepted: 0, requests: 0 };
  let delayMs = 0;

  const pages = sourcePages();
  const made = (data: object) => {
    const body = bodyOf(data);
    return () => body;
  };
  const routes: readonly [string, RegExp, (query: URLSearchParams) => Buffer][] = [
    ["GET", /^\/sources$/, pages],
    ["GET", /^\/sources\/\w+$/, made({ source: sourceAt(0), trackingPlanId: null })],
    ["POST", /^\/sources$/, made({ source: sourceAt(0) })],
    ["GET", /^\/catalog\/sources\/\w+$/, made({ sourceMetadata: sourceAt(0).metadata })],
    ["GET", /^\/destinations\/\w+$/, made({ destination })],
    ["PATCH", /^\/destinations\/\w+$/, made({ destination })],
    ["PUT", /^\/tracking-plans\/\w+\/rules$/, made({ status: "SUCCESS" })],
  ];

  function answer(method: string, url: string): [status: number, body: Buffer] {
    const [path = "", query = ""] = url.split("?");
    const route = routes.find(([verb, pattern]) => verb === method && pattern.test(path));
    if (!route) return [404, Buffer.from('{"errors":[{"type":"not-found"}]}')];
    return [method === "POST" ? 201 : 200, route[2](new URLSearchParams(query))];
  }

  function respond(request: IncomingMessage, response: ServerResponse): void {
    const { method = "", url = "" } = request;
    const headers = { "Content-Type": "application/json", "X-Request-Id": "bench" };
    const [, large] = /^\/large\/(\d+)$/.exec(url) ?? [];
    if (large !== undefined) {
      response.writeHead(200, { ...headers, "Content-Length": large });
      Readable.from(largeBody(Number(large))).pipe(response);
      return;
    }
    const [status, body] = answer(method, url);
    response.writeHead(status, { ...headers, "Content-Length": body.length });
    response.end(body);
  }

  const server = https.createServer({ key, cert, minVersion: "TLSv1.3" }, (request, response) => {
    counts.requests += 1;
    // A body is read whole before it is answered.
    request.resume();
    request.once("end", () => {
      if (delayMs === 0) respond(request, response);
      else setTimeout(respond, delayMs, request, response);
    });
  });
  // Longer than any pause of a client.
  server.keepAliveTimeout = 600_000;
  server.on("connection", (socket) => {
    counts.accepted += 1;
    counts.open += 1;
    counts.mostOpen = Math.max(counts.mostOpen, counts.open);
    socket.once("close", () => {
      counts.open -= 1;
    });
  });

  // Told apart from what is measured: a door of its own, without TLS.
  const control = http.createServer((request, response) => {
    const [, delay] = /^\/delay\/(\d+)$/.exec(request.url ?? "") ?? [];
    if (delay !== undefined) delayMs = Number(delay);
    response.end(JSON.stringify(counts));
    counts.mostOpen = counts.open;
  });

  const portOf = async (one: http.Server | https.Server) => {
    await new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve));
    return (one.address() as AddressInfo).port;
  };
  const place: Place = {
    port: await portOf(server),
    controlPort: await portOf(control),
    ca: cert,
  };
  process.stdout.write(`${JSON.stringify(place)}\n`);
  process.stdin.resume().once("end", () => process.exit());
}

main();
