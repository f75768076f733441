import { createHash } from "node:crypto";
import axios from "axios";
import axiosRetry from "axios-retry";
import { readCredentials } from "./connections/credentials";
import { addressProblem, QUERY_STYLE } from "./http/address";
import { agentFor } from "./http/agents";
import { type AttemptReport, boundedAdapter, isAttemptError } from "./http/attempt";
import { monotonicMs, stopwatch } from "./http/clock";
import { ACCEPTED_ENCODINGS } from "./http/decompress";
import { createCallError } from "./http/errors";
import {
  ADDRESS_TOO_LONG,
  type AttemptFailure,
  callOutcome,
  type FailureKind,
  failureCode,
  failureKind,
} from "./http/failure";
import { HOSTS, type Region } from "./http/hosts";
import { LIMITS } from "./http/limits";
import type { QuietLogger } from "./http/quietLogger";
import { isErrorEnvelope, readReasons } from "./http/reasons";
import { createRedactor } from "./http/redact";
import { hasNoQuery, isChange, isIdempotent, type SegmentRequest } from "./http/request";
import { type Envelope, type ReadBody, readEnvelope } from "./http/response";
import { actionPolicy, type RetryPolicy, waitBeforeRetry } from "./http/retry";
import { isForm, secretsIn, secretsInBody, secretsInPath } from "./http/secretsIn";
import { toJson } from "./values/json";
import { oneLine } from "./values/oneLine";

/** Who calls, and what with. */
export interface ClientOptions {
  /** The value of the connection input. */
  connection: unknown;
  region: Region;
  /** The action's label, which begins every error. */
  label: string;
  logger: QuietLogger;
  /** Log one line for every request: method, path template, status, time; nothing else. */
  debug: boolean;
  /** Milliseconds for all requests together and the waits between them; 180 s unless given. */
  actionMs?: number;
}

/** What a DELETE answers that finds nothing to delete. */
export interface WhenGone<Value> {
  /** The answer of a DELETE whose own answer was lost, and which a second attempt found done. */
  gone?: Value;
  /** Whether one that finds nothing at its first attempt counts as done too. */
  goneAtOnce?: boolean;
}

/** What a single call may set differently. */
export interface CallOptions<Value> extends WhenGone<Value> {
  read: ReadBody<Value>;
  policy?: RetryPolicy;
  /** Milliseconds for one attempt. */
  attemptMs?: number;
  headers?: Record<string, string>;
}

/** Talks to one region of Segment for the length of one action. */
export interface Client {
  /** Tells the token and the region from others, and gives neither away. */
  readonly owner: string;
  /**
   * Hides more secrets in the errors and log lines of the calls that follow.
   * @param secrets asked for when the first text of a call is to be hidden.
   */
  hide(secrets: () => readonly string[]): void;
  /**
   * Sends a request of the Public API and answers Segment's envelope.
   * @throws CallError; never an error of axios.
   */
  send(request: SegmentRequest, whenGone?: WhenGone<Envelope>): Promise<Envelope>;
  /** Sends a request and answers its body, read as asked; throws as `send` does. */
  read<Value>(request: SegmentRequest, read: ReadBody<Value>): Promise<Value>;
  /** Sends a request with options of its own; throws as `send` does. */
  call<Value>(request: SegmentRequest, options: CallOptions<Value>): Promise<CallResult<Value>>;
}

/** A successful answer. */
export interface CallResult<Value> {
  data: Value;
  /** As the answer names it; empty where it does not. */
  contentType: string;
}

/** What all requests have in common. It outlives the steps, so no token is in it. */
const http = axios.create({
  headers: {
    Accept: "application/json",
    "Accept-Encoding": ACCEPTED_ENCODINGS,
    "User-Agent": `axios/${axios.VERSION}`,
  },
  paramsSerializer: QUERY_STYLE,
  transformRequest: [(data) => data],
  transformResponse: [(data) => data],
});
axiosRetry(http);

/** What goes out as the body, and the header that says what it is. */
async function bodyOf({ body, mediaType }: SegmentRequest) {
  // Without a body no content type may go out: axios would name a form.
  if (body === undefined) return { headers: { "Content-Type": false } };
  if (isForm(body)) {
    const form = new Response(body);
    const headers = { "Content-Type": form.headers.get("content-type") ?? undefined };
    return { data: Buffer.from(await form.arrayBuffer()), headers };
  }
  return {
    data: typeof body === "string" || Buffer.isBuffer(body) ? body : toJson(body),
    headers: mediaType ? { "Content-Type": mediaType } : {},
  };
}

/** A DELETE that finds nothing left, by Segment's own word. */
function isGone(request: SegmentRequest, { status, body }: AttemptFailure): boolean {
  // With a query it may name several, of which one that never was makes the 404.
  const isOne = request.method === "DELETE" && hasNoQuery(request);
  return isOne && status === 404 && isErrorEnvelope(body);
}

