import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from "node:http";
import https, { type Agent } from "node:https";
import { AxiosError } from "axios";
import { ANSWER_TOO_LARGE, type Progress, type ProxyFailure } from "./failure";
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
export interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it came: still packed where its headers say so. */
  body: Buffer;
}

/** What is known of a request that brought no whole answer. */
export interface Broken {
  /** Node's code, or the component's own. */
  code: string;
  progress: Progress;
  /** The connection had been used before, and brought no head of an answer. */
  stale: boolean;
  /** The answer's head, where it broke off in its body. */
  head?: Omit<Received, "body">;
  /** The proxy that opened no tunnel for it. */
  proxy?: ProxyFailure;
}

/** A request that brought no whole answer. */
export class SendError extends Error implements Broken {
  readonly code: string;
  readonly progress: Progress;
  readonly stale: boolean;
  readonly head?: Omit<Received, "body">;
  readonly proxy?: ProxyFailure;

  constructor({ code, progress, stale, head, proxy }: Broken) {
    super(code);
    this.code = code;
    this.progress = progress;
    this.stale = stale;
    this.head = head;
    this.proxy = proxy;
  }
}

/** Bytes up to which a body is kept as it came, in one chunk or a few. */
const CHUNKED = 64 * 1024;

/** Reads a body to its end; `fail` hears of one that breaks off or is too large. */
function readBody(
  response: IncomingMessage,
  mostBytes: number,
  done: (body: Buffer) => void,
  fail: (code: string, isCut: boolean) => void,
): void {
  const length = Number(response.headers["content-length"]);
  // A large body whose length is known is put together as it comes, or it would be held twice.
  const whole = length > CHUNKED && length <= mostBytes ? Buffer.allocUnsafe(length) : undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    if (whole) chunk.copy(whole, bytes);
    else chunks.push(chunk);
    bytes += chunk.length;
    if (bytes <= mostBytes) return;
    chunks.length = 0;
    fail(ANSWER_TOO_LARGE, false);
  });
  response.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? "ERR", true));
  response.on("end", () => {
    const [only] = chunks;
    // An answer to HEAD says how long its body would be.
    if (whole) done(whole.subarray(0, bytes));
    else done(chunks.length === 1 && only ? only : Buffer.concat(chunks, bytes));
  });
}

/**
 * Sends one request over Node's own https, follows no redirect, and reads the answer whole. It is
 * watched for how far the request gets: Node's `finish` says that the last byte was taken for the
 * network, but comes of a TLS handshake that fails as well; `writableFinished` may say so of any
 * request that is destroyed.
 * @throws SendError
 */
export function send({ url, body, ms, mostBytes, ...rest }: Outgoing): Promise<Received> {
  return new Promise((resolve, reject) => {
    let progress: Progress = "partial";
    let head: Broken["head"];
    let isOver = false;
    const request = https.request({
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port,
      path: url.pathname + url.search,
      ...rest,
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
          // Of an answer that came early, what is left of the request would keep the connection.
          if (!request.writableFinished) request.destroy();
        },
        fail,
      );
    });
    request.end(body);
  });
}
