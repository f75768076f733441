import { createHash } from "node:crypto";
import { readCredentials } from "./connections/credentials";
import {
  type CallOptions,
  type CallResult,
  type MissingObject,
  type Session,
  sendCall,
} from "./http/call";
import { monotonicMs } from "./http/clock";
import { HOSTS, type Region, TRACKING_HOSTS } from "./http/hosts";
import { LIMITS } from "./http/limits";
import type { QuietLogger } from "./http/quietLogger";
import type { SegmentRequest } from "./http/request";
import { type Envelope, type ReadBody, readEnvelope } from "./http/response";

/** The settings of a client. */
interface ClientOptions {
  /** The value of the connection input. */
  connection: unknown;
  region: Region;
  /** The action's label. Every error begins with it. */
  label: string;
  logger: QuietLogger;
  /** Logs one line for every attempt: method, path template, status and time, nothing else. */
  debug: boolean;
  /**
   * The write key of a source, for requests to Segment's Tracking API. The API key of the connection
   * then stays here, as the write key does in requests to the Public API.
   */
  writeKey?: string;
  /** Milliseconds for all requests together and the waits between them; 180 s by default. */
  actionMs?: number;
}

/** Sends requests to one region of Segment for the duration of one action. */
export interface Client {
  /** Identifies region and key without revealing them. */
  readonly owner: string;
  /**
   * Hides more secrets in the errors and log lines of later calls.
   * @param secrets called when the first text of a call is hidden.
   */
  hide(secrets: () => readonly string[]): void;
  /**
   * Sends a request to the Public API and returns Segment's envelope.
   * @throws CallError; never an error of axios.
   */
  send(request: SegmentRequest, missing?: MissingObject<Envelope>): Promise<Envelope>;
  /** Sends a request and returns its body as read by `read`. Throws as `send` does. */
  read<Value>(request: SegmentRequest, read: ReadBody<Value>): Promise<Value>;
  /** Sends a request with options of its own. Throws as `send` does. */
  call<Value>(request: SegmentRequest, options: CallOptions<Value>): Promise<CallResult<Value>>;
}

/** Host and authorization of requests to the Public API. */
const publicApi = (region: Region, token: string) => ({
  host: HOSTS[region],
  key: "API key" as const,
  authorization: `Bearer ${token}`,
});

/** Host and authorization of requests to the Tracking API, as Segment's own libraries send it. */
const tracking = (region: Region, writeKey: string) => ({
  host: TRACKING_HOSTS[region],
  key: "write key" as const,
  authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`,
});

/**
 * Creates a client for one region and one action, with the component's limits: 30 s an attempt, 180 s
 * in all, no redirects, 50 MiB a response, 10 MiB a request, 3 retries a request and 10 in all.
 * @throws before anything is sent, if the connection cannot be used.
 */
export function createClient(options: ClientOptions): Client {
  const { label, region, logger, debug, writeKey, actionMs = LIMITS.actionMs } = options;
  const { token, workspace, connection } = readCredentials(options.connection);
  const target = writeKey === undefined ? publicApi(region, token) : tracking(region, writeKey);
  const owner = createHash("sha256").update(`${region} ${target.authorization}`).digest("base64");
  const secrets: (() => readonly string[])[] = [
    () => (writeKey === undefined ? [token] : [token, writeKey]),
  ];
  const session: Session = {
    ...target,
    workspace,
    connection,
    label,
    region,
    owner,
    budget: { endsAt: monotonicMs() + actionMs, retriesUsed: 0 },
    secrets: () => secrets.flatMap((list) => list()),
    log: debug ? (line) => logger.debug(line) : undefined,
  };
  const call: Client["call"] = (request, callOptions) => sendCall(session, request, callOptions);
  return {
    owner,
    hide: (list) => {
      secrets.push(list);
    },
    call,
    read: async (request, read) => (await call(request, { read })).data,
    send: async (request, missing) =>
      (await call(request, { ...missing, read: readEnvelope })).data,
  };
}
