import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";
import http, { type ClientRequest, type IncomingMessage } from "node:http";
import https from "node:https";
import type { RequestOutcome, SentRequest } from "../protocol";
import { BodyRecorder } from "./bodyRecorder";
import type { Mask } from "./mask";

/** Receives the requests of one run, without secrets. */
export interface RequestWatch {
  sent(request: SentRequest): void;
  ended(outcome: RequestOutcome): void;
  /** Receives a request before it is sent. */
  made?(request: ClientRequest): void;
}

/** The requests of one run. */
export interface RunRequests {
  /** Does the work of the run: its requests are recorded, whenever they are sent. */
  record<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Begins to count attempts anew: a request of an earlier step is not retried. */
  startStep(): void;
  /** Refuses new requests from now on. */
  closeDoor(): void;
  /** Resolves when no request is open. */
  idle(): Promise<void>;
  /** True if a request was refused. */
  readonly refused: boolean;
  /** The number of requests without a complete response. */
  readonly open: number;
}

/** Node publishes the head of every response here. A listener on the request would have to read the body. */
const RESPONSES = "http.client.response.finish";

/** Headers whose values are credentials. */
const CREDENTIALS = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie"]);

const CUT_OFF = "closed before the end of the response";

type Headers = Record<string, string | number | string[] | undefined>;

/** A request that is recorded until its end. */
interface OpenRequest {
  /** Tells the request; only the first call does. */
  tell(headers: Headers, rest: Pick<SentRequest, "body" | "omitsBodies">): void;
  /** Tells the end; only the first call does. Without `headers`, there was no response. */
  end(outcome: Pick<RequestOutcome, "status" | "body" | "failure"> & { headers?: Headers }): void;
}

const showHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      CREDENTIALS.has(name.toLowerCase()) ? "[hidden]" : [value].flat().join(", "),
    ]),
  );

const running = new AsyncLocalStorage<RecordedRun>();

/** The run that the current code belongs to. */
export const currentRun = (): RecordedRun | undefined => running.getStore();

const recorded = new WeakMap<ClientRequest, (response: IncomingMessage) => void>();

/** Records the requests of a run, and refuses them once it is stopped. */
class RecordedRun implements RunRequests {
  refused = false;
  private readonly startedAt = performance.now();
  private readonly openRequests = new Set<OpenRequest>();
  private readonly latest = new Map<string, { attempt: number; endedAt?: number }>();
  private count = 0;
  private isClosed = false;
  private waiting: (() => void)[] = [];

  constructor(
    readonly watch: RequestWatch,
    readonly mask: Mask,
  ) {}

  get open(): number {
    return this.openRequests.size;
  }

  record<Result>(work: () => Promise<Result>): Promise<Result> {
    return running.run(this, work);
  }

  startStep(): void {
    this.latest.clear();
  }

  closeDoor(): void {
    this.isClosed = true;
  }

  idle(): Promise<void> {
    if (this.open === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** @throws if the run was stopped. */
  admit(): void {
    if (!this.isClosed) return;
    this.refused = true;
    throw new Error("not sent: the run was stopped");
  }

  /** Counts a request that begins. */
  begin(method: string, url: string): OpenRequest {
    const startedAt = performance.now();
    this.count += 1;
    const id = this.count;
    const before = this.latest.get(`${method} ${url}`);
    const self: { attempt: number; endedAt?: number } = { attempt: (before?.attempt ?? 0) + 1 };
    this.latest.set(`${method} ${url}`, self);
    let told = false;
    const open: OpenRequest = {
      tell: (headers, rest) => {
        if (told) return;
        told = true;
        this.watch.sent({
          id,
          ...this.mask.value({ method, url, headers: showHeaders(headers) }),
          ...rest,
          attempt: self.attempt,
          ...(before?.endedAt === undefined
            ? {}
            : { waitMs: Math.max(0, startedAt - before.endedAt) }),
          startedMs: startedAt - this.startedAt,
        });
      },
      end: ({ status, headers, body, failure }) => {
        if (!this.openRequests.delete(open)) return;
        self.endedAt = performance.now();
        this.watch.ended({
          id,
          ms: self.endedAt - startedAt,
          ...(headers ? { status, headers: this.mask.value(showHeaders(headers)) } : {}),
          ...(body ? { body } : {}),
          ...(failure === undefined ? {} : { failure: this.mask.text(failure) }),
        });
        if (this.open === 0) for (const resolve of this.waiting.splice(0)) resolve();
      },
    };
    this.openRequests.add(open);
    return open;
  }
}

/** Records a request of `http` or `https`. */
function record(request: ClientRequest, run: RecordedRun): void {
  const { method, protocol, host, path } = request;
  run.watch.made?.(request);
  const open = run.begin(method, `${protocol}//${request.getHeader("host") ?? host}${path}`);
  const body = new BodyRecorder(run.mask);
  body.recordWrites(request);
  // The headers and the body are complete only now.
  const tell = () =>
    open.tell(request.getHeaders(), {
      body: body.recorded(request.getHeader("content-encoding")),
    });
  const received = new BodyRecorder(run.mask);
  let response: IncomingMessage | undefined;
  recorded.set(request, (head) => {
    tell();
    response = head;
    received.recordReads(head);
  });
  request.once("finish", tell);
  let failure: string | undefined;
  const emit = request.emit;
  // A listener would keep an error without one from ending the process, as it does on the platform.
  request.emit = function (this: ClientRequest, event: string, ...args: unknown[]) {
    if (event === "error") {
      const [{ code, message }] = args as [NodeJS.ErrnoException];
      failure = code ?? message;
    }
    return emit.call(this, event, ...args);
  } as typeof emit;
  request.once("close", () => {
    tell();
    open.end({
      status: response?.statusCode,
      headers: response?.headers,
      body: response && received.recorded(response.headers["content-encoding"]),
      failure: response?.complete ? undefined : (failure ?? CUT_OFF),
    });
  });
}

type Request = typeof https.request;

/** Makes `request` of a module record the requests that a run sends. */
function watchModule(module: { request: Request; get: Request }): void {
  const { request } = module;
  const watched = ((...args: Parameters<Request>) => {
    const run = currentRun();
    run?.admit();
    const made = request(...args);
    if (run) record(made, run);
    return made;
  }) as Request;
  module.request = watched;
  module.get = ((...args: Parameters<Request>) => {
    const made = watched(...args);
    made.end();
    return made;
  }) as Request;
}

/**
 * Watches the requests of this process by `http` and `https`, for {@link recordRequests}. Call it once, before the component is
 * loaded, which may keep the functions of the modules.
 */
export function watchHttpRequests(): void {
  diagnostics.subscribe(RESPONSES, (message) => {
    const { request, response } = message as {
      request: ClientRequest;
      response: IncomingMessage;
    };
    recorded.get(request)?.(response);
  });
  watchModule(https);
  watchModule(http as unknown as typeof https);
}

/** Creates the requests of a run. */
export const recordRequests = (watch: RequestWatch, mask: Mask): RunRequests =>
  new RecordedRun(watch, mask);
