import { STATUS_CODES } from "node:http";
import { type Connection, ConnectionError, SpectralError } from "@prismatic-io/spectral";
import { isRecord } from "../inputs/clean";
import { HOSTS, REGION_NAMES, type Region } from "../inputs/region";
import { oneLine } from "../values/oneLine";
import {
  ANSWER_TOO_LARGE,
  BROKEN_ANSWER,
  type Outcome,
  PROXY_REFUSED,
  REQUEST_TOO_LARGE,
} from "./failure";
import { LIMITS } from "./limits";
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
  /** What went wrong where the status does not say it, such as ECONNRESET or BROKEN_ANSWER. */
  code?: string;
  method: string;
  /** The path template, without ids. */
  path: string;
  /** Requests made. */
  attempts: number;
  /** Milliseconds from the first request to the failure. */
  elapsedMs: number;
  /**
   * `not_applied`: Segment surely did not carry the request out. `unknown`: it may have. A request
   * that changes nothing is always `not_applied`.
   */
  outcome: Outcome;
  /** Milliseconds after which Segment takes requests again, where it says so. */
  retryAfterMs?: number;
  /** Segment's id of the request, for its support. */
  requestId?: string;
  /** Segment's own reasons: the first 10, each text cut at 500 characters. */
  errors: SegmentReason[];
}

/** Name, message and fields: `JSON.stringify` leaves an error's message out. */
const serialised = (error: Error): object => ({
  ...error,
  name: error.name,
  message: error.message,
});

/** A failed call to Segment, with the fields of {@link SegmentFailure}. */
export class SegmentError extends SpectralError {
  toJSON(): object {
    return serialised(this);
  }
}

/** A call that Segment refused for its API key (401, 403); it marks the connection. */
export class SegmentConnectionError extends ConnectionError {
  // Whoever tells errors apart by name looks for spectral's.
  override name = "ConnectionError";

  toJSON(): object {
    return serialised(this);
  }
}

/** What a failed call throws. */
export type CallError = (SegmentError | SegmentConnectionError) & SegmentFailure;

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
 * @param hide takes secrets out of a text; before it is cut, or a part of one could be left, and once
 *   more when it is one line, which may put one together.
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
        if (value !== undefined) reason[key] = cut(hide(oneLine(hide(value))), LONGEST_TEXT);
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
  region: Region;
  workspace: string;
  /** Without its secrets. */
  connection: Connection;
  /** Whether carrying it out would have changed anything. */
  changes: boolean;
  /** Takes the secrets of the call out of a text. */
  hide(text: string): string;
}

