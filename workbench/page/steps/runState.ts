import type {
  ReceivedEvent,
  RequestOutcome,
  RunEvent,
  RunOutcome,
  SentRequest,
} from "../../protocol";

/** A request of a run, with its end once it has one. */
export interface ShownRequest extends SentRequest {
  outcome?: RequestOutcome;
}

/** A run as far as it is known. */
export interface RunState {
  isRunning: boolean;
  requests: readonly ShownRequest[];
  log: readonly { level: string; text: string }[];
  received: readonly ReceivedEvent[];
  outcome?: RunOutcome;
}

/** A run without an event. */
export const NEW_RUN: RunState = { isRunning: true, requests: [], log: [], received: [] };

/** Returns the run with one more event. */
export function addEvent(run: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "request":
      return { ...run, requests: [...run.requests, event.request] };
    case "response":
      return {
        ...run,
        requests: run.requests.map((request) =>
          request.id === event.outcome.id ? { ...request, outcome: event.outcome } : request,
        ),
      };
    case "log":
      return { ...run, log: [...run.log, { level: event.level, text: event.text }] };
    case "received":
      return { ...run, received: event.events };
    case "ended":
      return { ...run, isRunning: false, outcome: event.outcome };
    case "started":
    case "omitted":
    case "heartbeat":
      return run;
  }
}
