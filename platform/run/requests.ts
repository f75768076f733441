import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";
import https from "node:https";

/** Counts the HTTPS requests of this process, and can refuse new ones. */
export interface Requests {
  /** The number of requests that were sent. */
  readonly sent: number;
  /**
   * The number of those that repeat a failed request of the same step. A repeat after a complete 2xx
   * response is no retry, because a step may poll.
   */
  readonly retries: number;
  /** The number of requests without a response yet. */
  readonly open: number;
  /** True if a request was refused. */
  readonly refused: boolean;
  /** Starts a step: a request that failed in an earlier one is not retried here. */
  startStep(): void;
  /** Refuses new requests, and resolves when no request is open. */
  closeDoor(): Promise<void>;
  /** Does work whose requests pass a closed door. */
  letThrough<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Stops counting. A closed door stays closed, because a stopped step may still be running. */
  restore(): void;
}

type Request = typeof https.request;

/** Node publishes the head of every response here. A listener on the request would have to read the body. */
const RESPONSES = "http.client.response.finish";

/** Identifies what a request asks for. */
const keyOf = ({ method, host, path }: ClientRequest): string => `${method} ${host}${path}`;

/** True for a request that ended without a complete 2xx response. */
function hasFailed(request: ClientRequest, response: IncomingMessage | undefined): boolean {
  if (response === undefined) return request.destroyed;
  const { statusCode = 0, complete } = response;
  return statusCode < 200 || statusCode >= 300 || (request.destroyed && !complete);
}

/** The requests of a run, as far as the cost of its steps needs them. */
export type RequestCounts = Pick<Requests, "sent" | "retries" | "startStep"> & {
  add(request: ClientRequest): void;
  /** Stops watching the responses. */
  restore(): void;
};

/** Counts requests, and those among them that are retries. */
export function countRequests(): RequestCounts {
  const responses = new WeakMap<ClientRequest, IncomingMessage>();
  const onResponse = (message: unknown) => {
    const received = message as { request: ClientRequest; response: IncomingMessage };
    responses.set(received.request, received.response);
  };
  diagnostics.subscribe(RESPONSES, onResponse);
  let sent = 0;
  let retries = 0;
  let latest = new Map<string, ClientRequest>();
  return {
    get sent() {
      return sent;
    },
    get retries() {
      return retries;
    },
    startStep: () => {
      latest = new Map();
    },
    add: (request) => {
      sent += 1;
      const before = latest.get(keyOf(request));
      if (before && hasFailed(before, responses.get(before))) retries += 1;
      latest.set(keyOf(request), request);
    },
    restore: () => diagnostics.unsubscribe(RESPONSES, onResponse),
  };
}

/**
 * Watches `https.request`, which axios reads for every request, so that it sees the requests of any
 * step.
 */
export function watchRequests(): Requests {
  const request = https.request;
  const open = new Set<ClientRequest>();
  const counts = countRequests();
  let closed = false;
  let refused = false;
  let whenIdle: (() => void) | undefined;
  const passing = new AsyncLocalStorage<boolean>();
  const watched = ((...args: Parameters<Request>) => {
    if (closed && !passing.getStore()) {
      refused = true;
      throw new Error("not sent: the run was stopped");
    }
    const made = request(...args);
    counts.add(made);
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
      return counts.sent;
    },
    get retries() {
      return counts.retries;
    },
    get open() {
      return open.size;
    },
    get refused() {
      return refused;
    },
    startStep: counts.startStep,
    closeDoor: () => {
      closed = true;
      return open.size === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            whenIdle = resolve;
          });
    },
    letThrough: (work) => passing.run(true, work),
    restore: () => {
      counts.restore();
      if (!closed && https.request === watched) https.request = request;
    },
  };
}
