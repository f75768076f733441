import { Agent } from "node:https";
import type { ActionLogger } from "@prismatic-io/spectral";
import axios, {
  type AxiosError,
  type AxiosInstance,
  type AxiosResponse,
  isAxiosError,
} from "axios";
import axiosRetry from "axios-retry";
import { credentialsOf } from "./connections/credentials";
import { type Answer, type ReadBody, readEnvelope, readJson } from "./http/answer";
import { type AttemptReport, boundedAdapter } from "./http/attempt";
import { type CallDetails, failureError, reasonsIn } from "./http/errors";
import { LIMITS } from "./http/limits";
import { redactor, secretsInBody } from "./http/redact";
import type { SegmentRequest } from "./http/request";
import { actionPolicy, type RetryPolicy, waitBeforeRetry } from "./http/retry";
import { hintedWait } from "./http/waits";
import { HOSTS, REGION_NAMES, type Region } from "./inputs/region";

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
}

/** What a single call may set differently. */
export interface CallOptions<Value> {
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
   * @throws SegmentError or, for 401 and 403, ConnectionError; never an error of axios.
   */
  send(request: SegmentRequest): Promise<Answer>;
  /** Sends a request whose answer is read as asked; throws as `send` does. */
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
    headers: { Accept: "application/json", Authorization: `Bearer ${token}` },
    httpsAgent: agent,
    maxRedirects: 0,
    maxContentLength: LIMITS.answerBytes,
    maxBodyLength: LIMITS.requestBytes,
    paramsSerializer: { indexes: true },
    responseType: "arraybuffer",
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

function parsedBody(response: AxiosResponse | undefined): unknown {
  if (!Buffer.isBuffer(response?.data)) return undefined;
  try {
    return readJson(response.data, response.status, "");
  } catch {
    return undefined;
  }
}

/** The wait that an answer asks for, in milliseconds; 429 and 503 are the ones that may. */
function hintOf(response: AxiosResponse | undefined, now: number): number | undefined {
  if (response?.status !== 429 && response?.status !== 503) return undefined;
  const header = (name: string) =>
    response.headers[name] === undefined ? undefined : String(response.headers[name]);
  const hints = {
    retryAfter: header("retry-after"),
    rateLimitRemaining: header("x-ratelimit-remaining"),
    rateLimitReset: header("x-ratelimit-reset"),
    body: parsedBody(response),
  };
  return hintedWait(hints, now);
}

/**
 * One axios client for one region and one action, under the component's limits: 30 s an attempt,
 * 180 s in all, no redirects, 50 MiB an answer, 10 MiB a request.
 * @throws before anything is sent, for a connection that cannot be used.
 */
export function createClient(options: ClientOptions): Client {
  const { token, workspace, connection } = credentialsOf(options.connection);
  const http = createAxios(token, options.region);
  const endsAt = Date.now() + LIMITS.actionMs;

  async function call<Value>(
    request: SegmentRequest,
    { read, policy = actionPolicy(), attemptMs = LIMITS.attemptMs, headers }: CallOptions<Value>,
  ): Promise<CallResult<Value>> {
    const startedAt = Date.now();
    const body = bodyOf(request);
    const hide = redactor([token, ...secretsInBody(request.body)]);
    let attempts = 0;
    const onAttempt = (report: AttemptReport) => {
      attempts = report.attempt;
      if (options.debug) options.logger.debug(hide(attemptLine(request, report)));
    };
    const waits = new WeakMap<object, number>();
    const wait = (error: AxiosError) =>
      waitBeforeRetry(policy, {
        method: request.method,
        attempt: attempts,
        status: error.response?.status,
        code: error.code,
        hintMs: hintOf(error.response, Date.now()),
        leftMs: endsAt - Date.now(),
      });
    try {
      const response = await http.request({
        method: request.method,
        url: request.path,
        params: request.query,
        data: body.data,
        headers: { ...body.headers, ...headers },
        adapter: boundedAdapter({
          timeLeft: () => Math.min(attemptMs, endsAt - Date.now()),
          read,
          onAttempt,
        }),
        "axios-retry": {
          retries: policy.retries,
          shouldResetTimeout: true,
          retryCondition: (error) => {
            const ms = wait(error);
            if (ms !== undefined) waits.set(error, ms);
            return ms !== undefined;
          },
          retryDelay: (_count, error) => waits.get(error) ?? 0,
        },
      });
      return {
        data: response.data as Value,
        contentType: String(response.headers["content-type"] ?? ""),
      };
    } catch (error) {
      if (!isAxiosError(error)) throw error;
      const details: CallDetails = {
        label: options.label,
        region: REGION_NAMES[options.region],
        host: HOSTS[options.region],
        workspace,
        connection,
        hide,
      };
      throw toFailure(error, request, details, { attempts, startedAt });
    }
  }

  axiosRetry(http);
  return {
    call,
    send: async (request) => (await call(request, { read: readEnvelope })).data,
  };
}

function attemptLine(request: SegmentRequest, report: AttemptReport): string {
  const id = report.requestId ? ` request ${report.requestId}` : "";
  return `${request.method} ${request.template} ${report.outcome} ${report.ms} ms, attempt ${report.attempt}${id}`;
}

const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MiB`;

/** What is wrong where neither Segment nor the connection says: a broken answer, or a limit. */
function problemOf({ code, message, response }: AxiosError): string | undefined {
  if (response) return response.status < 300 ? message : undefined;
  if (/maxBodyLength/.test(message)) {
    return `the request is larger than ${megabytes(LIMITS.requestBytes)}`;
  }
  if (/maxContentLength/.test(message)) {
    return `the answer is larger than ${megabytes(LIMITS.answerBytes)}`;
  }
  return code?.startsWith("ERR_") ? message : undefined;
}

function toFailure(
  error: AxiosError,
  request: SegmentRequest,
  details: CallDetails,
  { attempts, startedAt }: { attempts: number; startedAt: number },
): Error {
  const now = Date.now();
  const { response } = error;
  return failureError(
    {
      status: response?.status,
      code: response ? undefined : error.code,
      method: request.method,
      path: request.template,
      attempts,
      elapsedMs: now - startedAt,
      retryAfterMs: hintOf(response, now),
      requestId: response?.headers["x-request-id"],
      errors: reasonsIn(parsedBody(response), details.hide),
    },
    details,
    problemOf(error),
  );
}
