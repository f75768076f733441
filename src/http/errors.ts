import { STATUS_CODES } from "node:http";
import { type Connection, ConnectionError, SpectralError } from "@prismatic-io/spectral";
import { oneLine } from "../values/oneLine";
import {
  ADDRESS_TOO_LONG,
  type AttemptFailure,
  BROKEN_RESPONSE,
  type Outcome,
  PROXY_REFUSED,
  type ProxyFailure,
  REFUSED_IN_TRANSIT,
  REQUEST_TOO_LARGE,
  RESPONSE_TOO_LARGE,
} from "./failure";
import { HOSTS, REGION_NAMES, type Region } from "./hosts";
import { LIMITS } from "./limits";
import { type SegmentReason, truncate } from "./reasons";
import { omitUndefined } from "./request";

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

const LONGEST_ID = 200;

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
};

/** The 3xx statuses that send the client elsewhere; 304, 305 and 306 do not. */
const REDIRECTS = new Set([300, 301, 302, 303, 307, 308]);

/** The name of a status, as it is registered. */
const nameOfStatus = (status: number): string => STATUS_CODES[status] ?? "unregistered status code";

/** What is wrong with an answer, or with the request before there was one. */
const PROBLEMS: Record<string, string> = {
  [BROKEN_RESPONSE]: "the answer broke off",
  [RESPONSE_TOO_LARGE]: `the answer is larger than ${megabytes(LIMITS.answerBytes)}`,
  [ADDRESS_TOO_LONG]: `the address is longer than ${LIMITS.addressBytes} bytes`,
  [REQUEST_TOO_LARGE]: `the request is larger than ${megabytes(LIMITS.requestBytes)}`,
};

/** The failure of a proxy, which never reached Segment. */
function proxySummary({ name, status }: ProxyFailure, code: string, host: string): string {
  if (code !== PROXY_REFUSED) {
    return `the proxy ${name} ${CONNECTION_FAILURES[code] ?? "could not be reached"} (${code})`;
  }
  const said = status === undefined ? "" : ` with ${status} ${nameOfStatus(status)}`;
  return `the proxy ${name} refused the connection to ${host}${said} (${code})`;
}

function summary(
  { status, code = "", errors }: SegmentFailure,
  { region }: CallDetails,
  { problem, proxy }: FailureOrigin,
): string {
  const host = HOSTS[region];
  const wrong = problem ?? PROBLEMS[code];
  if (wrong !== undefined) return status === undefined ? wrong : `${status} ${wrong}`;
  if (status === undefined) {
    if (proxy) return proxySummary(proxy, code, host);
    return `${host} ${CONNECTION_FAILURES[code] ?? "could not be reached"} (${code})`;
  }
  if (REDIRECTS.has(status)) return `${status} a redirect, which is never followed`;
  const reasons = errors.map(describeReason).join("; ");
  return `${status} ${reasons || nameOfStatus(status)}`;
}

const PLAN = /\b(plan|tier|upgrade|feature|entitle\w*|billing|add-?on)\b/i;
const ROLE = /\b(role|permission|scope|read[- ]only|owner|admin)s?\b/i;

/** Whether Segment itself refused the API key; it then marks the connection. */
const isRefusedKey = ({ status, code }: SegmentFailure): boolean =>
  (status === 401 || status === 403) && code !== REFUSED_IN_TRANSIT;

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

/** The advice after a refusal that is not Segment's own. */
const onTheWay = (host: string): string =>
  `The response is not from Segment: something in between, such as a proxy or a firewall, refused the request. Let HTTPS through to ${host}`;

/** The advice after the proxy refused; undefined if there is none. */
const proxyAdvice = ({ status }: ProxyFailure): string | undefined =>
  status === 407 ? "Check the user and the password in HTTPS_PROXY" : undefined;

/** A refusal of Segment's own gives its reason, and that nothing was done goes without saying. */
const isRefusal = (status = 0): boolean => status >= 400 && status < 500 && status !== 429;

/** What follows from a failure: sentences to stand after what went wrong. */
function advice(failure: SegmentFailure, details: CallDetails, proxy?: ProxyFailure): string[] {
  const { status, code, outcome, retryAfterMs } = failure;
  const isOnTheWay = code === REFUSED_IN_TRANSIT;
  const sentences: string[] = [];
  if (isOnTheWay) sentences.push(onTheWay(HOSTS[details.region]));
  else if (isRefusedKey(failure)) sentences.push(accessAdvice(failure, details));
  const ofProxy = proxy && proxyAdvice(proxy);
  if (ofProxy) sentences.push(ofProxy);
  if (outcome === "unknown") {
    sentences.push("Segment may have applied it: look it up before running it again");
  } else if (details.changes && (isOnTheWay || !isRefusal(status))) {
    sentences.push("Nothing was changed");
  }
  if (retryAfterMs !== undefined) {
    const seconds = Math.ceil(retryAfterMs / 1000);
    sentences.push(`Try again in ${seconds} second${seconds === 1 ? "" : "s"}`);
  }
  return sentences;
}

/** What is known of a failure besides its fields. */
export type FailureOrigin = Pick<AttemptFailure, "problem" | "proxy">;

/**
 * The error to throw for a failed call: a SegmentConnectionError for Segment's own 401 and 403, else
 * a SegmentError. Its message says what went wrong, whether Segment may have carried the request out
 * where that is not plain, and what to do. Secrets are hidden in every text of it.
 */
export function createCallError(
  failure: SegmentFailure,
  details: CallDetails,
  origin: FailureOrigin = {},
): CallError {
  const { hide, label, connection } = details;
  const { attempts } = failure;
  const tries = attempts > 1 ? `, after ${attempts} attempts` : "";
  const what = `${label}: ${summary(failure, details, origin)}${tries}`;
  const sentences = advice(failure, details, origin.proxy);
  const stop = sentences.length === 0 || /[.!?]$/.test(what) ? "" : ".";
  const whole = [`${what}${stop}`, ...sentences.map((text) => `${text}.`)].join(" ");
  // Hidden last: what is left out of one line can have stood within a secret.
  const message = hide(oneLine(hide(whole)));
  const requestId = failure.requestId && truncate(hide(oneLine(failure.requestId)), LONGEST_ID);
  // The path of a raw request is as its builder wrote it.
  const path = hide(failure.path);
  const shown = omitUndefined({ ...failure, path, requestId }) as unknown as SegmentFailure;
  const error = isRefusedKey(failure)
    ? new SegmentConnectionError(connection, message)
    : new SegmentError(message);
  return Object.assign(error, shown);
}

const LONGEST_WORDS = 500;

/** Name and message of anything that was thrown, on one line. */
function wordsOf(error: unknown): string {
  try {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return truncate(oneLine(`${name}: ${message}`).replace(/ +/g, " "), LONGEST_WORDS);
  } catch {
    // Neither text nor a message can be had from it, such as an object without a prototype.
    return "Error: unknown";
  }
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
 * @param label the step's; the message begins with it.
 */
export function toOwnError(error: unknown, label = "Segment"): unknown {
  if (error instanceof SpectralError) return onOneLine(error);
  return new SpectralError(`${label}: ${wordsOf(error)}`);
}
