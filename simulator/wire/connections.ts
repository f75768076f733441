import type { Server, ServerResponse } from "node:http";
import net, { type Socket } from "node:net";
import type { RawConnection } from "../faults/rawConnection";
import type { RawResponse } from "../faults/response";

/**
 * Something that goes wrong with a connection before there is a request: nobody answers the TLS
 * handshake, it is reset or closed at once, the server does not speak TLS, or it reads no further
 * than a request's headers.
 */
export type ConnectionFault = "no handshake" | "reset" | "closed" | "not TLS" | "unread";

/** Says what goes wrong with the next connection. */
export type ConnectionScript = () => ConnectionFault | undefined;

// Kept from the start: a test's fake timers replace it.
const next = setImmediate;

/** The connections to a simulator: lets them go wrong, and knows which of them wait for nothing. */
export class Connections {
  /** The clients' ports on which nothing more is going to come. */
  readonly stalled = new Set<number>();
  /** What goes wrong with those to come; nothing where undefined. */
  script: ConnectionScript | undefined;
  private readonly open = new Map<number, Socket>();
  private readonly unread = new Set<number>();
  /** Those with a request that was not answered yet. */
  private readonly busy = new Set<number>();

  /** A TCP server in front of an HTTPS server. */
  listenFor(server: Server): net.Server {
    return net.createServer((socket) => {
      const port = socket.remotePort ?? 0;
      this.open.set(port, socket);
      socket.on("error", () => undefined); // a client that resets the connection is no news here
      socket.once("close", () => {
        this.open.delete(port);
        this.unread.delete(port);
        this.busy.delete(port);
        this.stalled.delete(port);
      });
      this.accept(socket, port, server);
    });
  }

  /** Whether the requests of a connection are left unread. */
  leavesUnread({ remotePort = 0 }: Socket): boolean {
    if (this.unread.has(remotePort)) this.stalled.add(remotePort);
    return this.unread.has(remotePort);
  }

  /** Follows a request to its answer. */
  follow({ remotePort = 0 }: Socket, response: ServerResponse): void {
    this.busy.add(remotePort);
    response.once("finish", () => this.busy.delete(remotePort));
  }

  /** What a fault may do with the connection a request came on. */
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

  /** How many are open, but for those left unread, whose end goes unnoticed. */
  get count(): number {
    return [...this.open.keys()].filter((port) => !this.unread.has(port)).length;
  }

  /** Ends those that no request is under way on. */
  closeIdle(): void {
    for (const [port, socket] of this.open) if (!this.busy.has(port)) socket.end();
  }

  /** Breaks off all that are open. */
  breakOff(): void {
    for (const socket of this.open.values()) socket.destroy();
  }

  private accept(socket: Socket, port: number, server: Server): void {
    const fault = this.script?.();
    if (fault !== undefined && fault !== "unread") socket.resume(); // or its end goes unnoticed
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
