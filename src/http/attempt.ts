import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { Agent } from "node:https";
import axios, {
  type AxiosAdapter,
  AxiosError,
  type InternalAxiosRequestConfig,
  isAxiosError,
  type RawAxiosResponseHeaders,
} from "axios";
import { stopwatch } from "./clock";
import { decompress } from "./decompress";
import { readErrorResponse } from "./errorResponse";
import {
  ADDRESS_TOO_LONG,
  type AttemptFailure,
  BROKEN_RESPONSE,
  REQUEST_TOO_LARGE,
  RESPONSE_TOO_LARGE,
} from "./failure";
import { LIMITS } from "./limits";
import { MalformedResponse, OversizeResponse, type ReadBody } from "./response";
import { type RawResponse, SendError, send } from "./send";

/** The result of one attempt, for the debug log. */
export interface AttemptReport {
  /** The status of the response, or the code of the failure. */
  outcome: number | string;
  ms: number;
  requestId?: string;
}

/** The limits of every attempt of one call, and the way its response is read. */
export interface AttemptOptions<Value> {
  /** Returns the milliseconds that the next attempt may take; 0 or less if no time is left. */
  timeLeft(): number;
  /** Returns the agent that connects the next attempt, for a body of so many bytes. */
  agent(bodyBytes: number): Agent;
  read: ReadBody<Value>;
  /** Called after every request that was made. */
  onAttempt(report: AttemptReport): void;
  /** The longest address and the largest bodies, in bytes. */
  limits?: Record<"addressBytes" | "responseBytes" | "requestBytes", number>;
}

/** The error of a failed attempt as axios throws it, with the failure's data. */
type AttemptError = AxiosError & { attempt: AttemptFailure };

/** True for an error of {@link boundedAdapter}. */
export const isAttemptError = (error: unknown): error is AttemptError =>
  isAxiosError(error) && "attempt" in error;

/** A complete response that is not a success. */
class UnsuccessfulResponse extends Error {}

/** Returns the failure that a thrown value stands for; undefined if the attempt did not fail. */
function failureOf(error: unknown): AttemptFailure | undefined {
  if (error instanceof SendError) {
    const { code, head, progress, stale, proxy } = error;
    return { code: head && head.status < 300 ? BROKEN_RESPONSE : code, progress, stale, proxy };
  }
  if (error instanceof UnsuccessfulResponse) return { progress: "sent" };
  if (error instanceof OversizeResponse) {
    return { progress: "sent", code: RESPONSE_TOO_LARGE, problem: error.message || undefined };
  }
  if (!(error instanceof MalformedResponse)) return undefined;
  return { progress: "sent", code: BROKEN_RESPONSE, problem: error.message };
}

function attemptError(config: InternalAxiosRequestConfig, attempt: AttemptFailure): AttemptError {
  const { code = "ERR", status } = attempt;
  return Object.assign(new AxiosError(String(status ?? code), code, config), { attempt });
}

/** Returns the URL of a request. Only a query needs axios, which merges its options again for it. */
function urlOf(config: InternalAxiosRequestConfig): URL {
  const { baseURL = "", url = "", params } = config;
  const hasQuery = params instanceof URLSearchParams || Object.keys(params ?? {}).length > 0;
  return new URL(hasQuery ? axios.getUri(config) : `${baseURL}${url}`);
}

async function readResponse<Value>(received: RawResponse, read: ReadBody<Value>): Promise<Value> {
  const { status, headers } = received;
  if (status < 200 || status >= 300) throw new UnsuccessfulResponse();
  const body = await decompress(received.body, headers["content-encoding"] ?? "");
  return read(body, status, headers["content-type"] ?? "");
}

/**
 * Creates an axios adapter for the attempts of one call, over Node's https. The time limit covers the
 * whole attempt, to the last byte of the response. The body is read strictly: a malformed response fails
 * the attempt as a broken connection does. The adapter throws an {@link AttemptError}. If no time is
 * left, it throws the previous one again.
 */
export function boundedAdapter<Value>(options: AttemptOptions<Value>): AxiosAdapter {
  const { limits = LIMITS } = options;
  let failed: AttemptError | undefined;
  return async (config) => {
    const fail = (attempt: AttemptFailure): AttemptError => {
      failed = attemptError(config, attempt);
      return failed;
    };
    const ms = options.timeLeft();
    if (ms <= 0) throw failed ?? fail({ progress: "unmade", code: AxiosError.ETIMEDOUT });
    const body = config.data as string | Uint8Array | undefined;
    const length = body === undefined ? undefined : Buffer.byteLength(body);
    if ((length ?? 0) > limits.requestBytes) {
      throw fail({ progress: "unmade", code: REQUEST_TOO_LARGE });
    }
    const url = urlOf(config);
    if (url.pathname.length + url.search.length > limits.addressBytes) {
      throw fail({ progress: "unmade", code: ADDRESS_TOO_LONG });
    }
    const headers = config.headers.toJSON() as OutgoingHttpHeaders;
    if (length !== undefined) headers["Content-Length"] = length;
    const method = (config.method ?? "get").toUpperCase();
    const elapsedMs = stopwatch();
    const report = (outcome: number | string, responseHeaders?: IncomingHttpHeaders) =>
      options.onAttempt({
        outcome,
        ms: elapsedMs(),
        requestId: responseHeaders?.["x-request-id"]?.toString() || undefined,
      });
    let received: RawResponse | undefined;
    try {
      received = await send({
        url,
        method,
        headers,
        body,
        agent: options.agent(length ?? 0),
        ms,
        mostBytes: limits.responseBytes,
      });
      const data = await readResponse(received, options.read);
      const { status } = received;
      report(status, received.headers);
      const responseHeaders = received.headers as RawAxiosResponseHeaders;
      return { status, statusText: "", headers: responseHeaders, data, config };
    } catch (error) {
      const known = failureOf(error);
      if (!known) throw error;
      const response = error instanceof SendError ? error.head : received;
      const read = response && (await readErrorResponse(response, method, Date.now()));
      const attempt = { ...known, ...read };
      report(attempt.status ?? attempt.code ?? "ERR", response?.headers);
      throw fail(attempt);
    }
  };
}
