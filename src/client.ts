import { Agent } from "node:https";
import type { ActionLogger } from "@prismatic-io/spectral";
import axios, { type AxiosInstance } from "axios";
import axiosRetry from "axios-retry";
import { credentialsOf } from "./connections/credentials";
import { type Answer, type ReadBody, readEnvelope } from "./http/answer";
import { type AttemptReport, boundedAdapter, isAttemptError } from "./http/attempt";
import { failureError, reasonsIn } from "./http/errors";
import { type AttemptFailure, type FailureKind, kindOf, outcomeOf } from "./http/failure";
import { LIMITS } from "./http/limits";
import { redactor, secretsIn, secretsInBody } from "./http/redact";
import { changes, hasNoQuery, repeatable, type SegmentRequest } from "./http/request";
import { actionPolicy, type RetryPolicy, waitBeforeRetry } from "./http/retry";
import { ACCEPTED } from "./http/unpack";
import { isRecord } from "./inputs/clean";
import { HOSTS, type Region } from "./inputs/region";

/** Who calls, and what with. */
export interface ClientOptions {
  /** The value of the connection input. */
  connection: unknown;
  region: Region;
  /** The action's label, which begins every error. */
  label: string;
  logger: ActionLogger;
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
  /**
   * Sends a request of the Public API and answers Segment's envelope.
   * @throws CallError; never an error of axios.
   */
  send(request: SegmentRequest, whenGone?: WhenGone<Answer>): Promise<Answer>;
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

/** Connections are not kept: one that the server closed while idle loses the request sent on it. */
const agent = new Agent({ keepAlive: false });

function createAxios(token: string, region: Region): AxiosInstance {
  return axios.create({
    baseURL: `https://${HOSTS[region]}`,
    headers: {
      Accept: "application/json",
      "Accept-Encoding": ACCEPTED,
      Authorization: `Bearer ${token}`,
    },
    httpsAgent: agent,
    maxRedirects: 0,
    maxContentLength: LIMITS.answerBytes,
    maxBodyLength: LIMITS.requestBytes,
    paramsSerializer: { indexes: true },
    responseType: "arraybuffer",
    decompress: false,
    transformRequest: [(data) => data],
    transformResponse: [(data) => data],
  });
}

/** What goes out as the body, and the header that says what it is. */
function bodyOf({ body, mediaType }: SegmentRequest) {
  // Without a body no content type may go out: axios would name a form.
  if (body === undefined) return { headers: { "Content-Type": false } };
  const isRaw = typeof body === "string" || Buffer.isBuffer(body) || body instanceof FormData;
  return {
    data: isRaw ? body : JSON.stringify(body),
    headers: mediaType ? { "Content-Type": mediaType } : {},
  };
}

/** A DELETE that finds nothing left, by Segment's own word. */
function isGone(request: SegmentRequest, { status, body }: AttemptFailure): boolean {
  // With a query it may name several, of which one that never was makes the 404.
  const isOne = request.method === "DELETE" && hasNoQuery(request);
  return isOne && status === 404 && isRecord(body) && Array.isArray(body.errors);
}

/**
 * One axios client for one region and one action, under the component's limits: 30 s an attempt,
 * 180 s in all, no redirects, 50 MiB an answer, 10 MiB a request, 3 retries a request and 10 in all.
 * @throws before anything is sent, for a connection that cannot be used.
 */
export function createClient(options: ClientOptions): Client {
  const { token, workspace, connection } = credentialsOf(options.connection);
  const { label, region } = options;
  const http = createAxios(token, region);
  const endsAt = Date.now() + (options.actionMs ?? LIMITS.actionMs);
  let sentAgain = 0;
  axiosRetry(http);

  async function call<Value>(
    request: SegmentRequest,
    given: CallOptions<Value>,
  ): Promise<CallResult<Value>> {
    const { read, policy = actionPolicy, attemptMs = LIMITS.attemptMs, headers } = given;
    const startedAt = Date.now();
    const sent = bodyOf(request);
    const hide = redactor(() => [
      token,
      ...secretsInBody(request.body),
      ...secretsIn(headers),
      ...secretsIn(request.query),
      ...secretsIn(new URLSearchParams(request.path.split("?")[1])),
    ]);
    const kinds: FailureKind[] = [];
    let attempts = 0;
    let waitMs: number | undefined;
    const onAttempt = (report: AttemptReport) => {
      attempts += 1;
      if (options.debug) options.logger.debug(hide(attemptLine(request, report, attempts)));
    };
    const mayRetry = (error: unknown): boolean => {
      if (!isAttemptError(error)) return false;
      const kind = kindOf(error.attempt);
      kinds.push(kind);
      waitMs = waitBeforeRetry(policy, {
        kind,
        repeatable: repeatable(request),
        attempt: attempts,
        retriesLeft: policy.retriesInAll - sentAgain,
        hintMs: error.attempt.hintMs,
        leftMs: endsAt - Date.now(),
      });
      if (waitMs !== undefined) sentAgain += 1;
      return waitMs !== undefined;
    };
    try {
      const response = await http.request({
        method: request.method,
        url: request.path,
        params: request.query,
        data: sent.data,
        headers: { ...sent.headers, ...headers },
        adapter: boundedAdapter({
          timeLeft: () => Math.min(attemptMs, endsAt - Date.now()),
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
      const { status, code, body, hintMs, requestId, problem } = error.attempt;
      const mayHaveDone = outcomeOf(true, kinds) === "unknown";
      if (given.gone !== undefined && (given.goneAtOnce || mayHaveDone)) {
        if (isGone(request, error.attempt)) return { data: given.gone, contentType: "" };
      }
      throw failureError(
        {
          status,
          // The status of an answer that is none says nothing of what went wrong.
          code: (status ?? 0) < 300 ? code : undefined,
          method: request.method,
          path: request.template,
          attempts,
          elapsedMs: Date.now() - startedAt,
          outcome: outcomeOf(changes(request), kinds),
          retryAfterMs: hintMs,
          requestId,
          errors: reasonsIn(body, hide),
        },
        { label, region, workspace, connection, changes: changes(request), hide },
        problem,
      );
    }
  }

  return {
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
