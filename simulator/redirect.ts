import net from "node:net";
import tls from "node:tls";
import { SEGMENT_HOSTS } from "./regions";

interface Target {
  host?: string;
  port?: number | string;
  path?: string | null;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

// Kept from the start: a test's fake timers replace it.
const { nextTick } = process;

let active = false;

/**
 * Sends this process's TLS connections for Segment's two hosts, port 443, to a simulator on loopback,
 * trusting only its certificate. A connection to any other host that is not loopback fails, TLS or not.
 * Throws when a redirection is on already; `restore` ends it, and may be called twice.
 */
export function redirectSegmentHosts(to: { port: number; ca: string }): { restore(): void } {
  if (active) throw new Error("Segment's hosts are redirected already: restore that first");
  active = true;
  const connectTls = tls.connect as unknown as AnyFunction;
  const connectSocket = net.Socket.prototype.connect as unknown as AnyFunction;

  // https agents, axios and fetch all look `connect` up on the module when they need it.
  const redirected: AnyFunction = function (...args) {
    const target = targetOf(args);
    const host = target.host?.toLowerCase() ?? "";
    if (!SEGMENT_HOSTS.includes(host) || Number(target.port) !== 443) {
      return connectTls.apply(this, args);
    }
    const options = {
      ...target,
      host: "127.0.0.1",
      port: to.port,
      ca: to.ca,
      secureContext: undefined,
      // Agents take this from a Host header; the simulator must see which host was connected to.
      servername: host,
    };
    return connectTls.call(
      this,
      options,
      args.find((arg) => typeof arg === "function"),
    );
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
  put(tls, "connect", redirected);
  put(net.Socket.prototype, "connect", guarded);
  return {
    restore() {
      if (tls.connect !== (redirected as unknown)) return;
      put(tls, "connect", connectTls);
      put(net.Socket.prototype, "connect", connectSocket);
      active = false;
    },
  };
}

function put(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: true,
  });
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
