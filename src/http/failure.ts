import type { SegmentReason } from "./reasons";

/** The useful parts of an error response. */
export interface ErrorResponse {
  status: number;
  /** Its body, where that is JSON. */
  body: unknown;
  /** Whether Segment wrote it: an error envelope, or JSON without content to a HEAD, which can hold none. */
  isSegments: boolean;
  /** The wait it asks for, in milliseconds. */
  hintMs?: number;
  /** Segment's id of the request. */
  requestId?: string;
}

/**
 * How far a request had come when its attempt failed: not made at all, made but not handed to the
 * network in full, or handed over to its last byte.
 */
export type Progress = "unmade" | "partial" | "sent";

/**
 * What is known of a failed attempt, with what its answer said where there was one. The status is
 * below 300 where the answer is not what it claims to be.
 */
export interface AttemptFailure extends Partial<ErrorResponse> {
  progress: Progress;
  /** It went over a connection kept from before, and nothing came back: most likely it was closed. */
  stale?: boolean;
  /** Node's or the component's own code, such as ECONNRESET. */
  code?: string;
  /** What is wrong with an answer that looks like a success. */
  problem?: string;
  /** The proxy that failed; undefined once it opened its tunnel. */
  proxy?: ProxyFailure;
}

/** A proxy that opened no tunnel. */
export interface ProxyFailure {
  /** Host and port, without user and password. */
  name: string;
  /** The status of its response to CONNECT. */
  status?: number;
}

/**
 * What a failed attempt says of the request.
 * - `unsendable`: it could not be made, and trying again cannot help.
 * - `rejected`: Segment had no time for it and carried nothing out.
 * - `notSent`: it never reached Segment whole.
 * - `ambiguous`: whether Segment carried it out is open, and trying again may help.
 * - `permanent`: it was refused, or leads nowhere; trying again gives the same.
 * - `uncertain`: whether Segment carried it out is open, and trying again does not help.
 */
export type FailureKind =
  | "unsendable"
  | "rejected"
  | "notSent"
  | "ambiguous"
  | "permanent"
  | "uncertain";

/** Whether Segment carried a failed request out: surely not, or nobody knows. */
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

/** An answer larger than the component reads. */
export const RESPONSE_TOO_LARGE = "ANSWER_TOO_LARGE";
/** A request larger than the component sends. */
export const REQUEST_TOO_LARGE = "REQUEST_TOO_LARGE";
/** An address longer than servers and proxies on the way take. */
export const ADDRESS_TOO_LONG = "ADDRESS_TOO_LONG";
/** A proxy that lets nothing through to Segment. */
export const PROXY_REFUSED = "PROXY_REFUSED";
/** A refusal (401, 403, 407) by something between the component and Segment. */
export const REFUSED_IN_TRANSIT = "REFUSED_ON_THE_WAY";
/** An answer whose body broke off, cannot be decoded or is not what it claims to be. */
export const BROKEN_RESPONSE = "BROKEN_ANSWER";

/** Answers that can be the gateway's as well as Segment's own, and pass. */
const AMBIGUOUS_STATUS = new Set([408, 500, 502, 503, 504]);
/** Not implemented, and an HTTP version not supported: nobody carried anything out. */
const REFUSED_STATUS = new Set([501, 505]);
/** The codes of OpenSSL and Node for a certificate that cannot be trusted. */
const CERTIFICATE = /CERT|CRL|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH/;

function kindOfStatus(status: number): FailureKind {
  if (status === 429) return "rejected";
  if (status < 300 || AMBIGUOUS_STATUS.has(status)) return "ambiguous";
  return status < 500 || REFUSED_STATUS.has(status) ? "permanent" : "uncertain";
}

/** The statuses of firewalls and proxies that Segment uses as well, but for 407. */
const REFUSALS = new Set<number | undefined>([401, 403, 407]);

/**
 * The code of a failure whose status does not explain it, or misleads: of a 2xx that is no success, of
 * a refusal that is not Segment's own, and of a failure without a response.
 */
export function failureCode({ status, code, isSegments }: AttemptFailure): string | undefined {
  if (isSegments === false && REFUSALS.has(status)) return REFUSED_IN_TRANSIT;
  return (status ?? 0) < 300 ? code : undefined;
}

/** Says what a failed attempt means. */
export function failureKind({ progress, status, code = "" }: AttemptFailure): FailureKind {
  if (code === RESPONSE_TOO_LARGE) return "uncertain";
  if (status !== undefined) return kindOfStatus(status);
  if (progress === "unmade") return "unsendable";
  if (progress === "sent") return "ambiguous";
  return code === "ENOTFOUND" || CERTIFICATE.test(code) ? "permanent" : "notSent";
}

/**
 * What all attempts of a call together say of it.
 * @param changes whether carrying the request out changes anything in Segment.
 */
export function callOutcome(changes: boolean, kinds: Iterable<FailureKind>): Outcome {
  const open = [...kinds].some((kind) => kind === "ambiguous" || kind === "uncertain");
  return changes && open ? "unknown" : "not_applied";
}
