import http from "node:http";
import https, { Agent, type RequestOptions } from "node:https";
import type { Duplex } from "node:stream";
import type { ConnectionOptions as TlsOptions } from "node:tls";
import { inputError } from "../values/inputError";
import { PROXY_REFUSED, type ProxyFailure } from "./failure";
import { LIMITS } from "./limits";

/** The error of a proxy that refuses, with the status of its response to CONNECT. */
class RefusedTunnel extends Error {
  readonly code = PROXY_REFUSED;

  constructor(readonly status: number | undefined) {
    super("refused by the proxy");
  }
}

/** Receives a connection, or the reason for having none. */
export type Connected = (error: Error | null, connection: Duplex) => void;

/** The options of a connection. */
export interface ConnectionOptions extends RequestOptions {
  ALPNProtocols?: TlsOptions["ALPNProtocols"];
  /** The key under which Node's agents keep TLS sessions. */
  _agentKey?: string;
  /** True if no request waits for the connection, so that it must not keep the process alive. */
  isAhead?: boolean;
}

const HTTP_1 = ["http/1.1"];
/** The default ports of proxy URLs. */
const PORTS: Record<string, number> = { "http:": 80, "https:": 443 };

/** Returns the request options for the proxy of an environment variable. */
function proxyOptions(proxy: string): RequestOptions & { protocol: string } {
  try {
    const { protocol, hostname, port, username, password } = new URL(proxy);
    if (protocol !== "http:" && protocol !== "https:") throw new Error("another protocol");
    const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return {
      protocol,
      host: hostname.replace(/^\[|\]$/g, ""),
      port,
      ...(username && { auth: user }),
    };
  } catch {
    throw inputError("HTTPS_PROXY", "the URL of an HTTP or HTTPS proxy", "something else");
  }
}

/**
 * Opens a tunnel through a proxy (CONNECT, RFC 9110) for every request. The proxy sees the name of the
 * host and nothing of the request. Its response never counts as the response to the request.
 */
export class Tunnel extends Agent {
  private readonly proxy: RequestOptions & { protocol: string };
  /** Host and port, without user and password. */
  private readonly proxyName: string;

  /** @throws an input error for an invalid proxy URL. It never quotes the URL, which may hold a password. */
  constructor(proxy: string) {
    super({ keepAlive: false });
    this.proxy = proxyOptions(proxy);
    const { host, port, protocol } = this.proxy;
    this.proxyName = `${host?.includes(":") ? `[${host}]` : host}:${port || PORTS[protocol]}`;
  }

  /** Describes the failure of a request that got no tunnel, from its error. */
  failure(error: unknown): ProxyFailure {
    const status = error instanceof RefusedTunnel ? error.status : undefined;
    return { name: this.proxyName, status };
  }

  /** Called by Node to get a connection. */
  override createConnection(options: ConnectionOptions, connected: Connected): undefined {
    const { auth, ...proxy } = this.proxy;
    const target = `${options.host}:${options.port}`;
    const basic = auth && `Basic ${Buffer.from(auth).toString("base64")}`;
    const headers = { Host: target, ...(basic && { "Proxy-Authorization": basic }) };
    const { request } = proxy.protocol === "https:" ? https : http;
    const none = null as unknown as Duplex;
    const asked = request({
      ...proxy,
      method: "CONNECT",
      path: target,
      headers,
      agent: false,
      timeout: options.isAhead ? LIMITS.aheadMs : LIMITS.attemptMs,
      // For a proxy over TLS. Spread, because the types of plain requests lack these options.
      ...{ ALPNProtocols: HTTP_1, rejectUnauthorized: true },
    });
    if (options.isAhead) asked.once("socket", (socket) => socket.unref());
    asked.once("timeout", () => asked.destroy());
    asked.once("error", (error) => connected(error, none));
    asked.once("connect", ({ statusCode }, socket) => {
      if (statusCode === 200) {
        socket.setTimeout(0);
        const within = { ...options, socket, ALPNProtocols: HTTP_1, rejectUnauthorized: true };
        // Node's own function keeps TLS sessions, so that the next tunnel resumes one.
        return connected(null, super.createConnection(within) as Duplex);
      }
      socket.destroy();
      connected(new RefusedTunnel(statusCode), none);
    });
    asked.end();
    return undefined;
  }
}
