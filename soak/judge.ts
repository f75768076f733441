import { isDeepStrictEqual } from "node:util";
import type { RecordedRequest } from "../simulator";
import type { Effect } from "./faults";
import { EVENTS_MS, EVENTS_PATH, type Intent } from "./kinds";

/** One attempt of an operation: its request and its fault. */
export interface Attempt {
  /** Its start, in milliseconds since 1970. */
  at: number;
  /** The injected fault, if it took effect. */
  fault?: { name: string; effect: Effect; breaks?: boolean };
  /** The earliest time of the next request, in milliseconds since 1970. */
  until?: number;
  /** The request in the simulator's journal, if it arrived complete. */
  record?: RecordedRequest;
}

/** The error of a failed operation. */
export interface Failed {
  message: string;
  outcome?: unknown;
  /** The number of attempts it reports. */
  attempts?: unknown;
  retryAfterMs?: unknown;
}

/** The evidence about one operation. */
export interface Evidence {
  number: number;
  kind: string;
  intent: Intent;
  /** The status without faults, if it is a refusal. */
  refused?: number;
  /** True if its list takes several requests. */
  isPaged: boolean;
  host: string;
  token: string;
  /** The write key of a request that sends events. */
  writeKey?: string;
  attempts: readonly Attempt[];
  startedAt: number;
  endedAt: number;
  ended: { result: unknown } | { failed: Failed };
  /** The results that match the workspace afterwards; empty if the operation was not applied. */
  truths: readonly unknown[];
  /** True if its errors must state an outcome. */
  claims: boolean;
  /** Log lines and all readable forms of its error, each with a name. */
  texts: Iterable<readonly [where: string, text: string]>;
  /** The number of its timers that were still set when it ended. */
  timersLeft: number;
}

/** The kinds of violations, in the order of the table. */
export const WRONGS = [
  "duplicate",
  "false success",
  "false failure",
  "leak",
  "wrong outcome",
  "too many attempts",
  "retried in vain",
  "too soon",
  "too late",
  "wrong request",
  "left behind",
] as const;

/** One of {@link WRONGS}. */
export type Wrong = (typeof WRONGS)[number];

/** A violation of the policy. */
export interface Violation {
  wrong: Wrong;
  /** The number of the operation; undefined if no single operation is to blame. */
  operation?: number;
  /** A one-line description. */
  text: string;
}

/** The policy that the judge applies; times in milliseconds. */
const POLICY = {
  attempts: 4,
  retriesOverPages: 10,
  attemptMs: 30_000,
  operationMs: 180_000,
  toleranceMs: 100,
  longestHintMs: 90_000,
  /** The longest wait without a hint within four attempts, and the jitter added to a hint. */
  longestOwnWaitMs: 8000,
  jitterMs: 1000,
};

const OPEN_EFFECTS: readonly Effect[] = ["ambiguous", "uncertain"];

const effectOf = ({ fault }: Attempt): Effect => fault?.effect ?? "none";
const isServed = (attempt: Attempt): boolean =>
  effectOf(attempt) === "none" && attempt.record !== undefined && attempt.record.status < 300;
const hasLongHint = ({ at, until = 0 }: Attempt): boolean => until - at > POLICY.longestHintMs;
const changes = ({ intent }: Evidence): boolean => intent.method !== "GET";
const sendsEvents = ({ intent }: Evidence): boolean => intent.path === EVENTS_PATH;
const isRepeatable = (evidence: Evidence): boolean =>
  sendsEvents(evidence) || !["POST", "PATCH"].includes(evidence.intent.method);
const longestMs = (evidence: Evidence): number =>
  sendsEvents(evidence) ? EVENTS_MS : POLICY.operationMs;
const commitsOf = ({ attempts }: Evidence): number =>
  attempts.filter(({ record }) => record?.committed).length;

/** True for a refusal that arrived broken. Treating it as the refusal or as broken is right. */
const isBrokenRefusal = (attempt: Attempt): boolean =>
  attempt.fault?.breaks === true && (attempt.record?.status ?? 0) >= 400;

/** The reason that a retry after this attempt is wrong; undefined if it is right. */
function reasonToStop(attempt: Attempt, evidence: Evidence): string | undefined {
  const effect = effectOf(attempt);
  if (effect === "permanent" || effect === "uncertain") return `its fault is ${effect}`;
  if (effect === "ambiguous" && !isRepeatable(evidence)) return "it may have been applied";
  if (hasLongHint(attempt)) return "the requested wait is longer than 90 s";
  if (effect !== "none") return undefined;
  const { record } = attempt;
  return record && record.status >= 400 ? `its response was ${record.status}` : undefined;
}

