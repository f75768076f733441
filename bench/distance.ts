import net, { type Socket } from "node:net";

/** Runs work later, each piece at its own time, in the order in which it was added. */
class Delay {
  private readonly waiting: { dueMs: number; work: () => void }[] = [];
  private lastMs = 0;

  add(waitMs: number, work: () => void): void {
    this.lastMs = Math.max(this.lastMs, performance.now() + waitMs);
    this.waiting.push({ dueMs: this.lastMs, work });
    if (this.waiting.length === 1) this.wait();
  }

  private wait(): void {
    const [next] = this.waiting;
    if (!next) return;
    setTimeout(() => this.pass(), Math.max(0, next.dueMs - performance.now()));
  }

  private pass(): void {
    while ((this.waiting[0]?.dueMs ?? Number.POSITIVE_INFINITY) <= performance.now()) {
      this.waiting.shift()?.work();
    }
    this.wait();
  }
}

/** Passes on to another socket what one receives, and its end. */
function forward(from: Socket, to: Socket, waitMs: () => number): void {
  const delay = new Delay();
  from.on("data", (bytes) => delay.add(waitMs(), () => to.write(bytes)));
  from.once("end", () => delay.add(waitMs(), () => to.end()));
  // A socket that breaks off sends no end.
  from.once("close", () => delay.add(waitMs(), () => to.destroySoon()));
  from.on("error", () => undefined);
}

/**
 * Makes a server that connects its clients with a port of this machine as if it were far away. What is
 * sent arrives half a round trip later. The first bytes of a client wait for one more round trip, which
 * the handshake of TCP takes. Bandwidth is not limited, and nothing is lost.
 * @param roundTripMs called for everything that is sent.
 */
export const distantServer = (port: number, roundTripMs: () => number): net.Server =>
  net.createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const openedMs = performance.now() + roundTripMs();
    const far = net.connect({ host: "127.0.0.1", port, allowHalfOpen: true, noDelay: true });
    forward(near, far, () => Math.max(0, openedMs - performance.now()) + roundTripMs() / 2);
    forward(far, near, () => roundTripMs() / 2);
  });
