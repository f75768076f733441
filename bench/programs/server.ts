import http, { type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import type net from "node:net";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { SEGMENT_HOSTS } from "../../simulator/service/regions";
import { makeCertificate } from "../../simulator/wire/certificate";
import { distantServer } from "../distance";
import type { Counts, Pace, Place } from "../place";
import { auditPage, bodyOf, destination, largeBody, sourceAt, sourcePages } from "../responses";

/**
 * Serves prepared responses from memory. It runs in its own process, so that it takes no time from
 * the measured client. It prints its {@link Place} as one line and ends when stdin ends.
 */
async function main(): Promise<void> {
  const { key, cert } = await makeCertificate(SEGMENT_HOSTS);
  const counts: Counts = { mostOpen: 0, accepted: 0, requests: 0, bytes: 0 };
  let open = 0;
  const pace: Pace = { delayMs: 0, roundTripMs: 0 };

  const pages = sourcePages();
  const source = bodyOf({ source: sourceAt(0), trackingPlanId: null });
  const catalog = bodyOf({ sourceMetadata: sourceAt(0).metadata });
  const held = bodyOf({ destination });
  const accepted = Buffer.from('{"success":true}');
  const done = bodyOf({ status: "SUCCESS" });
  const audited = auditPage(Date.now());
  const routes: readonly [RegExp, (query: URLSearchParams) => Buffer][] = [
    [/^GET \/sources$/, pages],
    [/^GET \/audit-events$/, () => audited],
    [/^(GET \/sources\/\w+|POST \/sources)$/, () => source],
    [/^GET \/catalog\/sources\/\w+$/, () => catalog],
    [/^(GET|PATCH) \/destinations\/\w+$/, () => held],
    [/^POST \/v1\/batch$/, () => accepted],
    [/^PUT \/tracking-plans\/\w+\/rules$/, () => done],
  ];

  function respond({ method, url = "" }: IncomingMessage, response: ServerResponse): void {
    const headers = { "Content-Type": "application/json", "X-Request-Id": "bench" };
    const [, large] = /^\/large\/(\d+)$/.exec(url) ?? [];
    if (large !== undefined) {
      response.writeHead(200, { ...headers, "Content-Length": large });
      Readable.from(largeBody(Number(large))).pipe(response);
      return;
    }
    const [path = "", query = ""] = url.split("?");
    const body = routes.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1](
      new URLSearchParams(query),
    );
    const status = method === "POST" && body !== accepted ? 201 : 200;
    response.writeHead(body ? status : 404, { ...headers, "Content-Length": body?.length ?? 0 });
    response.end(body);
  }

  const server = https.createServer({ key, cert, minVersion: "TLSv1.3" }, (request, response) => {
    counts.requests += 1;
    // The complete body is read before the response.
    request.on("data", (part: Buffer) => {
      counts.bytes += part.length;
    });
    request.once("end", () => {
      if (pace.delayMs === 0) respond(request, response);
      else setTimeout(respond, pace.delayMs, request, response);
    });
  });
  // Longer than a client ever pauses.
  server.keepAliveTimeout = 600_000;
  server.on("connection", (socket) => {
    counts.accepted += 1;
    open += 1;
    counts.mostOpen = Math.max(counts.mostOpen, open);
    socket.once("close", () => {
      open -= 1;
    });
  });

  // The control port has no TLS and is not counted.
  const control = http.createServer((request, response) => {
    const [, delayMs, roundTripMs] = /^\/pace\/(\d+)\/(\d+)$/.exec(request.url ?? "") ?? [];
    if (delayMs !== undefined) {
      Object.assign(pace, { delayMs: Number(delayMs), roundTripMs: Number(roundTripMs) });
    }
    response.end(JSON.stringify(counts));
    counts.mostOpen = open;
  });

  const portOf = async (one: net.Server) => {
    await new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve));
    return (one.address() as AddressInfo).port;
  };
  const port = await portOf(server);
  const place: Place = {
    port,
    farPort: await portOf(distantServer(port, () => pace.roundTripMs)),
    controlPort: await portOf(control),
    ca: cert,
  };
  process.stdout.write(`${JSON.stringify(place)}\n`);
  process.stdin.resume().once("end", () => process.exit());
}

main();
