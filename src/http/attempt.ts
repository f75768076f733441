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

/** What one attempt did, for the debug log. */
export interface AttemptReport {
  /** The answer's status, or the failure's code. */
  outcome: number | string;
  ms: number;
  requestId?: string;
}

/** Bounds and reads every attempt of one call. */
export interface AttemptOptions<Value> {
  /** Milliseconds an attempt may take now; 0 or less when the time is up. */
  timeLeft(): number;
  /** Where the connection of the next attempt comes from. */
  agent(): Agent;
  read: ReadBody<Value>;
  /** Called after each request that was made. */
  onAttempt(report: AttemptReport): void;
  /** The longest address and the largest bodies, in bytes. */
  limits?: Record<"addressBytes" | "answerBytes" | "requestBytes", number>;
}

/** A failed attempt as axios throws it, with what is known of it. */
export type AttemptError = AxiosError & { attempt: AttemptFailure };

/** Whether an error is one of {@link boundedAdapter}. */
export const isAttemptError = (error: unknown): error is AttemptError =>
  isAxiosError(error) && "attempt" in error;

/** An answer that came whole, and is no success. */
class RefusedRequest extends Error {}

/** What went wrong, of what was thrown; undefined where that is no failure of the attempt. */
function failureOf(error: unknown): AttemptFailure | undefined {
  if (error instanceof SendError) {
    const { code, head, progress, stale, proxy } = error;
    return { code: head && head.status < 300 ? BROKEN_RESPONSE : code, progress, stale, proxy };
  }
  if (error instanceof RefusedRequest) return { progress: "sent" };
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

/** The address of a request. axios puts a query together, at the price of merging its options anew. */
function urlOf(config: InternalAxiosRequestConfig): URL {
  const { baseURL = "", url = "", params } = config;
  const hasQuery = params instanceof URLSearchParams || Object.keys(params ?? {}).length > 0;
  return new URL(hasQuery ? axios.getUri(config) : `${baseURL}${url}`);
}

async function readAnswer<Value>(received: RawResponse, read: ReadBody<Value>): Promise<Value> {
  const { status, headers } = received;
  if (status < 200 || status >= 300) throw new RefusedRequest();
  const body = await decompress(received.body, headers["content-encoding"] ?? "");
  return read(body, status, headers["content-type"] ?? "");
}

/**
 * An axios adapter for the attempts of one call, over Node's own https. It bounds each as a whole,
 * down to the last byte of the answer, and reads the body strictly, so that a broken answer fails
 * the attempt like a broken connection does. What it throws is an {@link AttemptError}; once the
 * time is up, the failure before is thrown again.
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
    const report = (outcome: number | string, answered?: IncomingHttpHeaders) =>
      options.onAttempt({
        outcome,
        ms: elapsedMs(),
        requestId: answered?.["x-request-id"]?.toString() || undefined,
      });
    let received: RawResponse | undefined;
    try {
      received = await send({
        url,
        method,
        headers,
        body,
        agent: options.agent(),
        ms,
        mostBytes: limits.answerBytes,
      });
      const data = await readAnswer(received, options.read);
      const { status } = received;
      report(status, received.headers);
      const answered = received.headers as RawAxiosResponseHeaders;
      return { status, statusText: "", headers: answered, data, config };
    } catch (error) {
      const known = failureOf(error);
      if (!known) throw error;
      const answer = error instanceof SendError ? error.head : received;
      const read = answer && (await readErrorResponse(answer, method, Date.now()));
      const attempt = { ...known, ...read };
      report(attempt.status ?? attempt.code ?? "ERR", answer?.headers);
      throw fail(attempt);
    }
  };
}
