import type { Server, ServerResponse } from "node:http";
import net, { type Socket } from "node:net";
import type { RawConnection } from "../faults/rawConnection";
import type { RawResponse } from "../faults/response";

/**
 * A failure of a connection before any request: no response to the TLS handshake, a reset, a close, no
 * TLS, or a server that reads only the headers of a request.
 */
export type ConnectionFault = "no handshake" | "reset" | "closed" | "not TLS" | "unread";

/** Returns the failure of the next connection. */
export type ConnectionScript = () => ConnectionFault | undefined;

// Taken at load time, because the fake timers of a test replace it.
const next = setImmediate;

/** The connections to a simulator. They can fail on request, and those that wait for nothing are known. */
export class Connections {
  /** The clients' ports that will receive nothing more. */
  readonly stalled = new Set<number>();
  /** Makes new connections fail. */
  script: ConnectionScript | undefined;
  private readonly open = new Map<number, Socket>();
  private readonly unread = new Set<number>();
  /** Ports with a pending request. */
  private readonly busy = new Set<number>();

  /** Returns a TCP server in front of an HTTPS server. */
  listenFor(server: Server): net.Server {
    return net.createServer((socket) => {
      const port = socket.remotePort ?? 0;
      this.open.set(port, socket);
      socket.on("error", () => undefined); // a reset by the client is expected
      socket.once("close", () => {
        this.open.delete(port);
        this.unread.delete(port);
        this.busy.delete(port);
        this.stalled.delete(port);
      });
      this.accept(socket, port, server);
    });
  }

  /** Returns true if the requests of a connection stay unread. */
  leavesUnread({ remotePort = 0 }: Socket): boolean {
    if (this.unread.has(remotePort)) this.stalled.add(remotePort);
    return this.unread.has(remotePort);
  }

  /** Tracks a request until its response. */
  follow({ remotePort = 0 }: Socket, response: ServerResponse): void {
    this.busy.add(remotePort);
    response.once("finish", () => this.busy.delete(remotePort));
  }

  /** Returns the raw connection of a request, for a fault. */
  raw(socket: Socket, response: RawResponse): RawConnection {
    const port = socket.remotePort ?? 0;
    socket.on("error", () => undefined);
    const drip = (write: () => void): void => {
      if (socket.destroyed) return;
      write();
      if (socket.writableNeedDrain) socket.once("drain", () => drip(write));
      else next(() => drip(write));
    };
    return {
      response,
      write: (bytes) => void socket.write(bytes),
      end: () => void socket.end(),
      reset: () => void this.open.get(port)?.resetAndDestroy(),
      stall: () => void this.stalled.add(port),
      drip,
    };
  }

  /** The number of open connections, without unread ones, whose close goes unnoticed. */
  get count(): number {
    return [...this.open.keys()].filter((port) => !this.unread.has(port)).length;
  }

  /** Closes the connections without a pending request. */
  closeIdle(): void {
    for (const [port, socket] of this.open) if (!this.busy.has(port)) socket.end();
  }

  /** Destroys all open connections. */
  breakOff(): void {
    for (const socket of this.open.values()) socket.destroy();
  }

  private accept(socket: Socket, port: number, server: Server): void {
    const fault = this.script?.();
    if (fault !== undefined && fault !== "unread") socket.resume(); // otherwise its close goes unnoticed
    if (fault === "reset") socket.resetAndDestroy();
    else if (fault === "closed") socket.end();
    else if (fault === "not TLS") socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    else if (fault === "no handshake") {
      this.stalled.add(port);
    } else {
      if (fault === "unread") this.unread.add(port);
      server.emit("connection", socket);
    }
  }
}