/** Groups attempts by request; a new request begins after a success. */
function requestsOf(attempts: readonly Attempt[]): Attempt[][] {
  const requests: Attempt[][] = [];
  let current: Attempt[] | undefined;
  for (const attempt of attempts) {
    if (!current) {
      current = [];
      requests.push(current);
    }
    current.push(attempt);
    if (isServed(attempt)) current = undefined;
  }
  return requests;
}

/** Describes every attempt in one line. */
function trailOf({ attempts }: Evidence): string {
  const shown = attempts.map(({ fault, record }) => {
    const status = record?.status ? `status ${record.status}` : "no response";
    return `${fault ? fault.name : status}${fault && record?.committed ? " (applied)" : ""}`;
  });
  return shown.length === 0 ? "nothing was sent" : shown.join("; ");
}

/** The attempts that leave it open if the request was applied. */
const openOf = ({ attempts }: Evidence): Attempt[] =>
  attempts.filter((attempt) => OPEN_EFFECTS.includes(effectOf(attempt)));

/** True if a client may conclude that its own DELETE removed the object. */
const mayBeGone = (evidence: Evidence): boolean =>
  evidence.intent.method === "DELETE" && openOf(evidence).length > 0;

function* judgeCommits(evidence: Evidence): Iterable<[Wrong, string]> {
  const commits = commitsOf(evidence);
  // Segment stores each event of a repeated request once.
  if (commits > 1 && (sendsEvents(evidence) || !isRepeatable(evidence))) {
    yield ["duplicate", `was applied ${commits} times`];
  }
  if ("failed" in evidence.ended) return;
  const { result } = evidence.ended;
  if (evidence.truths.length === 0) {
    yield ["false success", "succeeded, but the workspace does not match the request"];
  } else if (!evidence.truths.some((truth) => isDeepStrictEqual(result, truth))) {
    yield ["false success", "returned something other than the workspace holds"];
  } else if (changes(evidence) && commits === 0 && !mayBeGone(evidence)) {
    yield ["false success", "succeeded, but was never applied"];
  }
}

/** True if the remaining time was too short for a retry. */
function isOutOfTime(evidence: Evidence, { until = 0 }: Attempt): boolean {
  const { startedAt, endedAt } = evidence;
  const { jitterMs, longestOwnWaitMs } = POLICY;
  const wait = Math.max(until - endedAt + jitterMs, longestOwnWaitMs);
  return endedAt - startedAt + wait >= longestMs(evidence);
}

function* judgeFailure(evidence: Evidence, failed: Failed): Iterable<[Wrong, string]> {
  const { attempts, isPaged } = evidence;
  const last = attempts.at(-1);
  const said = `failed (${failed.message.slice(0, 200)})`;
  if (!last) {
    yield ["false failure", `${said} without sending a request`];
    return;
  }
  const retries = attempts.length - requestsOf(attempts).length;
  const gaveUp =
    (requestsOf(attempts).at(-1)?.length ?? 0) >= POLICY.attempts ||
    (isPaged && retries >= POLICY.retriesOverPages) ||
    isOutOfTime(evidence, last);
  if (isServed(last)) {
    yield ["false failure", `${said} although its last request succeeded`];
  } else if (
    evidence.intent.method === "DELETE" &&
    !last.fault &&
    last.record?.status === 404 &&
    commitsOf(evidence) > 0
  ) {
    yield ["false failure", `${said} although its own DELETE removed the object`];
  } else if (!gaveUp && !isBrokenRefusal(last) && !reasonToStop(last, evidence)) {
    yield ["false failure", `${said} although a retry was allowed`];
  }
  if (hasLongHint(last) && evidence.claims && !(Number(failed.retryAfterMs) > 0)) {
    yield ["wrong outcome", `${said} without saying when to retry`];
  }
}

function* judgeOutcome(evidence: Evidence, failed: Failed): Iterable<[Wrong, string]> {
  if (!evidence.claims) return;
  const { outcome } = failed;
  const open = changes(evidence) ? openOf(evidence) : [];
  if (outcome !== "unknown" && outcome !== "not_applied") {
    yield ["wrong outcome", `failed without an outcome: ${failed.message}`];
  } else if (outcome === "not_applied" && changes(evidence) && commitsOf(evidence) > 0) {
    yield ["wrong outcome", "claims not_applied, but it was applied"];
  } else if (outcome === "not_applied" && !open.every(isBrokenRefusal)) {
    yield ["wrong outcome", "claims not_applied, which it cannot know"];
  } else if (outcome === "unknown" && open.length === 0) {
    yield ["wrong outcome", "claims unknown, although the outcome is certain"];
  }
  const made = requestsOf(evidence.attempts).at(-1)?.length ?? 0;
  if (failed.attempts !== undefined && failed.attempts !== made) {
    yield ["wrong outcome", `reports ${failed.attempts} attempts, but made ${made}`];
  }
}

