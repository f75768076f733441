import type { SegmentReason } from "./reasons";

/** The useful parts of an error response. */
export interface ErrorResponse {
  status: number;
  /** The parsed body, if it is JSON. */
  body: unknown;
  /** True if Segment wrote it: an error envelope, or a JSON content type in response to HEAD. */
  isSegments: boolean;
  /** The wait that it asks for, in milliseconds. */
  hintMs?: number;
  /** Segment's ID of the request. */
  requestId?: string;
}

/**
 * The progress of a request when its attempt failed. `unmade`: not made. `partial`: made, but not
 * handed to the network completely. `sent`: handed over to the last byte.
 */
export type Progress = "unmade" | "partial" | "sent";

/**
 * The data of a failed attempt, with that of its response if there was one. A status below 300 means
 * that the response was malformed.
 */
export interface AttemptFailure extends Partial<ErrorResponse> {
  progress: Progress;
  /** True if a kept connection brought no response. The server had most likely closed it. */
  stale?: boolean;
  /** Node's or the component's own code, such as ECONNRESET. */
  code?: string;
  /** The problem of a response with a successful status. */
  problem?: string;
  /** The proxy that failed; undefined if it opened its tunnel. */
  proxy?: ProxyFailure;
}

/** The failure of a proxy that opened no tunnel. */
export interface ProxyFailure {
  /** Host and port, without user and password. */
  name: string;
  /** The status of its response to CONNECT. */
  status?: number;
}

/**
 * The meaning of a failed attempt for its request.
 * - `unsendable`: it could not be made, and a retry cannot help.
 * - `rejected`: Segment was too busy and did not apply it.
 * - `notSent`: it never reached Segment completely.
 * - `ambiguous`: Segment may have applied it, and a retry may help.
 * - `permanent`: it was refused or leads nowhere, and a retry gives the same.
 * - `uncertain`: Segment may have applied it, and a retry does not help.
 */
export type FailureKind =
  | "unsendable"
  | "rejected"
  | "notSent"
  | "ambiguous"
  | "permanent"
  | "uncertain";

/** The outcome of a failed request in Segment: surely not applied, or unknown. */
export type Outcome = "not_applied" | "unknown";

/** The data of a failed call. All of it is safe to show and to serialize. */
export interface SegmentFailure {
  /** The status of the response; undefined without a response. */
  status?: number;
  /** The code of a failure that the status does not explain, such as ECONNRESET or BROKEN_ANSWER. */
  code?: string;
  method: string;
  /** The path template, without IDs. */
  path: string;
  /** The number of requests made. */
  attempts: number;
  /** Milliseconds from the first request to the failure. */
  elapsedMs: number;
  /**
   * `not_applied`: Segment did not carry the request out. `unknown`: it may have. A request that
   * changes nothing is always `not_applied`.
   */
  outcome: Outcome;
  /** Milliseconds after which Segment accepts requests again, if it says so. */
  retryAfterMs?: number;
  /** Segment's ID of the request, for its support. */
  requestId?: string;
  /** Segment's own reasons: the first 10, each text cut at 500 characters. */
  errors: SegmentReason[];
}

/** The code of a response that is larger than the component reads. */
export const RESPONSE_TOO_LARGE = "ANSWER_TOO_LARGE";
/** The code of a request that is larger than the component sends. */
export const REQUEST_TOO_LARGE = "REQUEST_TOO_LARGE";
/** The code of an address that is longer than servers and proxies accept. */
export const ADDRESS_TOO_LONG = "ADDRESS_TOO_LONG";
/** The code of a proxy that refuses to connect to Segment. */
export const PROXY_REFUSED = "PROXY_REFUSED";
/** The code of a refusal (401, 403, 407) by a proxy or firewall before Segment. */
export const REFUSED_IN_TRANSIT = "REFUSED_ON_THE_WAY";
/** The code of a response whose body is incomplete, undecodable or malformed. */
export const BROKEN_RESPONSE = "BROKEN_ANSWER";

/** The statuses of transient failures, which a gateway may return as well as Segment. */
const AMBIGUOUS_STATUS = new Set([408, 500, 502, 503, 504]);
/** Not Implemented and HTTP Version Not Supported: nothing was applied. */
const REFUSED_STATUS = new Set([501, 505]);
/** Matches the codes of OpenSSL and Node for a certificate that cannot be trusted. */
const CERTIFICATE = /CERT|CRL|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH/;

function kindOfStatus(status: number): FailureKind {
  if (status === 429) return "rejected";
  if (status < 300 || AMBIGUOUS_STATUS.has(status)) return "ambiguous";
  return status < 500 || REFUSED_STATUS.has(status) ? "permanent" : "uncertain";
}

/** The refusals of firewalls and proxies. Segment uses 401 and 403 as well. */
const REFUSALS = new Set<number | undefined>([401, 403, 407]);

/**
 * Returns the code of a failure that its status does not explain: of a malformed 2xx response, of a
 * refusal that is not Segment's own, and of a failure without a response.
 */
export function failureCode({ status, code, isSegments }: AttemptFailure): string | undefined {
  if (isSegments === false && REFUSALS.has(status)) return REFUSED_IN_TRANSIT;
  return (status ?? 0) < 300 ? code : undefined;
}

/** Classifies a failed attempt. */
export function failureKind({ progress, status, code = "" }: AttemptFailure): FailureKind {
  if (code === RESPONSE_TOO_LARGE) return "uncertain";
  if (status !== undefined) return kindOfStatus(status);
  if (progress === "unmade") return "unsendable";
  if (progress === "sent") return "ambiguous";
  return code === "ENOTFOUND" || CERTIFICATE.test(code) ? "permanent" : "notSent";
}

/**
 * Returns the outcome of a call from the failures of all its attempts.
 * @param changes true if the request changes something in Segment.
 */
export function callOutcome(changes: boolean, kinds: Iterable<FailureKind>): Outcome {
  const open = [...kinds].some((kind) => kind === "ambiguous" || kind === "uncertain");
  return changes && open ? "unknown" : "not_applied";
}
