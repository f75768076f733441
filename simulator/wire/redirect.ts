import type { ClientRequest } from "node:http";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import { SEGMENT_HOSTS } from "../service/regions";

interface Target {
  host?: string;
  hostname?: string;
  port?: number | string;
  path?: string | null;
  socket?: net.Socket;
  servername?: string;
  /** True if no request waits for the connection. */
  isAhead?: boolean;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

// Taken at load time, because the fake timers of a test replace it.
const { nextTick } = process;

let active = false;

/** A failure to connect to Segment's hosts. */
export type RouteFault =
  | "ECONNREFUSED"
  | "EAI_AGAIN"
  | "ENOTFOUND"
  | "EHOSTUNREACH"
  | "ENETUNREACH"
  /** The connection attempt never ends. */
  | "black hole"
  /** The server's certificate has no known authority. */
  | "untrusted certificate"
  /** The server's certificate is for other hosts. */
  | "certificate of another host";

/** An active redirection. */
export interface Redirection {
  /** The number of requests to Segment's hosts so far, over all libraries of the process. */
  readonly begun: number;
  /** The number of those that have not ended. */
  readonly open: number;
  /**
   * The number of open requests that wait for something that never comes: a connection that is never
   * made, or one of the simulator's `stalled` connections.
   */
  waitingIn(stalled: ReadonlySet<number>): number;
  /** Runs before each request to Segment's hosts connects. */
  begin: (() => void) | undefined;
  /** Returns the failure of the next connection, which may be one that no request waits for. */
  route: ((isAhead: boolean) => RouteFault | undefined) | undefined;
  /** Closes the connections that were opened ahead and have carried nothing. */
  closeAhead(): void;
  /** Ends the redirection and its connections. Safe to call twice. */
  restore(): void;
}

/** The options of a redirection. */
interface RedirectionOptions {
  port: number;
  /** The certificate to trust, in PEM. */
  ca: string;
  /**
   * False to open no connection that no request waits for. Then every request to Segment's hosts opens
   * its own, for tests that count or break them one by one.
   */
  opensAhead?: boolean;
}

/** Port 1 of loopback. Nothing listens there. */
const CLOSED = { host: "127.0.0.1", port: 1 };

/** Returns the options that make a connection fail. */
function blocked(fault: RouteFault): tls.ConnectionOptions {
  if (fault === "ECONNREFUSED") return CLOSED;
  // A resumed session would skip the certificate.
  if (fault === "untrusted certificate") {
    return { ca: undefined, secureContext: undefined, session: undefined };
  }
  if (fault === "certificate of another host") {
    return { servername: "example.com", session: undefined };
  }
  const error = Object.assign(new Error(fault), { code: fault });
  return {
    // A name, because an address would not be looked up.
    host: "localhost",
    lookup: (_host, _options, callback) => {
      if (fault !== "black hole") callback(error, "");
    },
  };
}

/**
 * Sends this process's TLS connections to Segment's hosts, port 443, to a simulator on loopback.
 * Trusts only its certificate. Includes connections through a proxy on loopback. A connection to any
 * other remote host fails, with or without TLS. Throws if a redirection is active.
 */
export function redirectSegmentHosts(to: RedirectionOptions): Redirection {
  if (active)
    throw new Error("Segment's hosts are already redirected: restore that redirection first");
  active = true;
  const connectTls = tls.connect as unknown as AnyFunction;
  const connectSocket = net.Socket.prototype.connect as unknown as AnyFunction;
  const request = https.request as unknown as AnyFunction;
  const open = new Set<ClientRequest>();
  const lost = new WeakSet<object>();
  const sockets = new Set<net.Socket>();
  /** Those of `sockets` that were opened ahead and have carried nothing. */
  const ahead = new Set<net.Socket>();
  let begun = 0;
  // Made once, because every connection would parse the certificate again.
  const secureContext = tls.createSecureContext({ ca: to.ca });

  // https agents, axios and fetch look up `connect` on the module for every connection.
  const redirected: AnyFunction = function (...args) {
    const target = targetOf(args);
    const done = args.find((arg) => typeof arg === "function");
    const trusted = { ca: to.ca, secureContext };
    if (target.socket && SEGMENT_HOSTS.includes(target.servername ?? "")) {
      return connectTls.call(this, { ...target, ...trusted }, done);
    }
    const host = target.host?.toLowerCase() ?? "";
    if (!SEGMENT_HOSTS.includes(host) || Number(target.port) !== 443) {
      return connectTls.apply(this, args);
    }
    if (target.isAhead && to.opensAhead === false) throw new Error("nothing is opened ahead");
    const fault = self.route?.(target.isAhead === true);
    const options = {
      ...target,
      host: "127.0.0.1",
      port: to.port,
      ...trusted,
      // Agents take this from a Host header. The simulator must see the real host of the
      // connection.
      servername: host,
      ...(fault && blocked(fault)),
    };
    const socket = connectTls.call(this, options, done) as net.Socket;
    if (fault === "black hole") lost.add(socket);
    sockets.add(socket);
    if (target.isAhead) ahead.add(socket);
    socket.once("close", () => {
      sockets.delete(socket);
      ahead.delete(socket);
    });
    return socket;
  };
  // Every TCP connection passes here, whichever module opens it.
  const guarded: AnyFunction = function (...args) {
    const { host, path } = targetOf(args);
    // A path belongs to a local socket. Agents set it to null if there is none.
    if (typeof path === "string" || host === undefined || isLoopback(host)) {
      return connectSocket.apply(this, args);
    }
    const socket = this as net.Socket;
    nextTick(() => socket.destroy(new Error(`tests never leave this machine: ${host}`)));
    return socket;
  };
  const counted: AnyFunction = function (...args) {
    const isSegment = SEGMENT_HOSTS.includes(requestedHost(args));
    if (isSegment) self.begin?.();
    const clientRequest = request.apply(this, args) as ClientRequest;
    if (!isSegment) return clientRequest;
    begun += 1;
    open.add(clientRequest);
    clientRequest.once("socket", (socket) => ahead.delete(socket));
    clientRequest.once("close", () => open.delete(clientRequest));
    return clientRequest;
  };
  put(tls, "connect", redirected);
  put(net.Socket.prototype, "connect", guarded);
  put(https, "request", counted);
  const self: Redirection = {
    get begun() {
      return begun;
    },
    get open() {
      return open.size;
    },
    waitingIn: (stalled) =>
      [...open].filter(
        ({ socket }) => socket && (lost.has(socket) || stalled.has(socket.localPort ?? 0)),
      ).length,
    begin: undefined,
    route: undefined,
    closeAhead() {
      // One that is not made yet would never arrive.
      for (const socket of ahead) if (!socket.connecting) socket.destroy();
    },
    restore() {
      if (tls.connect !== (redirected as unknown)) return;
      put(tls, "connect", connectTls);
      put(net.Socket.prototype, "connect", connectSocket);
      put(https, "request", request);
      active = false;
      // An open connection would receive the next simulator's first request.
      for (const socket of sockets) socket.destroy();
    },
  };
  return self;
}

function put(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: true,
  });
}

/** Returns the host of an `https.request` call: from a URL, text or object, or from options. */
function requestedHost([first]: unknown[]): string {
  if (typeof first === "string" || first instanceof URL) {
    return URL.canParse(String(first)) ? new URL(first).hostname : "";
  }
  const { hostname, host } = (first ?? {}) as Target;
  return (hostname ?? host ?? "").toLowerCase();
}

/** Reads the target from the arguments of `tls.connect`, `net.connect` or `socket.connect`. */
function targetOf(args: unknown[]): Target {
  const [first, ...rest] = args;
  // Node passes its own arguments to `socket.connect` as one array.
  if (Array.isArray(first)) return targetOf(first);
  if (typeof first === "object" && first !== null) return first as Target;
  const options = rest.find((arg) => typeof arg === "object" && arg !== null) as Target | undefined;
  if (typeof first === "string" && !/^\d+$/.test(first)) return { ...options, path: first };
  const host = typeof rest[0] === "string" ? { host: rest[0] } : {};
  return { ...options, port: first as number, ...host };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
