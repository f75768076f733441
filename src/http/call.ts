import { oneLine } from "../values/oneLine";
import { addressProblem } from "./address";
import { agentFor } from "./agents";
import { type AttemptReport, boundedAdapter, isAttemptError } from "./attempt";
import { type ActionBudget, Attempts } from "./attempts";
import { axiosClient } from "./axiosClient";
import { stopwatch } from "./clock";
import { type CallDetails, createCallError } from "./errors";
import { ADDRESS_TOO_LONG, type AttemptFailure, failureCode } from "./failure";
import { LIMITS } from "./limits";
import { isErrorEnvelope, isTrackingRefusal, readReasons } from "./reasons";
import { createRedactor } from "./redact";
import { hasNoQuery, isChange, type SegmentRequest } from "./request";
import { encodeBody } from "./requestBody";
import type { ReadBody } from "./response";
import { actionPolicy, type RetryPolicy } from "./retry";
import { secretsIn, secretsInBody } from "./secretsIn";

/** Everything that the calls of one client share. */
export interface Session extends Omit<CallDetails, "changes" | "hide"> {
  /** The value of the Authorization header. */
  authorization: string;
  /** Identifies token and region without revealing them. Kept connections belong to an owner. */
  owner: string;
  budget: ActionBudget;
  /** Returns the secrets to hide besides those of the request. */
  secrets(): readonly string[];
  /** Logs one line for every attempt: method, path template, status and time, nothing else. */
  log?(line: string): void;
}

/** The result of a DELETE whose object does not exist. */
export interface MissingObject<Value> {
  /** The result if an earlier attempt may have deleted the object and a later one finds nothing. */
  ifMissing?: Value;
  /** True if a missing object is a success at the first attempt as well. */
  missingIsSuccess?: boolean;
}

/** The options of a single call. */
export interface CallOptions<Value> extends MissingObject<Value> {
  read: ReadBody<Value>;
  policy?: RetryPolicy;
  /** Milliseconds for one attempt. */
  attemptMs?: number;
  headers?: Record<string, string>;
}

/** A successful response. */
export interface CallResult<Value> {
  data: Value;
  /** The content type of the response; empty if it names none. */
  contentType: string;
}

/** Describes one attempt for the debug log. */
export function describeAttempt(
  { method, template }: Pick<SegmentRequest, "method" | "template">,
  { outcome, ms, requestId }: AttemptReport,
  attempt: number,
): string {
  const id = requestId ? ` request ${requestId}` : "";
  return `${method} ${template} ${outcome} ${ms} ms, attempt ${attempt}${id}`;
}

/** True for a DELETE of one object that Segment itself does not find. */
export function isMissing(
  request: SegmentRequest,
  { status, body }: Pick<AttemptFailure, "status" | "body">,
): boolean {
  // A query can name several objects, and one that never existed is enough for a 404.
  const isForOne = request.method === "DELETE" && hasNoQuery(request);
  return isForOne && status === 404 && isErrorEnvelope(body);
}

/**
 * Sends one request, retries it by the policy, and reads its response. axios-retry runs the loop over
 * the attempts; {@link Attempts} decides each time whether it goes on.
 * @throws CallError; never an error of axios.
 */
export async function sendCall<Value>(
  session: Session,
  request: SegmentRequest,
  options: CallOptions<Value>,
): Promise<CallResult<Value>> {
  const { authorization, owner, host, log } = session;
  const { read, policy = actionPolicy, attemptMs = LIMITS.attemptMs, headers, ifMissing } = options;
  const origin = `https://${host}`;
  const elapsedMs = stopwatch();
  const attempts = new Attempts(request, policy, session.budget);
  const hide = createRedactor(() => [
    ...secretsInBody(request.body),
    ...[headers, request.query, request.path].flatMap(secretsIn),
    ...session.secrets(),
  ]);
  const body = await encodeBody(request);
  try {
    const response = await axiosClient.request({
      method: request.method,
      baseURL: origin,
      url: request.path,
      params: request.query,
      data: body.data,
      headers: { Authorization: authorization, ...body.headers, ...headers },
      adapter: boundedAdapter({
        timeLeft: () => Math.min(attemptMs, attempts.leftMs),
        agent: (bytes) =>
          agentFor(
            origin,
            attempts.mayReuseConnection
              ? { owner }
              : { isInRow: attempts.mayUseConnectionAhead(bytes) },
          ),
        read,
        onAttempt(report) {
          attempts.made += 1;
          log?.(hide(oneLine(describeAttempt(request, report, attempts.made))));
        },
      }),
      "axios-retry": {
        // The number of retries is left open: the condition ends the loop.
        retries: Number.POSITIVE_INFINITY,
        retryCondition: (error) => isAttemptError(error) && attempts.planRetry(error.attempt),
        retryDelay: () => attempts.waitMs,
      },
    });
    const contentType = String(response.headers["content-type"] ?? "");
    return { data: response.data as Value, contentType };
  } catch (error) {
    if (!isAttemptError(error)) throw error;
    const failure = error.attempt;
    const mayBeDone = options.missingIsSuccess || attempts.outcome(true) === "unknown";
    if (ifMissing !== undefined && mayBeDone && isMissing(request, failure)) {
      return { data: ifMissing, contentType: "" };
    }
    const isSegments =
      failure.isSegments || (session.key === "write key" && isTrackingRefusal(failure.body));
    const isTooLong = failure.code === ADDRESS_TOO_LONG;
    throw createCallError(
      {
        status: failure.status,
        code: failureCode({ ...failure, isSegments }),
        method: request.method,
        path: request.template,
        attempts: attempts.made,
        elapsedMs: elapsedMs(),
        outcome: attempts.outcome(),
        retryAfterMs: failure.hintMs,
        requestId: failure.requestId,
        errors: readReasons(failure.body, hide),
      },
      { ...session, changes: isChange(request), hide },
      isTooLong ? { problem: addressProblem(request) } : failure,
    );
  }
}