function* judgeLimits(evidence: Evidence): Iterable<[Wrong, string]> {
  const { attempts, startedAt, endedAt, isPaged } = evidence;
  const requests = requestsOf(attempts);
  const most = Math.max(0, ...requests.map(({ length }) => length));
  const retries = attempts.length - requests.length;
  if (most > POLICY.attempts) yield ["too many attempts", `sent one request ${most} times`];
  if (isPaged ? retries > POLICY.retriesOverPages : requests.length > 1) {
    yield ["too many attempts", `sent ${requests.length} requests and ${retries} retries`];
  }
  for (const [index, attempt] of attempts.slice(0, -1).entries()) {
    const next = attempts[index + 1];
    const reason = reasonToStop(attempt, evidence);
    if (reason) yield ["retried in vain", `made attempt ${index + 2} although ${reason}`];
    const early = (attempt.until ?? 0) - (next?.at ?? 0);
    if (early > 0) {
      yield ["too soon", `made attempt ${index + 2} ${early} ms too early`];
    }
  }
  const ms = endedAt - startedAt;
  if (ms > longestMs(evidence) + POLICY.toleranceMs) yield ["too late", `took ${ms} ms`];
  const lastMs = endedAt - (attempts.at(-1)?.at ?? startedAt);
  if (lastMs > POLICY.attemptMs + POLICY.toleranceMs) {
    yield ["too late", `ended ${lastMs} ms after its last attempt began`];
  }
}

function* judgeRequests(evidence: Evidence): Iterable<[Wrong, string]> {
  const { intent, attempts, host, token, writeKey, refused } = evidence;
  const authorization =
    writeKey === undefined
      ? `Bearer ${token}`
      : `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`;
  for (const [index, { record }] of attempts.entries()) {
    if (!record) continue;
    const which = `attempt ${index + 1}`;
    if (record.method !== intent.method || record.path !== intent.path) {
      yield ["wrong request", `${which} sent ${record.method} ${record.path}`];
    }
    if (!isDeepStrictEqual(record.body, intent.body)) {
      yield ["wrong request", `${which} sent a different body`];
    }
    if (record.headers.host !== host || record.headers.authorization !== authorization) {
      yield ["wrong request", `${which} went to ${record.headers.host} or with another token`];
    }
  }
  const first = attempts[0];
  const status = first?.fault ? 0 : (first?.record?.status ?? 0);
  if (status >= 400 && status !== refused) {
    yield ["wrong request", `was refused without a fault: ${status}`];
  }
}

/** The forms of a token that count as a leak. */
function formsOf(token: string): string[] {
  const base64 = (before: string) =>
    // The first and last characters of base64 depend on the neighboring text.
    Buffer.from(before + token)
      .toString("base64")
      .slice(before.length === 0 ? 0 : 4, -4);
  return [token, encodeURIComponent(token), base64(""), base64("x"), base64("xx")];
}

function* judgeSecrecy(evidence: Evidence): Iterable<[Wrong, string]> {
  const forms = formsOf(evidence.token);
  const isIn = (text: string) => forms.some((form) => text.includes(form));
  for (const { record } of evidence.attempts) {
    if (!record) continue;
    const { authorization: _, ...headers } = record.headers;
    if (isIn(JSON.stringify([record.path, record.query, record.body, headers]))) {
      yield ["leak", "sent the token outside the Authorization header"];
      break;
    }
  }
  if (evidence.writeKey !== undefined) forms.push(...formsOf(evidence.writeKey));
  for (const [where, text] of evidence.texts) {
    if (!isIn(text)) continue;
    yield ["leak", `the token is in ${where}`];
    break;
  }
}

/** Judges one operation by its evidence alone. */
export function judgeOperation(evidence: Evidence): Violation[] {
  const { ended, timersLeft, number, kind } = evidence;
  const found: [Wrong, string][] = [
    ...judgeCommits(evidence),
    ...("failed" in ended ? judgeFailure(evidence, ended.failed) : []),
    ...("failed" in ended ? judgeOutcome(evidence, ended.failed) : []),
    ...judgeLimits(evidence),
    ...judgeRequests(evidence),
    ...judgeSecrecy(evidence),
  ];
  if (timersLeft > 0) found.push(["left behind", `left ${timersLeft} timers`]);
  const trail = trailOf(evidence);
  return found.map(([wrong, what]) => ({
    wrong,
    operation: number,
    text: `${kind} ${what} [${trail}]`,
  }));
}
