import type { RecordedBody, RequestOutcome, RunEvent, SentRequest } from "../protocol";

/** The first and last requests and log lines of a run that are shown. */
const FIRST = { requests: 500, lines: 1000 };
const LAST = { requests: 50, lines: 100 };

/** The characters of bodies that a run shows in full. Behind them, each body is short. */
const BODY_CHARACTERS = 16 * 1024 * 1024;
const SHORT_BODY = 2 * 1024;

/** The most characters of a log line that are shown. */
const LINE_CHARACTERS = 10_000;

/** Milliseconds between two messages about what is left out. */
const COUNT_MS = 1000;

type Tell = (event: RunEvent) => void;
type Line = RunEvent & { type: "log" };

/** Tells the requests and the log of a run, and leaves out those in the middle of a long one. */
export interface EventLimit {
  request(request: SentRequest): void;
  response(outcome: RequestOutcome): void;
  /** @param step the id of a step of a flow. */
  log(level: string, text: string, step?: number): void;
  /** Tells the last requests and lines, if some before them were left out. */
  finish(): void;
}

/** Creates the limit of the events of one run. */
export function limitEvents(tell: Tell): EventLimit {
  const lastRequests = new Map<number, { request: SentRequest; outcome?: RequestOutcome }>();
  let lastLines: Line[] = [];
  let requests = 0;
  let lines = 0;
  let room = BODY_CHARACTERS;
  let toldAt = Number.NEGATIVE_INFINITY;

  const cut = <Holder extends { body?: RecordedBody }>(holder: Holder): Holder => {
    const { body } = holder;
    if (!body) return holder;
    const text = body.text.length > room ? body.text.slice(0, SHORT_BODY) : body.text;
    room = Math.max(0, room - text.length);
    return { ...holder, body: { ...body, text } };
  };
  const tellCounts = (isLast: boolean) => {
    const omitted = {
      requests: Math.max(0, requests - FIRST.requests - lastRequests.size),
      lines: Math.max(0, lines - FIRST.lines - lastLines.length),
    };
    if (omitted.requests + omitted.lines === 0) return;
    const now = performance.now();
    if (!isLast && now - toldAt < COUNT_MS) return;
    toldAt = now;
    tell({ type: "omitted", ...omitted });
  };

  return {
    request: (request) => {
      requests += 1;
      if (requests <= FIRST.requests) return tell({ type: "request", request: cut(request) });
      lastRequests.set(request.id, { request });
      const [oldest] = lastRequests.keys();
      if (lastRequests.size > LAST.requests && oldest !== undefined) lastRequests.delete(oldest);
      tellCounts(false);
    },
    response: (outcome) => {
      if (outcome.id <= FIRST.requests) return tell({ type: "response", outcome: cut(outcome) });
      const kept = lastRequests.get(outcome.id);
      if (kept) kept.outcome = outcome;
    },
    log: (level, text, step) => {
      lines += 1;
      const shown = text.length > LINE_CHARACTERS ? `${text.slice(0, LINE_CHARACTERS)}…` : text;
      const line: Line = { type: "log", level, text: shown, step };
      if (lines <= FIRST.lines) return tell(line);
      lastLines.push(line);
      // Cut at twice the length, because each cut copies the list.
      if (lastLines.length >= 2 * LAST.lines) lastLines = lastLines.slice(-LAST.lines);
      tellCounts(false);
    },
    finish: () => {
      lastLines = lastLines.slice(-LAST.lines);
      tellCounts(true);
      for (const { request, outcome } of lastRequests.values()) {
        tell({ type: "request", request: cut(request) });
        if (outcome) tell({ type: "response", outcome: cut(outcome) });
      }
      for (const line of lastLines) tell(line);
      lastRequests.clear();
      lastLines = [];
    },
  };
}