/**
 * A client for one region and one action, under the component's limits: 30 s an attempt, 180 s in all,
 * no redirects, 50 MiB an answer, 10 MiB a request, 3 retries a request and 10 in all.
 * @throws before anything is sent, for a connection that cannot be used.
 */
export function createClient(options: ClientOptions): Client {
  const { token, workspace, connection } = readCredentials(options.connection);
  const { label, region } = options;
  const owner = createHash("sha256").update(`${region} ${token}`).digest("base64");
  const baseURL = `https://${HOSTS[region]}`;
  const endsAt = monotonicMs() + (options.actionMs ?? LIMITS.actionMs);
  const told: (() => readonly string[])[] = [];
  let sentAgain = 0;

  async function call<Value>(
    request: SegmentRequest,
    given: CallOptions<Value>,
  ): Promise<CallResult<Value>> {
    const { read, policy = actionPolicy, attemptMs = LIMITS.attemptMs, headers } = given;
    const elapsedMs = stopwatch();
    const sent = await bodyOf(request);
    const hide = createRedactor(() => [
      token,
      ...secretsInBody(request.body),
      ...secretsIn(headers),
      ...secretsIn(request.query),
      ...secretsInPath(request.path),
      ...told.flatMap((secrets) => secrets()),
    ]);
    const kinds: FailureKind[] = [];
    let attempts = 0;
    let waitMs: number | undefined;
    // A kept connection may have been closed by the server: for what can then be sent again at once.
    const mayReuse = () =>
      attempts === 0 && !isChange(request) && policy.retries > 0 && sentAgain < policy.retriesInAll;
    const onAttempt = (report: AttemptReport) => {
      attempts += 1;
      if (options.debug)
        options.logger.debug(hide(oneLine(attemptLine(request, report, attempts))));
    };
    const mayRetry = (error: unknown): boolean => {
      if (!isAttemptError(error)) return false;
      const kind = failureKind(error.attempt);
      kinds.push(kind);
      waitMs = waitBeforeRetry(policy, {
        kind,
        stale: error.attempt.stale,
        repeatable: isIdempotent(request),
        attempt: attempts,
        retriesLeft: policy.retriesInAll - sentAgain,
        hintMs: error.attempt.hintMs,
        leftMs: endsAt - monotonicMs(),
      });
      if (waitMs !== undefined) sentAgain += 1;
      return waitMs !== undefined;
    };
    try {
      const response = await http.request({
        method: request.method,
        baseURL,
        url: request.path,
        params: request.query,
        data: sent.data,
        headers: { Authorization: `Bearer ${token}`, ...sent.headers, ...headers },
        adapter: boundedAdapter({
          timeLeft: () => Math.min(attemptMs, endsAt - monotonicMs()),
          agent: () => agentFor(baseURL, mayReuse() ? owner : undefined),
          read,
          onAttempt,
        }),
        "axios-retry": {
          // Our own decision ends it.
          retries: Number.POSITIVE_INFINITY,
          shouldResetTimeout: true,
          retryCondition: mayRetry,
          retryDelay: () => waitMs ?? 0,
        },
      });
      return {
        data: response.data as Value,
        contentType: String(response.headers["content-type"] ?? ""),
      };
    } catch (error) {
      if (!isAttemptError(error)) throw error;
      const { status, body, hintMs, requestId } = error.attempt;
      const isTooLong = error.attempt.code === ADDRESS_TOO_LONG;
      const mayHaveDone = callOutcome(true, kinds) === "unknown";
      if (given.gone !== undefined && (given.goneAtOnce || mayHaveDone)) {
        if (isGone(request, error.attempt)) return { data: given.gone, contentType: "" };
      }
      throw createCallError(
        {
          status,
          code: failureCode(error.attempt),
          method: request.method,
          path: request.template,
          attempts,
          elapsedMs: elapsedMs(),
          outcome: callOutcome(isChange(request), kinds),
          retryAfterMs: hintMs,
          requestId,
          errors: readReasons(body, hide),
        },
        { label, region, workspace, connection, changes: isChange(request), hide },
        isTooLong ? { problem: addressProblem(request) } : error.attempt,
      );
    }
  }

  return {
    owner,
    hide: (secrets) => {
      told.push(secrets);
    },
    call,
    read: async (request, read) => (await call(request, { read })).data,
    send: async (request, whenGone) =>
      (await call(request, { ...whenGone, read: readEnvelope })).data,
  };
}

function attemptLine(request: SegmentRequest, report: AttemptReport, attempt: number): string {
  const id = report.requestId ? ` request ${report.requestId}` : "";
  return `${request.method} ${request.template} ${report.outcome} ${report.ms} ms, attempt ${attempt}${id}`;
}
