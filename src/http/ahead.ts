import { Agent } from "node:https";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { monotonicMs } from "./clock";
import { LIMITS } from "./limits";
import type { Connected, ConnectionOptions } from "./tunnel";

/** Lets Node look at the network once. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * A connection that has carried nothing, opened for a later request. Holds only the target of the
 * request that it is opened beside, none of its headers.
 */
class Spare {
  /** The connection, possibly still in its handshake; undefined if it failed or was discarded. */
  private readonly opening: Promise<TLSSocket | undefined>;
  private readonly openedAt = { wallMs: Date.now(), monotonicMs: monotonicMs() };
  private readonly timer: NodeJS.Timeout;
  private discard: () => void = () => undefined;

  /** @throws what the agent throws instead of opening a connection. */
  constructor(agent: Agent, options: ConnectionOptions) {
    const { host, port, servername, ALPNProtocols, rejectUnauthorized, _agentKey } = options;
    const target = {
      host,
      port,
      servername,
      ALPNProtocols,
      rejectUnauthorized,
      _agentKey,
      isAhead: true,
    };
    let settle: (socket?: TLSSocket) => void = () => undefined;
    this.opening = new Promise((resolve) => {
      settle = resolve;
    });
    let opened: TLSSocket | undefined;
    let isDiscarded = false;
    this.discard = () => {
      isDiscarded = true;
      opened?.destroy();
      settle();
    };
    const connected: Connected = (error, connection) => {
      if (error) return this.discard();
      opened = connection as TLSSocket;
      // A failure while nobody uses it shows when it is taken.
      opened.on("error", () => undefined);
      if (isDiscarded) return void opened.destroy();
      // The request would wait for the acknowledgement of the handshake otherwise.
      opened.setNoDelay(true);
      opened.unref();
      settle(opened);
    };
    const connection = agent.createConnection(target, connected);
    if (connection) connected(null, connection);
    this.timer = setTimeout(() => this.discard(), LIMITS.aheadMs).unref();
  }

  /** False on either clock too old. A process can stand still, and a wall clock can be set. */
  private get isYoung(): boolean {
    const { wallMs, monotonicMs: startedMs } = this.openedAt;
    const ages = [Math.abs(Date.now() - wallMs), monotonicMs() - startedMs];
    return Math.max(...ages) < LIMITS.aheadMs;
  }

  /**
   * Returns the connection if a request can go over it: it is young, open and has received nothing.
   * Its handshake may still be in progress.
   */
  async take(): Promise<TLSSocket | undefined> {
    const socket = await this.opening;
    // What arrived meanwhile is seen only when Node looks at the network, which one turn may not include.
    await turn();
    await turn();
    clearTimeout(this.timer);
    // Unread bytes hide the end of the connection behind them.
    if (socket?.writable && socket.readableLength === 0 && this.isYoung) return socket.ref();
    this.discard();
    return undefined;
  }
}

/**
 * Connects changes that follow each other. Each has a connection of its own, and each but the first
 * opens the connection of the next, so that the next need not wait for a handshake. No connection
 * carries two requests.
 */
export class Ahead extends Agent {
  private spare: Spare | undefined;
  private lastMs = Number.NEGATIVE_INFINITY;

  /** @param agent opens the connections: directly, or in a tunnel through a proxy. */
  constructor(readonly agent: Agent) {
    super({ keepAlive: false });
  }

  /** Called by Node to get a connection. */
  override createConnection(
    options: ConnectionOptions,
    connected: Connected,
  ): Duplex | null | undefined {
    const { agent, spare } = this;
    const now = monotonicMs();
    const isInRow = now - this.lastMs < LIMITS.aheadMs;
    this.lastMs = now;
    const own = spare ? undefined : agent.createConnection(options, connected);
    this.spare = undefined;
    if (isInRow) this.openSpare(options);
    void spare
      ?.take()
      .then((taken) => {
        const connection = taken ?? agent.createConnection(options, connected);
        if (connection) connected(null, connection);
      })
      .catch((error: Error) => connected(error, null as unknown as Duplex));
    return own;
  }

  private openSpare(options: ConnectionOptions): void {
    try {
      this.spare = new Spare(this.agent, options);
    } catch {
      // The next change opens its own connection, and fails with the reason if that fails too.
    }
  }
}
