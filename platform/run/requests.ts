import type { ClientRequest } from "node:http";
import https from "node:https";

/** The HTTPS requests of this process, counted, and a door that can be closed to them. */
export interface Requests {
  /** How many were sent. */
  readonly sent: number;
  /** How many of them are not answered yet. */
  readonly open: number;
  /** Whether one was not let through the closed door. */
  readonly refused: boolean;
  /** Lets no further request begin; resolves when none is open. */
  closeDoor(): Promise<void>;
  /** Ends the counting. A closed door stays closed: what was stopped may still be at work. */
  restore(): void;
}

type Request = typeof https.request;

/**
 * Watches `https.request`, which axios looks up for every request: what a step sends is seen here
 * whatever the step is.
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
