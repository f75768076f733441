import type { ClientRequest } from "node:http";
import https from "node:https";

/** Counts the HTTPS requests of this process, and can refuse new ones. */
export interface Requests {
  /** The number of requests that were sent. */
  readonly sent: number;
  /** The number of requests without a response yet. */
  readonly open: number;
  /** True if a request was refused. */
  readonly refused: boolean;
  /** Refuses new requests, and resolves when no request is open. */
  closeDoor(): Promise<void>;
  /** Stops counting. A closed door stays closed, because a stopped step may still be running. */
  restore(): void;
}

type Request = typeof https.request;

/**
 * Watches `https.request`, which axios reads for every request, so that it sees the requests of any
 * step.
 */
export function watchRequests(): Requests {
  const request = https.request;
  const open = new Set<ClientRequest>();
  let sent = 0;
  let closed = false;
  let refused = false;
  let whenIdle: (() => void) | undefined;
  const watched = ((...args: Parameters<Request>) => {
    if (closed) {
      refused = true;
      throw new Error("not sent: the run was stopped");
    }
    const made = request(...args);
    sent += 1;
    open.add(made);
    made.once("close", () => {
      open.delete(made);
      if (open.size === 0) whenIdle?.();
    });
    return made;
  }) as Request;
  https.request = watched;
  return {
    get sent() {
      return sent;
    },
    get open() {
      return open.size;
    },
    get refused() {
      return refused;
    },
    closeDoor: () => {
      closed = true;
      return open.size === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            whenIdle = resolve;
          });
    },
    restore: () => {
      if (!closed && https.request === watched) https.request = request;
    },
  };
}