const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MiB`;

/** What went wrong where the status does not say it, by code; the host's name goes before. */
const CONNECTION_FAILURES: Record<string, string> = {
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "broke the connection off",
  ETIMEDOUT: "did not answer in time",
  ECONNABORTED: "did not answer in time",
  ENOTFOUND: "could not be found",
  EAI_AGAIN: "could not be looked up",
  [PROXY_REFUSED]: "is not let through by the proxy of HTTPS_PROXY",
};

/** What is wrong with an answer, or with the request before there was one. */
const PROBLEMS: Record<string, string> = {
  [BROKEN_ANSWER]: "the answer broke off",
  [ANSWER_TOO_LARGE]: `the answer is larger than ${megabytes(LIMITS.answerBytes)}`,
  [REQUEST_TOO_LARGE]: `the request is larger than ${megabytes(LIMITS.requestBytes)}`,
};

function summary(
  { status, code = "", errors }: SegmentFailure,
  { region }: CallDetails,
  problem: string | undefined,
): string {
  const wrong = problem ?? PROBLEMS[code];
  if (wrong !== undefined) return status === undefined ? wrong : `${status} ${wrong}`;
  if (status === undefined) {
    const what = CONNECTION_FAILURES[code] ?? "could not be reached";
    return `${HOSTS[region]} ${what} (${code})`;
  }
  if (status < 400) return `${status} a redirect, which is never followed`;
  const reasons = errors.map(describeReason).join("; ");
  return `${status} ${reasons || (STATUS_CODES[status] ?? "without a reason")}`;
}

const PLAN = /\b(plan|tier|upgrade|feature|entitle\w*|billing|add-?on)\b/i;
const ROLE = /\b(role|permission|scope|read[- ]only|owner|admin)s?\b/i;

/** What to look at after a 401 or 403, as far as Segment's own words tell. */
function accessAdvice({ status, errors }: SegmentFailure, details: CallDetails): string {
  const { workspace, region } = details;
  const said = errors.map(({ type = "", message = "" }) => `${type} ${message}`).join(" ");
  if (status === 401) {
    const other = REGION_NAMES[region === "api" ? "eu1.api" : "api"];
    return `Segment refused the API key for workspace ${workspace} in the ${REGION_NAMES[region]} region: check the key, and choose the ${other} region if the workspace is there`;
  }
  const plan = PLAN.test(said);
  const role = ROLE.test(said);
  const check =
    plan && !role
      ? "check that the workspace's plan includes it"
      : role && !plan
        ? "give it a role that may"
        : "check its role, and that the workspace's plan includes it";
  return `The API key for workspace ${workspace} may not do this: ${check}`;
}

/** A refusal of Segment's own gives its reason, and that nothing was done goes without saying. */
const isRefusal = (status = 0): boolean => status >= 400 && status < 500 && status !== 429;

/** What follows from a failure: sentences to stand after what went wrong. */
function advice(failure: SegmentFailure, details: CallDetails): string[] {
  const { status, outcome, retryAfterMs } = failure;
  const sentences: string[] = [];
  if (status === 401 || status === 403) sentences.push(accessAdvice(failure, details));
  if (outcome === "unknown") {
    sentences.push("Segment may have applied it: look it up before running it again");
  } else if (details.changes && !isRefusal(status)) {
    sentences.push("Nothing was changed");
  }
  if (retryAfterMs !== undefined) {
    const seconds = Math.ceil(retryAfterMs / 1000);
    sentences.push(`Try again in ${seconds} second${seconds === 1 ? "" : "s"}`);
  }
  return sentences;
}

/**
 * The error to throw for a failed call: a SegmentConnectionError for 401 and 403, else a
 * SegmentError. Its message says what went wrong, whether Segment may have carried the request out
 * where that is not plain, and what to do. Secrets are hidden in every text of it.
 * @param problem what is wrong with an answer that looks like a success.
 */
export function failureError(
  failure: SegmentFailure,
  details: CallDetails,
  problem?: string,
): CallError {
  const { hide, label, connection } = details;
  const { status, attempts } = failure;
  const tries = attempts > 1 ? `, after ${attempts} attempts` : "";
  const what = `${label}: ${summary(failure, details, problem)}${tries}`;
  const sentences = advice(failure, details);
  const stop = sentences.length === 0 || /[.!?]$/.test(what) ? "" : ".";
  const whole = [`${what}${stop}`, ...sentences.map((text) => `${text}.`)].join(" ");
  // Hidden last: what is left out of one line can have stood within a secret.
  const message = hide(oneLine(hide(whole)));
  const requestId = failure.requestId && cut(hide(oneLine(failure.requestId)), LONGEST_ID);
  // The path of a raw request is as its builder wrote it.
  const path = hide(failure.path);
  const shown = present({ ...failure, path, requestId }) as unknown as SegmentFailure;
  const error =
    status === 401 || status === 403
      ? new SegmentConnectionError(connection, message)
      : new SegmentError(message);
  return Object.assign(error, shown);
}

/** Makes the message of an error one safe line, in its stack too: names of Segment's may be in it. */
function onOneLine(error: SpectralError): SpectralError {
  const { message, stack } = error;
  const line = oneLine(message);
  if (line === message) return error;
  error.message = line;
  error.stack = stack?.replace(message, () => line);
  return error;
}

/**
 * The component's last guard: an error that is not one of its own may carry a request with its
 * token, so only its name and message pass on, on one line.
 */
export function onlyOwnErrors(error: unknown): unknown {
  if (error instanceof SpectralError) return onOneLine(error);
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new SpectralError(oneLine(`Segment: ${name}: ${message}`));
}
