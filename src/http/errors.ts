import { STATUS_CODES } from "node:http";
import { type Connection, ConnectionError, SpectralError } from "@prismatic-io/spectral";
import { isRecord } from "../inputs/clean";
import { present } from "./request";

/** One reason Segment gives for a failure. */
export interface SegmentReason {
  type?: string;
  message?: string;
  field?: string;
}

/** What is known of a failed call. All of it is safe to show and to serialise. */
export interface SegmentFailure {
  /** The answer's status; undefined without an answer. */
  status?: number;
  /** The connection's failure, such as ECONNRESET or ETIMEDOUT. */
  code?: string;
  method: string;
  /** The path template, without ids. */
  path: string;
  /** Requests made. */
  attempts: number;
  /** Milliseconds from the first request to the failure. */
  elapsedMs: number;
  /** Milliseconds after which Segment takes requests again, where it says so. */
  retryAfterMs?: number;
  /** Segment's id of the request, for its support. */
  requestId?: string;
  /** Segment's own reasons: the first 10, each text cut at 500 characters. */
  errors: SegmentReason[];
}

/** A failed call to Segment, with the fields of {@link SegmentFailure}. */
export class SegmentError extends SpectralError implements SegmentFailure {
  declare status?: number;
  declare code?: string;
  declare method: string;
  declare path: string;
  declare attempts: number;
  declare elapsedMs: number;
  declare retryAfterMs?: number;
  declare requestId?: string;
  declare errors: SegmentReason[];

  constructor(message: string, failure: SegmentFailure) {
    super(message);
    Object.assign(this, failure);
  }
}

const MOST_REASONS = 10;
const LONGEST_TEXT = 500;
const LONGEST_ID = 200;

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;

function textOf(value: unknown): string | undefined {
  if (typeof value === "string" && value !== "") return value;
  return Array.isArray(value) && value.length > 0 ? value.join(".") : undefined;
}

/**
 * Segment's reasons in the body of an error, which may be something else altogether.
 * @param hide takes secrets out of a text; before it is cut, or a part of one could be left.
 */
export function reasonsIn(body: unknown, hide: (text: string) => string): SegmentReason[] {
  if (!isRecord(body) || !Array.isArray(body.errors)) return [];
  return body.errors
    .slice(0, MOST_REASONS)
    .filter(isRecord)
    .map((error) => {
      const reason: SegmentReason = {};
      for (const key of ["type", "message", "field"] as const) {
        const value = textOf(error[key]);
        if (value !== undefined) reason[key] = cut(hide(value), LONGEST_TEXT);
      }
      return reason;
    });
}

function describeReason({ type, message, field }: SegmentReason): string {
  const said = message ?? type ?? "no reason given";
  return field ? `${said} (field ${field})` : said;
}

/** Who made the call, to word its failure. */
export interface CallDetails {
  /** The action's label. */
  label: string;
  /** What the region is called. */
  region: string;
  host: string;
  workspace: string;
  /** Without its secrets. */
  connection: Connection;
  /** Takes the secrets of the call out of a text. */
  hide(text: string): string;
}

const CONNECTION_FAILURES: Record<string, string> = {
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "broke the connection off",
  ETIMEDOUT: "did not answer in time",
  ECONNABORTED: "did not answer in time",
  ENOTFOUND: "could not be found",
  EAI_AGAIN: "could not be looked up",
};

function advice(failure: SegmentFailure, { workspace, region }: CallDetails): string {
  if (failure.status === 401) {
    return ` Segment refused the API key for workspace ${workspace} in the ${region} region: check the key, and that the workspace is in that region.`;
  }
  if (failure.status === 403) {
    return ` The API key for workspace ${workspace} may not do this: check its role, and that the workspace's plan includes it.`;
  }
  if (failure.retryAfterMs !== undefined) {
    return ` Try again in ${Math.ceil(failure.retryAfterMs / 1000)} seconds.`;
  }
  return "";
}

function summary(failure: SegmentFailure, details: CallDetails, problem?: string): string {
  const { status, code, errors } = failure;
  if (problem) return status === undefined ? problem : `${status} ${problem}`;
  if (status === undefined) {
    const what = (code && CONNECTION_FAILURES[code]) ?? "could not be reached";
    return `${details.host} ${what}${code ? ` (${code})` : ""}`;
  }
  if (status >= 300 && status < 400) return `${status} a redirect, which is never followed`;
  const reasons = errors.map(describeReason).join("; ");
  return `${status} ${reasons || (STATUS_CODES[status] ?? "without a reason")}`;
}

/**
 * The error to throw for a failed call: a ConnectionError for 401 and 403, which marks the
 * connection, else a SegmentError. Secrets are hidden in every text of it.
 * @param problem what is wrong with an answer that looks like a success.
 */
export function failureError(
  failure: SegmentFailure,
  details: CallDetails,
  problem?: string,
): SegmentError | (ConnectionError & SegmentFailure) {
  const { hide } = details;
  const text = summary(failure, details, problem);
  const stop = /[.!?]$/.test(text) ? "" : ".";
  const tail = advice(failure, details);
  const message = hide(`${details.label}: ${text}${tail ? `${stop}${tail}` : ""}`);
  const requestId = failure.requestId && cut(hide(failure.requestId), LONGEST_ID);
  const shown = present({ ...failure, requestId }) as unknown as SegmentFailure;
  if (failure.status !== 401 && failure.status !== 403) return new SegmentError(message, shown);
  return Object.assign(new ConnectionError(details.connection, message), shown);
}

/**
 * The component's last guard: an error that is not one of its own may carry a request with its
 * token, so only its name and message pass on.
 */
export function onlyOwnErrors(error: unknown): unknown {
  if (error instanceof SpectralError) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new SpectralError(`Segment: ${name}: ${message}`);
}
