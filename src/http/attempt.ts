import type { ClientRequest, IncomingMessage } from "node:http";
import https from "node:https";
import {
  type AxiosAdapter,
  AxiosError,
  type AxiosResponse,
  getAdapter,
  type InternalAxiosRequestConfig,
  isAxiosError,
} from "axios";
import { MalformedAnswer, type ReadBody } from "./answer";
import { readFailedAnswer } from "./failedAnswer";
import {
  ANSWER_TOO_LARGE,
  type AttemptFailure,
  BROKEN_ANSWER,
  type Progress,
  REQUEST_TOO_LARGE,
} from "./failure";
import { OversizeAnswer, unpack } from "./unpack";

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
  read: ReadBody<Value>;
  /** Called after each request that was made. */
  onAttempt(report: AttemptReport): void;
}

/** A failed attempt as axios throws it, with what is known of it. */
export type AttemptError = AxiosError & { attempt: AttemptFailure };

/** Whether an error is one of {@link boundedAdapter}. */
export const isAttemptError = (error: unknown): error is AttemptError =>
  isAxiosError(error) && "attempt" in error;

const header = (response: AxiosResponse | undefined, name: string): string =>
  String(response?.headers[name] ?? "");

/**
 * Node's own https, without redirects, watched for how far the request gets. Its `finish` says that
 * the last byte was taken for the network, but comes of a TLS handshake that fails as well;
 * `writableFinished` may say so of any request that is destroyed.
 */
function watchedTransport() {
  let progress: Progress = "unmade";
  return {
    progress: () => progress,
    request(options: https.RequestOptions, onResponse: (response: IncomingMessage) => void) {
      const request: ClientRequest = https.request(options, onResponse);
      progress = "partial";
      request.once("finish", () => {
        const { secureConnecting } = (request.socket ?? {}) as { secureConnecting?: boolean };
        if (!secureConnecting) progress = "sent";
      });
      return request;
    },
  };
}

/** The component's own code for what axios tells apart by words only. */
function codeOf(error: AxiosError, timedOut: boolean): string {
  if (timedOut) return AxiosError.ETIMEDOUT;
  if (error.cause instanceof OversizeAnswer) return ANSWER_TOO_LARGE;
  if (/maxContentLength/.test(error.message)) return ANSWER_TOO_LARGE;
  if (/maxBodyLength/.test(error.message)) return REQUEST_TOO_LARGE;
  if (error.response && error.response.status < 300) return BROKEN_ANSWER;
  return error.code ?? "ERR";
}

function timeUp(config: InternalAxiosRequestConfig): AttemptError {
  const error = new AxiosError("the time is up", AxiosError.ETIMEDOUT, config);
  return Object.assign(error, { attempt: { progress: "unmade" as const, code: error.code } });
}

/**
 * An axios adapter for the attempts of one call. It bounds each as a whole, down to the last byte of
 * the answer (axios' own timeout only watches a quiet socket), and reads the body strictly, so that
 * a broken answer fails the attempt like a broken connection does. What it throws is an
 * {@link AttemptError}; once the time is up, the failure before is thrown again.
 */
export function boundedAdapter<Value>(options: AttemptOptions<Value>): AxiosAdapter {
  const send = getAdapter("http");
  let failed: AttemptError | undefined;
  return async (config) => {
    const ms = options.timeLeft();
    if (ms <= 0) throw failed ?? timeUp(config);
    const started = Date.now();
    const transport = watchedTransport();
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), ms);
    const report = (outcome: number | string, response?: AxiosResponse) =>
      options.onAttempt({
        outcome,
        ms: Date.now() - started,
        requestId: header(response, "x-request-id") || undefined,
      });
    try {
      const bounded = { ...config, timeout: ms, signal: controller.signal, transport };
      const response = await send(bounded);
      response.data = await readBody(options.read, response);
      report(response.status, response);
      return response;
    } catch (error) {
      if (!isAxiosError(error)) throw error;
      const { response } = error;
      const code = codeOf(error, controller.signal.aborted);
      const attempt: AttemptFailure = {
        progress: transport.progress(),
        code,
        problem: error.cause instanceof MalformedAnswer ? error.cause.message : undefined,
        ...(response && (await readFailedAnswer(response, Date.now()))),
      };
      if (attempt.progress !== "unmade") report(attempt.status ?? code, response);
      // The attempt's own signal and transport would end the next attempt before it began.
      failed = Object.assign(error, { attempt, config });
      throw failed;
    } finally {
      clearTimeout(timer);
    }
  };
}

async function readBody<Value>(read: ReadBody<Value>, response: AxiosResponse): Promise<Value> {
  try {
    const body = await unpack(response.data, header(response, "content-encoding"));
    return read(body, response.status, header(response, "content-type"));
  } catch (error) {
    const isKnown = error instanceof MalformedAnswer || error instanceof OversizeAnswer;
    if (!isKnown) throw error;
    throw AxiosError.from(
      error,
      AxiosError.ERR_BAD_RESPONSE,
      response.config,
      response.request,
      response,
    );
  }
}
