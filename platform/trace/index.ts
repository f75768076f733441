import { secretsIn } from "../../src/http/secretsIn";
import type { RunResult } from "../run";
import type { RunEvent, StepOutcome, StepPlace } from "../run/events";
import { toJsonValue } from "./jsonValue";
import type { Hider } from "./secrets";

/** A step in the trace file. */
interface TracedStep {
  step: string;
  action: string;
  within?: string[];
  state: string;
  /** Milliseconds. */
  ms: number;
  requests: number;
  retries: number;
  inputs?: unknown;
  results?: unknown;
  error?: unknown;
  logs?: string[];
}

/** Collects the inputs, results and logs of every step. */
interface Trace {
  watch(event: RunEvent): void;
  /**
   * The whole trace, in the order in which the steps started. It contains no secrets: known secrets
   * are masked, and so is every value under a name such as `password`, also at other places.
   */
  report(result: RunResult): { state: string; results?: unknown; steps: TracedStep[] };
}

interface StepRecord {
  place: StepPlace;
  logs: string[];
  outcome?: StepOutcome;
}

/** An empty trace. */
export function createTrace(hider: Hider): Trace {
  const records = new Map<number, StepRecord>();
  return {
    watch: (event) => {
      const record = records.get(event.step.id) ?? { place: event.step, logs: [] };
      records.set(event.step.id, record);
      if (event.type === "logged") record.logs.push(`${event.level}: ${event.text}`);
      if (event.type === "ended") record.outcome = event.outcome;
    },
    report: ({ state, results }) => {
      const steps = [...records.values()].map(
        (record) => toJsonValue(toTracedStep(record)) as TracedStep,
      );
      const found = secretsIn(steps.map((step) => [step.inputs, step.results]));
      const hide = hider.knowing([...new Set(found)]);
      const hidden = hide.value([toJsonValue(results), steps]) as [unknown, TracedStep[]];
      return { state, results: hidden[0], steps: hidden[1] };
    },
  };
}

function toTracedStep({ place, logs, outcome }: StepRecord): TracedStep {
  return {
    step: place.name,
    action: place.action,
    ...(place.within.length > 0 && { within: place.within }),
    state: outcome?.state ?? "running",
    ms: Math.round(outcome?.ms ?? 0),
    requests: outcome?.requests ?? 0,
    retries: outcome?.retries ?? 0,
    ...(outcome?.inputs && { inputs: outcome.inputs }),
    ...(outcome?.results !== undefined && { results: outcome.results }),
    ...(outcome?.error !== undefined && { error: outcome.error }),
    ...(logs.length > 0 && { logs }),
  };
}
