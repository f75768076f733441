import type {
  ReceivedEvent,
  RequestOutcome,
  RunEvent,
  RunOutcome,
  SentRequest,
  StepCall,
} from "../../protocol";

/** A request of a run, with its end once it has one. */
export interface ShownRequest extends SentRequest {
  outcome?: RequestOutcome;
}

/** A run as far as it is known. */
export interface RunState {
  /** 1 for the first run of a step. */
  number: number;
  call: StepCall;
  /** The name of the workspace. */
  workspace: string;
  /** In milliseconds since 1970. */
  startedAt: number;
  isRunning: boolean;
  /** True once the user has stopped a run. It ends after the request that is open. */
  isStopping: boolean;
  requests: readonly ShownRequest[];
  log: readonly { level: string; text: string }[];
  received: readonly ReceivedEvent[];
  /** The numbers of requests, log lines and received events that are left out. */
  omitted: { requests: number; lines: number; events: number };
  outcome?: RunOutcome;
}

/** Creates a run without an event. */
export const newRun = (
  start: Pick<RunState, "number" | "call" | "workspace" | "startedAt">,
): RunState => ({
  ...start,
  isRunning: true,
  isStopping: false,
  requests: [],
  log: [],
  received: [],
  omitted: { requests: 0, lines: 0, events: 0 },
});

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
      return {
        ...run,
        received: [...run.received, ...event.events],
        omitted: { ...run.omitted, events: run.omitted.events + (event.omitted ?? 0) },
      };
    case "omitted":
      return {
        ...run,
        omitted: { ...run.omitted, requests: event.requests, lines: event.lines },
      };
    case "ended":
      return { ...run, isRunning: false, outcome: event.outcome };
    // Of flows, whose page keeps them by step.
    case "step":
    case "omittedSteps":
    case "partBegan":
    case "part":
    case "deployed":
    case "started":
    case "heartbeat":
      return run;
  }
}
