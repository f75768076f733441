import { isDeepStrictEqual } from "node:util";
import type { RecordedRequest } from "../simulator";
import type { Effect } from "./faults";
import type { Intent } from "./kinds";

/** One attempt of an operation: the request it made, and what went wrong with it. */
export interface Attempt {
  /** When it was begun, in milliseconds since 1970. */
  at: number;
  /** What went wrong with it on purpose, if it came to that. */
  fault?: { name: string; effect: Effect; breaks?: boolean };
  /** No request may follow before this time. */
  until?: number;
  /** The request in the simulator's journal, if it arrived whole. */
  record?: RecordedRequest;
}

/** What is known of how an operation failed. */
export interface Failed {
  message: string;
  outcome?: unknown;
  /** The attempts it says it made. */
  attempts?: unknown;
  retryAfterMs?: unknown;
}

/** All there is to judge an operation by. */
export interface Evidence {
  number: number;
  kind: string;
  intent: Intent;
  /** What it is answered where nothing goes wrong, if that is a refusal. */
  refused?: number;
  /** The entries of its list are spread over several requests. */
  isPaged: boolean;
  host: string;
  token: string;
  attempts: readonly Attempt[];
  startedAt: number;
  endedAt: number;
  ended: { answer: unknown } | { failed: Failed };
  /** The answers that tell the truth of the workspace after it; none where it was not carried out. */
  truths: readonly unknown[];
  /** Whether its errors are meant to say if it was carried out. */
  claims: boolean;
  /** What was logged, and the forms in which its error can be read: where, and the text. */
  texts: Iterable<readonly [where: string, text: string]>;
  /** Timers of its own that were still set when it had ended. */
  timersLeft: number;
}

/** What can be wrong, in the order of the table. */
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

/** A kind of violation. */
export type Wrong = (typeof WRONGS)[number];

/** Something that must not be. */
export interface Violation {
  wrong: Wrong;
  /** The operation; undefined for what none of them can be blamed for. */
  operation?: number;
  /** What happened, in a line. */
  text: string;
}

/** The policy that is judged by; times in milliseconds. */
const POLICY = {
  attempts: 4,
  retriesOverPages: 10,
  attemptMs: 30_000,
  operationMs: 180_000,
  toleranceMs: 100,
  longestHintMs: 90_000,
  /** The longest wait of a client's own accord within four attempts, and the jitter on a hint. */
  longestOwnWaitMs: 8000,
  jitterMs: 1000,
};

const OPEN_EFFECTS: readonly Effect[] = ["ambiguous", "uncertain"];

const effectOf = ({ fault }: Attempt): Effect => fault?.effect ?? "none";
const isServed = (attempt: Attempt): boolean =>
  effectOf(attempt) === "none" && attempt.record !== undefined && attempt.record.status < 300;
const hasLongHint = ({ at, until = 0 }: Attempt): boolean => until - at > POLICY.longestHintMs;
const changes = ({ intent }: Evidence): boolean => intent.method !== "GET";
const isRepeatable = ({ intent }: Evidence): boolean =>
  intent.method !== "POST" && intent.method !== "PATCH";
const commitsOf = ({ attempts }: Evidence): number =>
  attempts.filter(({ record }) => record?.committed).length;

/** A refusal that arrived broken: taken for the refusal or for broken, either is right. */
const isBrokenRefusal = (attempt: Attempt): boolean =>
  attempt.fault?.breaks === true && (attempt.record?.status ?? 0) >= 400;

/** Why another attempt after this one would be wrong, if it would. */
function reasonToStop(attempt: Attempt, evidence: Evidence): string | undefined {
  const effect = effectOf(attempt);
  if (effect === "permanent" || effect === "uncertain") return `its fault is ${effect}`;
  if (effect === "ambiguous" && !isRepeatable(evidence)) return "it may have been carried out";
  if (hasLongHint(attempt)) return "it was told to wait for longer than 90 s";
  if (effect !== "none") return undefined;
  const { record } = attempt;
  return record && record.status >= 400 ? `it was answered ${record.status}` : undefined;
}

/** The attempts of each request: a new one begins after a success. */
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

/** What happened to each attempt, for the reader of a violation. */
function trailOf({ attempts }: Evidence): string {
  const shown = attempts.map(({ fault, record }) => {
    const status = record?.status ? `answered ${record.status}` : "no answer";
    return `${fault ? fault.name : status}${fault && record?.committed ? " (carried out)" : ""}`;
  });
  return shown.length === 0 ? "nothing was sent" : shown.join("; ");
}

/** The attempts after which a client cannot know whether the request was carried out. */
const openOf = ({ attempts }: Evidence): Attempt[] =>
  attempts.filter((attempt) => OPEN_EFFECTS.includes(effectOf(attempt)));

/** Whether a client may take it that its own DELETE is why nothing is left. */
const mayBeGone = (evidence: Evidence): boolean =>
  evidence.intent.method === "DELETE" && openOf(evidence).length > 0;

function* judgeCommits(evidence: Evidence): Iterable<[Wrong, string]> {
  const commits = commitsOf(evidence);
  if (commits > 1 && !isRepeatable(evidence)) {
    yield ["duplicate", `was carried out ${commits} times`];
  }
  if ("failed" in evidence.ended) return;
  const { answer } = evidence.ended;
  if (evidence.truths.length === 0) {
    yield ["false success", "succeeded, but the workspace is not as it asked for"];
  } else if (!evidence.truths.some((truth) => isDeepStrictEqual(answer, truth))) {
    yield ["false success", "succeeded with something else than what the workspace holds"];
  } else if (changes(evidence) && commits === 0 && !mayBeGone(evidence)) {
    yield ["false success", "succeeded without having been carried out"];
  }
}

