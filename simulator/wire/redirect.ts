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
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

// Kept from the start: a test's fake timers replace it.
const { nextTick } = process;

let active = false;

/** What keeps a connection for Segment's hosts from being made at all. */
export type RouteFault =
  | "ECONNREFUSED"
  | "EAI_AGAIN"
  | "ENOTFOUND"
  | "EHOSTUNREACH"
  | "ENETUNREACH"
  /** Nobody ever answers. */
  | "black hole"
  /** The server shows a certificate that no known authority has signed. */
  | "untrusted certificate"
  /** The server shows a certificate for other hosts. */
  | "certificate of another host";

/** A redirection that is on. */
export interface Redirection {
  /** Requests for Segment's hosts that were begun, over all libraries of the process. */
  readonly begun: number;
  /** How many of them have not come to an end. */
  readonly open: number;
  /**
   * How many of them wait for something that is not going to come: a connection that is never made, or
   * one of those of the simulator that are `stalled`.
   */
  waitingIn(stalled: ReadonlySet<number>): number;
  /** Called whenever a request for Segment's hosts is made, before its connection. */
  begin: (() => void) | undefined;
  /** Says what keeps the next connection from being made; nothing where undefined. */
  route: (() => RouteFault | undefined) | undefined;
  /** Ends it and its connections; may be called twice. */
  restore(): void;
}

/** Port 1 of loopback, where nothing listens. */
const CLOSED = { host: "127.0.0.1", port: 1 };

/** What keeps a connection from being made. */
function blocked(fault: RouteFault): tls.ConnectionOptions {
  if (fault === "ECONNREFUSED") return CLOSED;
  // With a session of an earlier connection no certificate would be shown at all.
  if (fault === "untrusted certificate") {
    return { ca: undefined, secureContext: undefined, session: undefined };
  }
  if (fault === "certificate of another host") {
    return { servername: "example.com", session: undefined };
  }
  const error = Object.assign(new Error(fault), { code: fault });
  return {
    // A name rather than an address, for it to be looked up.
    host: "localhost",
    lookup: (_host, _options, answer) => {
      if (fault !== "black hole") answer(error, "");
    },
  };
}

/**
 * Sends this process's TLS connections for Segment's two hosts, port 443, to a simulator on loopback,
 * trusting only its certificate; also those that a proxy on loopback tunnels. A connection to any other
 * host that is not loopback fails, TLS or not. Throws when a redirection is on already.
 */
export function redirectSegmentHosts(to: { port: number; ca: string }): Redirection {
  if (active) throw new Error("Segment's hosts are redirected already: restore that first");
  active = true;
  const connectTls = tls.connect as unknown as AnyFunction;
  const connectSocket = net.Socket.prototype.connect as unknown as AnyFunction;
  const request = https.request as unknown as AnyFunction;
  const open = new Set<ClientRequest>();
  const lost = new WeakSet<object>();
  const sockets = new Set<net.Socket>();
  let begun = 0;
  // Made once: else every connection would read the certificate again.
  const secureContext = tls.createSecureContext({ ca: to.ca });

  // https agents, axios and fetch all look `connect` up on the module when they need it.
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
    const fault = self.route?.();
    const options = {
      ...target,
      host: "127.0.0.1",
      port: to.port,
      ...trusted,
      // Agents take this from a Host header; the simulator must see which host was connected to.
      servername: host,
      ...(fault && blocked(fault)),
    };
    const socket = connectTls.call(this, options, done) as net.Socket;
    if (fault === "black hole") lost.add(socket);
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    return socket;
  };
  // Every TCP connection goes through here in the end, whatever module asked for it.
  const guarded: AnyFunction = function (...args) {
    const { host, path } = targetOf(args);
    // A path is that of a local socket; agents set it to null when there is none.
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
    const made = request.apply(this, args) as ClientRequest;
    if (!isSegment) return made;
    begun += 1;
    open.add(made);
    made.once("close", () => open.delete(made));
    return made;
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
    restore() {
      if (tls.connect !== (redirected as unknown)) return;
      put(tls, "connect", connectTls);
      put(net.Socket.prototype, "connect", connectSocket);
      put(https, "request", request);
      active = false;
      // A connection kept beyond this would meet the next simulator's first request.
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

/** The host that `https.request` is asked for: by a URL, as text or not, or by options. */
function requestedHost([first]: unknown[]): string {
  if (typeof first === "string" || first instanceof URL) {
    return URL.canParse(String(first)) ? new URL(first).hostname : "";
  }
  const { hostname, host } = (first ?? {}) as Target;
  return (hostname ?? host ?? "").toLowerCase();
}

/** Reads the forms that `tls.connect`, `net.connect` and `socket.connect` take their target in. */
function targetOf(args: unknown[]): Target {
  const [first, ...rest] = args;
  // Node hands `socket.connect` its own arguments on as one array.
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
