import type {
  FlowStepEvent,
  FlowStepOutcome,
  ReceivedEvent,
  RunEvent,
  RunOutcome,
} from "../../protocol";
import type { ShownRequest } from "../steps/runState";

/** The place of a step in a run. */
type Place = Extract<FlowStepEvent, { type: "began" }>["place"];

/** A step of a run: one round of it, if it is in a loop. */
export interface StepRun {
  place: Place;
  outcome?: FlowStepOutcome;
  /** The failures after which its error handler retried it. */
  retries: readonly { attempt: number; waitMs: number; message: string }[];
}

/** A run of a flow as far as it is known. */
export interface FlowRunState {
  /** The name of the flow. */
  flow: string;
  /** In milliseconds since 1970. */
  startedAt: number;
  isRunning: boolean;
  /** True once the user has stopped the run. It ends after the request that is open. */
  isStopping: boolean;
  /** The steps in the order in which they began, by the name of the step. */
  steps: ReadonlyMap<string, readonly StepRun[]>;
  requests: readonly ShownRequest[];
  log: readonly { level: string; text: string; step?: number }[];
  received: readonly ReceivedEvent[];
  /** The numbers of steps, requests and log lines that are left out. */
  omitted: { steps: number; requests: number; lines: number };
  outcome?: RunOutcome;
}

/** The state of a box: `waiting` before its first round, `not run` if it had none. */
export type BoxState = FlowStepOutcome["state"] | "waiting" | "running" | "not run";

/** Creates a run without an event. */
export const newFlowRun = (flow: string, startedAt: number): FlowRunState => ({
  flow,
  startedAt,
  isRunning: true,
  isStopping: false,
  steps: new Map(),
  requests: [],
  log: [],
  received: [],
  omitted: { steps: 0, requests: 0, lines: 0 },
});

/** The name of each step that has begun, by its id. */
const nameOf = (steps: FlowRunState["steps"], id: number): string | undefined => {
  for (const [name, rounds] of steps) if (rounds.some(({ place }) => place.id === id)) return name;
  return undefined;
};

function addStepEvents(
  before: FlowRunState["steps"],
  events: readonly FlowStepEvent[],
): FlowRunState["steps"] {
  if (events.length === 0) return before;
  const steps = new Map(before);
  const names = new Map<number, string>();
  const copied = new Set<string>();
  const roundsOf = (name: string): StepRun[] => {
    if (!copied.has(name)) steps.set(name, [...(steps.get(name) ?? [])]);
    copied.add(name);
    return steps.get(name) as StepRun[];
  };
  for (const event of events) {
    if (event.type === "began") {
      names.set(event.place.id, event.place.name);
      roundsOf(event.place.name).push({ place: event.place, retries: [] });
      continue;
    }
    const name = names.get(event.id) ?? nameOf(before, event.id);
    if (name === undefined) continue;
    const rounds = roundsOf(name);
    const at = rounds.findLastIndex(({ place }) => place.id === event.id);
    const round = rounds[at];
    if (!round) continue;
    const { attempt, waitMs, message } = event.type === "again" ? event : {};
    rounds[at] =
      event.type === "ended"
        ? { ...round, outcome: event.outcome }
        : {
            ...round,
            retries: [
              ...round.retries,
              { attempt: attempt ?? 0, waitMs: waitMs ?? 0, message: message ?? "" },
            ],
          };
  }
  return steps;
}

/** Ends the steps that the end of the run left open, because its process has ended. */
function endOpenSteps(
  steps: FlowRunState["steps"],
  { state, error }: RunOutcome,
): FlowRunState["steps"] {
  const isOpen = ({ outcome }: StepRun) => outcome === undefined;
  if (![...steps.values()].flat().some(isOpen)) return steps;
  const isFailed = state === "failed";
  const end = (round: StepRun): StepRun => {
    if (!isOpen(round)) return round;
    const { holds } = round.place;
    const outcome: FlowStepOutcome = {
      ...{ state: isFailed ? "failed" : "stopped", hasFailed: isFailed && !holds },
      ...{ ms: 0, requests: 0, retries: 0 },
      detail: isFailed && holds ? "a step in it failed" : (error?.message ?? ""),
    };
    return { ...round, outcome };
  };
  return new Map([...steps].map(([name, rounds]) => [name, rounds.map(end)]));
}

/** Returns the run with more events. */
export function addFlowEvents(run: FlowRunState, events: readonly RunEvent[]): FlowRunState {
  const of = <Type extends RunEvent["type"]>(type: Type) =>
    events.filter((event): event is RunEvent & { type: Type } => event.type === type);
  const outcomes = new Map(of("response").map(({ outcome }) => [outcome.id, outcome]));
  const requests: ShownRequest[] = [
    ...run.requests,
    ...of("request").map((event) => event.request),
  ];
  const omitted = of("omitted").at(-1);
  const steps = of("omittedSteps").at(-1);
  const ended = of("ended").at(-1);
  const told = addStepEvents(
    run.steps,
    of("step").map(({ event }) => event),
  );
  return {
    ...run,
    steps: ended ? endOpenSteps(told, ended.outcome) : told,
    requests: requests.map((request) => {
      const outcome = outcomes.get(request.id);
      return outcome ? { ...request, outcome } : request;
    }),
    log: [...run.log, ...of("log").map(({ level, text, step }) => ({ level, text, step }))],
    received: [...run.received, ...of("received").flatMap((event) => event.events)],
    omitted: {
      steps: steps?.steps ?? run.omitted.steps,
      requests: omitted?.requests ?? run.omitted.requests,
      lines: omitted?.lines ?? run.omitted.lines,
    },
    ...(ended ? { isRunning: false, outcome: ended.outcome } : {}),
  };
}

/** The worst state comes first, because a box stands for all of its rounds. */
const WORST = ["failed", "stopped", "ignored", "done"] as const;

/** The state of the box of a step. */
export function boxStateOf(run: FlowRunState, rounds: readonly StepRun[]): BoxState {
  if (rounds.length === 0) return run.isRunning ? "waiting" : "not run";
  const last = rounds.at(-1);
  if (run.isRunning && last && !last.outcome) return "running";
  const states = new Set(rounds.map(({ outcome }) => outcome?.state ?? "stopped"));
  return WORST.find((state) => states.has(state)) ?? "done";
}

/** The cost of all rounds of a step. */
export function costOf(rounds: readonly StepRun[]): { ms: number; requests: number } {
  const outcomes = rounds.flatMap(({ outcome }) => outcome ?? []);
  return {
    ms: outcomes.reduce((sum, { ms }) => sum + ms, 0),
    requests: outcomes.reduce((sum, { requests }) => sum + requests, 0),
  };
}
