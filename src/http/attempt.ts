import {
  type AxiosAdapter,
  AxiosError,
  type AxiosResponse,
  getAdapter,
  type InternalAxiosRequestConfig,
} from "axios";
import { MalformedAnswer, type ReadBody } from "./answer";

/** What one attempt did, for the debug log. */
export interface AttemptReport {
  attempt: number;
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
  onAttempt(report: AttemptReport): void;
}

const header = (response: AxiosResponse | undefined, name: string): string =>
  String(response?.headers?.[name] ?? "");

function timeUp(config: InternalAxiosRequestConfig, request?: unknown): AxiosError {
  return new AxiosError("the time is up", AxiosError.ETIMEDOUT, config, request);
}

/**
 * An axios adapter for the attempts of one call. It bounds each as a whole, down to the last byte of
 * the answer (axios' own timeout only watches a quiet socket), and reads the body strictly, so that
 * a broken answer fails the attempt like a broken connection does.
 */
export function boundedAdapter<Value>(options: AttemptOptions<Value>): AxiosAdapter {
  const send = getAdapter("http");
  let attempt = 0;
  return async (config) => {
    attempt += 1;
    const ms = options.timeLeft();
    if (ms <= 0) throw timeUp(config);
    const started = Date.now();
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), ms);
    const report = (outcome: number | string, response?: AxiosResponse) =>
      options.onAttempt({
        attempt,
        outcome,
        ms: Date.now() - started,
        requestId: header(response, "x-request-id") || undefined,
      });
    try {
      const response = await send({ ...config, timeout: ms, signal: controller.signal });
      response.data = readBody(options.read, response);
      report(response.status, response);
      return response;
    } catch (error) {
      const failure = controller.signal.aborted ? timeUp(config) : (error as AxiosError);
      report(failure.response?.status ?? failure.code ?? "ERR", failure.response);
      throw failure;
    } finally {
      clearTimeout(timer);
    }
  };
}

function readBody<Value>(read: ReadBody<Value>, response: AxiosResponse): Value {
  try {
    return read(response.data, response.status, header(response, "content-type"));
  } catch (error) {
    if (!(error instanceof MalformedAnswer)) throw error;
    throw new AxiosError(
      error.message,
      AxiosError.ERR_BAD_RESPONSE,
      response.config,
      response.request,
      response,
    );
  }
}
