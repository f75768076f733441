import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from "node:http";
import https, { type Agent } from "node:https";
import type { TLSSocket } from "node:tls";
import { AxiosError } from "axios";
import { Ahead } from "./ahead";
import { type Progress, type ProxyFailure, RESPONSE_TOO_LARGE } from "./failure";
import { LIMITS } from "./limits";
import { ReceivedBody } from "./receivedBody";
import { Tunnel } from "./tunnel";

/** One request as it is sent. */
export interface Outgoing {
  url: URL;
  method: string;
  headers: OutgoingHttpHeaders;
  body?: string | Uint8Array;
  /** The agent that connects it. */
  agent: Agent;
  /** Milliseconds to the last byte of the response. */
  ms: number;
  /** The largest response body, in bytes as received. */
  mostBytes: number;
}

/** A complete response with any status. */
export interface RawResponse {
  status: number;
  headers: IncomingHttpHeaders;
  /** The body as received, possibly compressed; the first MiB of an error response. */
  body: Buffer;
}

/** The data of a request without a complete response. */
interface IncompleteResponse {
  /** Node's code, or the component's own. */
  code: string;
  progress: Progress;
  /** True if the connection was a kept one and brought no response head. */
  stale: boolean;
  /** The head of a response whose body is incomplete. */
  head?: Omit<RawResponse, "body">;
  /** The proxy that opened no tunnel for the request. */
  proxy?: ProxyFailure;
}

/** The error of a request without a complete response. */
export class SendError extends Error implements IncompleteResponse {
  readonly code: string;
  readonly progress: Progress;
  readonly stale: boolean;
  readonly head?: Omit<RawResponse, "body">;
  readonly proxy?: ProxyFailure;

  constructor({ code, progress, stale, head, proxy }: IncompleteResponse) {
    super(code);
    this.code = code;
    this.progress = progress;
    this.stale = stale;
    this.head = head;
    this.proxy = proxy;
  }
}

/**
 * Reads a body to its end. Calls `fail` for a body that is incomplete or too large. Only the beginning of
 * an error response is read; a large one does not fail.
 */
function readBody(
  response: IncomingMessage,
  mostBytes: number,
  done: (body: Buffer) => void,
  fail: (code: string, isCut: boolean) => void,
): void {
  const { statusCode = 0, headers } = response;
  const isSuccess = statusCode >= 200 && statusCode < 300;
  const most = isSuccess ? mostBytes : Math.min(mostBytes, LIMITS.failedResponseBytes);
  const length = Number(headers["content-length"]);
  const body = new ReceivedBody(length > 0 && length <= most ? length : 0);
  response.on("data", (piece: Buffer) => {
    body.add(piece);
    if (body.size <= most) return;
    if (isSuccess) fail(RESPONSE_TOO_LARGE, false);
    else done(body.take(most));
  });
  response.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? "ERR", true));
  response.on("end", () => done(body.take(most)));
}

/**
 * Sends one request over Node's https and reads the whole response. Follows no redirect. Tracks the
 * progress of the request by Node's `finish` event: the last byte went to the network. The event also
 * follows a failed TLS handshake, and `writableFinished` can be true of any destroyed request. On a
 * connection whose handshake is done, the request counts as sent from its `socket` event on.
 * @throws SendError
 */
export function send({ url, body, ms, mostBytes, ...rest }: Outgoing): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    let progress: Progress = "partial";
    let head: IncompleteResponse["head"];
    let isOver = false;
    const request = https.request({
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port,
      path: url.pathname + url.search,
      ...rest,
      // NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off.
      rejectUnauthorized: true,
    });
    const end = (): boolean => {
      if (isOver) return false;
      isOver = true;
      clearTimeout(timer);
      return true;
    };
    const fail = (code: string, isCut = false, error?: Error) => {
      if (!end()) return;
      const agent = rest.agent instanceof Ahead ? rest.agent.agent : rest.agent;
      // The request gets its socket as soon as the proxy opens the tunnel.
      const isAtProxy = agent instanceof Tunnel && !request.socket;
      const proxy = isAtProxy ? agent.failure(error) : undefined;
      const stale = request.reusedSocket && head === undefined && code !== AxiosError.ETIMEDOUT;
      reject(new SendError({ code, progress, stale, head: isCut ? head : undefined, proxy }));
      request.destroy();
    };
    const timer = setTimeout(() => fail(AxiosError.ETIMEDOUT), ms);
    const countAsSent = () => {
      // Null before a connection is found, and `secureConnecting` is missing from Node's types.
      const socket = request.socket as (TLSSocket & { secureConnecting: boolean }) | null;
      if (socket && !socket.connecting && !socket.secureConnecting) progress = "sent";
    };
    // On a connection that is ready, the end of it can be seen before "finish", with everything sent.
    request.once("socket", countAsSent);
    request.once("finish", countAsSent);
    request.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? "ERR", true, error));
    // No request asks for another protocol. Without a listener, Node would close the connection silently.
    request.once("upgrade", (_response, socket) => {
      socket.destroy();
      fail("ECONNRESET");
    });
    request.once("response", (response) => {
      const { statusCode: status = 0, headers } = response;
      head = { status, headers };
      readBody(
        response,
        mostBytes,
        (bytes) => {
          if (!end()) return;
          resolve({ status, headers, body: bytes });
          // After an early response, the rest of the request would keep the connection, as would the
          // unread rest of a body.
          if (!request.writableFinished || !response.complete) request.destroy();
        },
        fail,
      );
    });
    request.end(body);
  });
}
