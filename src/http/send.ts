import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from "node:http";
import https, { type Agent } from "node:https";
import { AxiosError } from "axios";
import { type Progress, type ProxyFailure, RESPONSE_TOO_LARGE } from "./failure";
import { LIMITS } from "./limits";
import { Tunnel } from "./tunnel";

/** One request as it goes out. */
export interface Outgoing {
  url: URL;
  method: string;
  headers: OutgoingHttpHeaders;
  body?: string | Uint8Array;
  /** Where its connection comes from. */
  agent: Agent;
  /** Milliseconds to the last byte of the answer. */
  ms: number;
  /** The largest body that is read, in bytes, as it comes over the wire. */
  mostBytes: number;
}

/** An answer that came whole, whatever its status. */
export interface RawResponse {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it came: still packed where its headers say so. The first MiB where it is no success. */
  body: Buffer;
}

/** What is known of a request that brought no whole answer. */
export interface IncompleteResponse {
  /** Node's code, or the component's own. */
  code: string;
  progress: Progress;
  /** The connection had been used before, and brought no head of an answer. */
  stale: boolean;
  /** The answer's head, where it broke off in its body. */
  head?: Omit<RawResponse, "body">;
  /** The proxy that opened no tunnel for it. */
  proxy?: ProxyFailure;
}

/** A request that brought no whole answer. */
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

/** Bytes of the first buffer for a body of unknown length. */
const FIRST_BUFFER = 64 * 1024;

/**
 * Puts a body together as it comes. However small its pieces are, it takes no more than three times
 * its size: a list of them would keep the network's own buffer alive for each.
 */
class Body {
  private bytes: Buffer | undefined;
  private length = 0;

  /** @param expected the length of the whole, or 0; a hint and no more. */
  constructor(private readonly expected: number) {}

  add(piece: Buffer): void {
    const end = this.length + piece.length;
    if (this.bytes === undefined || end > this.bytes.length) this.grow(end);
    piece.copy(this.bytes as Buffer, this.length);
    this.length = end;
  }

  get size(): number {
    return this.length;
  }

  /** The whole body, no more than `most` bytes of it. */
  take(most: number): Buffer {
    const whole = this.bytes?.subarray(0, Math.min(this.length, most)) ?? Buffer.alloc(0);
    // What is much smaller than its buffer would keep all of that.
    return whole.length * 2 < (this.bytes?.length ?? 0) ? Buffer.from(whole) : whole;
  }

  private grow(end: number): void {
    const before = this.bytes?.subarray(0, this.length);
    const least = before === undefined ? this.expected || FIRST_BUFFER : 2 * before.length;
    this.bytes = Buffer.allocUnsafe(Math.max(end, least));
    before?.copy(this.bytes);
  }
}

/**
 * Reads a body to its end; `fail` hears of one that breaks off or is too large. Of a response that is
 * no success only the beginning is read, and what it says besides its status is no reason to fail.
 */
function readBody(
  response: IncomingMessage,
  mostBytes: number,
  done: (body: Buffer) => void,
  fail: (code: string, isCut: boolean) => void,
): void {
  const { statusCode = 0, headers } = response;
  const isSuccess = statusCode >= 200 && statusCode < 300;
  const most = isSuccess ? mostBytes : Math.min(mostBytes, LIMITS.failedAnswerBytes);
  const length = Number(headers["content-length"]);
  const body = new Body(length > 0 && length <= most ? length : 0);
  response.on("data", (piece: Buffer) => {
    body.add(piece);
    if (body.size <= most) return;
    response.removeAllListeners("data");
    if (isSuccess) fail(RESPONSE_TOO_LARGE, false);
    else done(body.take(most));
  });
  response.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? "ERR", true));
  response.on("end", () => done(body.take(most)));
}

/**
 * Sends one request over Node's own https, follows no redirect, and reads the answer whole. It is
 * watched for how far the request gets: Node's `finish` says that the last byte was taken for the
 * network, but comes of a TLS handshake that fails as well; `writableFinished` may say so of any
 * request that is destroyed.
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
      // NODE_TLS_REJECT_UNAUTHORIZED may not turn it off.
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
      const { agent } = rest;
      // A tunnel gives the request its socket as soon as the proxy has opened it.
      const isAtProxy = agent instanceof Tunnel && !request.socket;
      const proxy = isAtProxy ? agent.failure(error) : undefined;
      const stale = request.reusedSocket && head === undefined && code !== AxiosError.ETIMEDOUT;
      reject(new SendError({ code, progress, stale, head: isCut ? head : undefined, proxy }));
      request.destroy();
    };
    const timer = setTimeout(() => fail(AxiosError.ETIMEDOUT), ms);
    request.once("finish", () => {
      const { secureConnecting } = (request.socket ?? {}) as { secureConnecting?: boolean };
      if (!secureConnecting) progress = "sent";
    });
    request.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? "ERR", true, error));
    // Nothing asked for another protocol; unheard, Node would close the connection and say nothing.
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
          // Of an answer that came early, what is left of the request would keep the connection; so
          // would the rest of a body that is not read.
          if (!request.writableFinished || !response.complete) request.destroy();
        },
        fail,
      );
    });
    request.end(body);
  });
}
