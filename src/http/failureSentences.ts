import { STATUS_CODES } from "node:http";
import {
  ADDRESS_TOO_LONG,
  type AttemptFailure,
  BROKEN_RESPONSE,
  PROXY_REFUSED,
  type ProxyFailure,
  REFUSED_IN_TRANSIT,
  REQUEST_TOO_LARGE,
  RESPONSE_TOO_LARGE,
  type SegmentFailure,
} from "./failure";
import { REGION_NAMES, type Region } from "./hosts";
import { LIMITS } from "./limits";
import type { SegmentReason } from "./reasons";

/** The caller of a failed request, as its error names it. */
export interface Caller {
  region: Region;
  /** The host that the requests go to. */
  host: string;
  /** The key that they carry. */
  key: "API key" | "write key";
  workspace: string;
  /** True if the request changes something in Segment. */
  changes: boolean;
}

/** The facts about a failure that its public fields do not carry. */
export type FailureOrigin = Pick<AttemptFailure, "problem" | "proxy">;

/** A sentence of advice, without its stop. */
export interface Advice {
  text: string;
  /** True if it holds for the failed request but not for a step whose earlier requests succeeded. */
  isForRequestOnly?: boolean;
}

function describeReason({ type, message, field }: SegmentReason): string {
  const said = message ?? type ?? "no reason given";
  return field ? `${said} (field ${field})` : said;
}

const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MiB`;

/** The failures of a connection, by code. The name of the host precedes them. */
const CONNECTION_FAILURES: Record<string, string> = {
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "closed the connection",
  ETIMEDOUT: "did not respond in time",
  ECONNABORTED: "did not respond in time",
  ENOTFOUND: "could not be found",
  EAI_AGAIN: "could not be looked up",
};

/** The 3xx statuses that send the client elsewhere; 304, 305 and 306 do not. */
const REDIRECTS = new Set([300, 301, 302, 303, 307, 308]);

/** The registered name of a status. */
const nameOfStatus = (status: number): string => STATUS_CODES[status] ?? "unregistered status code";

/** Problems with a response, or with a request that was never sent, by code. */
const PROBLEMS: Record<string, string> = {
  [BROKEN_RESPONSE]: "the response is incomplete",
  [RESPONSE_TOO_LARGE]: `the response is larger than ${megabytes(LIMITS.responseBytes)}`,
  [ADDRESS_TOO_LONG]: `the address is longer than ${LIMITS.addressBytes} bytes`,
  [REQUEST_TOO_LARGE]: `the request is larger than ${megabytes(LIMITS.requestBytes)}`,
};

/** Describes a proxy that opened no connection to Segment. */
function describeProxyFailure({ name, status }: ProxyFailure, code: string, host: string): string {
  if (code !== PROXY_REFUSED) {
    return `the proxy ${name} ${CONNECTION_FAILURES[code] ?? "could not be reached"} (${code})`;
  }
  const response = status === undefined ? "" : ` with ${status} ${nameOfStatus(status)}`;
  return `the proxy ${name} refused the connection to ${host}${response} (${code})`;
}

/** Says what went wrong, in one phrase without a stop. */
export function summarizeFailure(
  { status, code = "", errors }: SegmentFailure,
  { host }: Pick<Caller, "host">,
  { problem, proxy }: FailureOrigin,
): string {
  const known = problem ?? PROBLEMS[code];
  if (known !== undefined) return status === undefined ? known : `${status} ${known}`;
  if (status === undefined) {
    if (proxy) return describeProxyFailure(proxy, code, host);
    return `${host} ${CONNECTION_FAILURES[code] ?? "could not be reached"} (${code})`;
  }
  if (REDIRECTS.has(status))
    return `${status} ${nameOfStatus(status)}; redirects are never followed`;
  const reasons = errors.map(describeReason).join("; ");
  return `${status} ${reasons || nameOfStatus(status)}`;
}

const PLAN = /\b(plan|tier|upgrade|feature|entitle\w*|billing|add-?on)\b/i;
const ROLE = /\b(role|permission|scope|read[- ]only|owner|admin)s?\b/i;

/** True if Segment itself refused the key of a request. A refused API key marks the connection. */
export const isRefusedKey = ({ status, code }: SegmentFailure): boolean =>
  (status === 401 || status === 403) && code !== REFUSED_IN_TRANSIT;

/** Says what to check after a 401 or 403, by the words of Segment's reasons. */
function adviseOnAccess({ status, errors }: SegmentFailure, caller: Caller): string {
  const { workspace, region, key } = caller;
  if (key === "write key") {
    return `Segment refused the write key in the ${REGION_NAMES[region]} region: check the key and the region of its source`;
  }
  const reasons = errors.map(({ type = "", message = "" }) => `${type} ${message}`).join(" ");
  if (status === 401) {
    const other = REGION_NAMES[region === "api" ? "eu1.api" : "api"];
    return `Segment refused the API key for workspace ${workspace} in the ${REGION_NAMES[region]} region: check the key, and choose the ${other} region if the workspace is there`;
  }
  const plan = PLAN.test(reasons);
  const role = ROLE.test(reasons);
  const check =
    plan && !role
      ? "check that the workspace's plan includes it"
      : role && !plan
        ? "give it a role that allows it"
        : "check its role, and that the workspace's plan includes it";
  return `The API key for workspace ${workspace} is not allowed to do this: ${check}`;
}

/** Says what to do about a refusal that is not Segment's own. */
const adviseOnTransit = ({ host, key }: Caller): string =>
  key === "API key"
    ? `The response is not from Segment: a proxy or firewall on the way refused the request. Allow HTTPS to ${host}`
    : `The response has no reason of Segment's: check the write key, and that proxies and firewalls allow HTTPS to ${host}`;

/** Says what to do about a proxy's refusal; undefined if there is nothing to say. */
const adviseOnProxy = ({ status }: ProxyFailure): string | undefined =>
  status === 407 ? "Check the user and password in HTTPS_PROXY" : undefined;

/** A refusal of Segment's own gives its reason, and implies that nothing was changed. */
const isRefusal = (status = 0): boolean => status >= 400 && status < 500 && status !== 429;

/** Says what to do about a failure, in the order in which the error gives it. */
export function adviseOnFailure(
  failure: SegmentFailure,
  caller: Caller,
  proxy?: ProxyFailure,
): Advice[] {
  const { status, code, outcome, retryAfterMs } = failure;
  const isInTransit = code === REFUSED_IN_TRANSIT;
  const advice: Advice[] = [];
  if (isInTransit) advice.push({ text: adviseOnTransit(caller) });
  else if (isRefusedKey(failure)) advice.push({ text: adviseOnAccess(failure, caller) });
  const onProxy = proxy && adviseOnProxy(proxy);
  if (onProxy) advice.push({ text: onProxy });
  if (outcome === "unknown" && caller.key === "write key") {
    advice.push({ text: "Segment may have received the events", isForRequestOnly: true });
  } else if (outcome === "unknown") {
    advice.push({ text: "Segment may have applied it: look it up before running it again" });
  } else if (caller.changes && (isInTransit || !isRefusal(status))) {
    advice.push({ text: "Nothing was changed", isForRequestOnly: true });
  }
  if (retryAfterMs !== undefined) {
    const seconds = Math.ceil(retryAfterMs / 1000);
    advice.push({ text: `Try again in ${seconds} second${seconds === 1 ? "" : "s"}` });
  }
  return advice;
}