/** Whether the time left was too short for another attempt. */
function isOutOfTime({ startedAt, endedAt }: Evidence, { until = 0 }: Attempt): boolean {
  const { operationMs, jitterMs, longestOwnWaitMs } = POLICY;
  const wait = Math.max(until - endedAt + jitterMs, longestOwnWaitMs);
  return endedAt - startedAt + wait >= operationMs;
}

function* judgeFailure(evidence: Evidence, failed: Failed): Iterable<[Wrong, string]> {
  const { attempts, isPaged } = evidence;
  const last = attempts.at(-1);
  const said = `failed (${failed.message.slice(0, 200)})`;
  if (!last) {
    yield ["false failure", `${said} without having sent anything`];
    return;
  }
  const retries = attempts.length - requestsOf(attempts).length;
  const gaveUp =
    (requestsOf(attempts).at(-1)?.length ?? 0) >= POLICY.attempts ||
    (isPaged && retries >= POLICY.retriesOverPages) ||
    isOutOfTime(evidence, last);
  if (isServed(last)) {
    yield ["false failure", `${said} though its last request was answered with success`];
  } else if (
    evidence.intent.method === "DELETE" &&
    !last.fault &&
    last.record?.status === 404 &&
    commitsOf(evidence) > 0
  ) {
    yield ["false failure", `${said} though it was its own doing that nothing was left`];
  } else if (!gaveUp && !isBrokenRefusal(last) && !reasonToStop(last, evidence)) {
    yield ["false failure", `${said} though another attempt was worth it`];
  }
  if (hasLongHint(last) && evidence.claims && !(Number(failed.retryAfterMs) > 0)) {
    yield ["wrong outcome", `${said} without a word on when to try again`];
  }
}

function* judgeOutcome(evidence: Evidence, failed: Failed): Iterable<[Wrong, string]> {
  if (!evidence.claims) return;
  const { outcome } = failed;
  const open = changes(evidence) ? openOf(evidence) : [];
  if (outcome !== "unknown" && outcome !== "not_applied") {
    yield ["wrong outcome", `failed without saying whether it was carried out: ${failed.message}`];
  } else if (outcome === "not_applied" && changes(evidence) && commitsOf(evidence) > 0) {
    yield ["wrong outcome", "says that nothing was applied, but it was carried out"];
  } else if (outcome === "not_applied" && !open.every(isBrokenRefusal)) {
    yield ["wrong outcome", "says that nothing was applied, which it cannot know"];
  } else if (outcome === "unknown" && open.length === 0) {
    yield ["wrong outcome", "says unknown, but nothing that happened leaves that open"];
  }
  const made = requestsOf(evidence.attempts).at(-1)?.length ?? 0;
  if (failed.attempts !== undefined && failed.attempts !== made) {
    yield ["wrong outcome", `says ${failed.attempts} attempts, and made ${made}`];
  }
}

function* judgeLimits(evidence: Evidence): Iterable<[Wrong, string]> {
  const { attempts, startedAt, endedAt, isPaged } = evidence;
  const requests = requestsOf(attempts);
  const most = Math.max(0, ...requests.map(({ length }) => length));
  const retries = attempts.length - requests.length;
  if (most > POLICY.attempts) yield ["too many attempts", `sent one request ${most} times`];
  if (isPaged ? retries > POLICY.retriesOverPages : requests.length > 1) {
    yield ["too many attempts", `sent ${requests.length} requests and ${retries} once more`];
  }
  for (const [index, attempt] of attempts.slice(0, -1).entries()) {
    const next = attempts[index + 1];
    const reason = reasonToStop(attempt, evidence);
    if (reason) yield ["retried in vain", `made attempt ${index + 2} though ${reason}`];
    const early = (attempt.until ?? 0) - (next?.at ?? 0);
    if (early > 0) {
      yield ["too soon", `made attempt ${index + 2} ${early} ms before it might`];
    }
  }
  const ms = endedAt - startedAt;
  if (ms > POLICY.operationMs + POLICY.toleranceMs) yield ["too late", `took ${ms} ms`];
  const lastMs = endedAt - (attempts.at(-1)?.at ?? startedAt);
  if (lastMs > POLICY.attemptMs + POLICY.toleranceMs) {
    yield ["too late", `took ${lastMs} ms from its last attempt to its end`];
  }
}

function* judgeRequests(evidence: Evidence): Iterable<[Wrong, string]> {
  const { intent, attempts, host, token, refused } = evidence;
  for (const [index, { record }] of attempts.entries()) {
    if (!record) continue;
    const which = `attempt ${index + 1}`;
    if (record.method !== intent.method || record.path !== intent.path) {
      yield ["wrong request", `${which} asked for ${record.method} ${record.path}`];
    }
    if (!isDeepStrictEqual(record.body, intent.body)) {
      yield ["wrong request", `${which} sent another body than it was given`];
    }
    if (record.headers.host !== host || record.headers.authorization !== `Bearer ${token}`) {
      yield ["wrong request", `${which} went to ${record.headers.host} or with another token`];
    }
  }
  const first = attempts[0];
  const status = first?.fault ? 0 : (first?.record?.status ?? 0);
  if (status >= 400 && status !== refused) {
    yield ["wrong request", `was refused though nothing was wrong: ${status}`];
  }
}

/** The forms in which a token gives itself away. */
function formsOf(token: string): string[] {
  const base64 = (before: string) =>
    // The first and last characters depend on what stands beside it.
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
      yield ["leak", "sent the token besides its Authorization header"];
      break;
    }
  }
  for (const [where, text] of evidence.texts) {
    if (!isIn(text)) continue;
    yield ["leak", `the token is in ${where}`];
    break;
  }
}

/** Judges one operation by what happened, knowing nothing of how its caller works. */
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
