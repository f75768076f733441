import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { processTimer } from "../delivery/timer";
import type { RawResponse } from "../faults/response";
import type { Endpoint } from "../service/regions";
import type { Reply, Segment } from "../service/segment";
import { Connections } from "./connections";

const MAX_BODY = 10 * 1024 * 1024;

/** Called after each response, with the duration in milliseconds. */
type AfterResponse = (method: string, url: string, status: number, ms: number) => void;

/**
 * Serves Segment through a Node server. `endpointFor` returns the service and the region of a request,
 * or undefined for a host that is not Segment's, which gets a 421.
 * @param connections the connections of the requests, for faults.
 */
export function createListener(
  segment: Segment,
  endpointFor: (request: IncomingMessage) => Endpoint | undefined,
  connections = new Connections(),
  afterResponse?: AfterResponse,
): RequestListener {
  return (request, response) => {
    const began = performance.now();
    const { method = "GET", url = "/" } = request;
    const endpoint = endpointFor(request);
    if (connections.leavesUnread(request.socket)) return;
    connections.follow(request.socket, response);
    // A client that disconnects must not crash the process.
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    const reply = (body: Buffer | undefined) => {
      const {
        response: raw,
        fault,
        delayMs,
        whenGone,
      }: Reply = endpoint === undefined
        ? { response: wrongHost(request) }
        : segment.handle({ ...endpoint, method, url, headers: flatten(request), body });
      if (whenGone) request.socket.once("close", whenGone);
      if (fault) return fault.show(connections.raw(request.socket, raw));
      // The rest of an oversized body is still arriving, so the connection cannot be reused.
      if (body === undefined) raw.headers.connection = "close";
      const send = () => {
        write(response, raw);
        afterResponse?.(method, url, raw.status, performance.now() - began);
      };
      if (delayMs === undefined) return send();
      const cancel = processTimer(send, delayMs);
      response.once("close", cancel);
    };
    collect(request, (body) => {
      try {
        reply(body);
      } catch (error) {
        console.error(`the simulator failed at ${method} ${url}:`, error);
        if (response.headersSent) request.socket.destroy();
        else write(response, failure());
      }
    });
  };
}

/** The response if the simulator itself fails. It keeps serving later requests. */
const failure = (): RawResponse => ({
  status: 500,
  headers: { "content-type": "application/json", connection: "close" },
  body: JSON.stringify({ errors: [{ type: "simulator-error", message: "the simulator failed" }] }),
});

function collect(request: IncomingMessage, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    const fitted = size <= MAX_BODY;
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
    else if (fitted) done(undefined);
  });
  request.on("end", () => {
    if (size <= MAX_BODY) done(Buffer.concat(chunks));
  });
}

function flatten(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
  );
}

/** Writes a complete response. */
export function write(response: ServerResponse, { status, headers, body }: RawResponse): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

function wrongHost(request: IncomingMessage): RawResponse {
  const message = `${request.headers.host} is not a host of Segment`;
  return {
    status: 421,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ errors: [{ type: "misdirected-request", message }] }),
  };
}
