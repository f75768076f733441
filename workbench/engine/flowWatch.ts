import type { RunEvent as FlowEvent, StepOutcome, Watch } from "../../platform/run/events";
import { toJsonValue } from "../../platform/trace/jsonValue";
import { secretsIn } from "../../src/http/secretsIn";
import type { FlowStepOutcome, RunEvent, ShownValue } from "../protocol";
import type { EventLimit } from "./eventLimit";
import { hideSecrets, pruneAndHide } from "./hiding";

/** The first steps in loops and branches that are told. Later ones are told only if they fail. */
const MOST_STEPS = 3000;

/** The characters of inputs and results that a run shows. Behind them, they are left out. */
const VALUE_CHARACTERS = 32 * 1024 * 1024;

/** The id of the trigger, which is the first step. */
const TRIGGER = 1;

interface FlowWatchOptions {
  tell(event: RunEvent): void;
  limit: EventLimit;
  /** The secrets that are known before the run. */
  known: readonly string[];
}

/** Tells the events of the steps of a flow. */
export interface FlowWatch {
  /** The id of the step that runs. */
  readonly step: number | undefined;
  /** Returns a watch for one of the runs that a payload starts. */
  run(place: { index: number; count: number }): Watch;
  /** Tells the number of steps that were left out, if there are any. */
  finish(): void;
}

/** Creates the watch of one run. */
export function watchFlow({ tell, limit, known }: FlowWatchOptions): FlowWatch {
  const secrets = new Set(known);
  let hiding = hideSecrets(known);
  let step: number | undefined = TRIGGER;
  let told = 0;
  let omitted = 0;
  let highest = 0;
  let room = VALUE_CHARACTERS;
  const untold = new Map<number, FlowEvent & { type: "began" }>();

  const learn = (values: unknown[]) => {
    const found = secretsIn(values).filter((secret) => !secrets.has(secret));
    if (found.length === 0) return;
    for (const secret of found) secrets.add(secret);
    hiding = hideSecrets([...secrets]);
  };
  const show = (value: unknown): ShownValue | undefined => {
    if (value === undefined) return undefined;
    const { result, ...cut } = pruneAndHide(value, hiding);
    const characters = JSON.stringify(result)?.length ?? 0;
    if (characters > room) return { value: undefined, omittedBytes: characters };
    room -= characters;
    return { value: result, ...cut };
  };
  const toOutcome = (outcome: StepOutcome): FlowStepOutcome => {
    const { state, ms, requests, retries, detail, error } = outcome;
    const [inputs, results] = [outcome.inputs, outcome.results].map((value) => toPlain(value));
    learn([inputs, results]);
    return {
      state,
      ms,
      requests,
      retries,
      detail: hiding.hider.text(detail),
      hasFailed: error !== undefined,
      inputs: show(inputs),
      result: show(results),
    };
  };

  return {
    get step() {
      return step;
    },
    run: ({ index, count }) => {
      const base = highest;
      const around = count > 1 ? [`Run ${index + 1} of ${count}`] : [];
      const began = (event: FlowEvent & { type: "began" }) => {
        const place = { ...event.step, id: base + event.step.id };
        tell({
          type: "step",
          event: { type: "began", place: { ...place, within: [...around, ...place.within] } },
        });
        told += 1;
      };
      return (event) => {
        const id = base + event.step.id;
        if (event.type === "began") {
          step = id;
          highest = id;
          const isLeftOut = told >= MOST_STEPS && event.step.within.length > 0;
          if (!isLeftOut) return began(event);
          omitted += 1;
          untold.set(id, event);
          return;
        }
        const left = untold.get(id);
        if (left) {
          if (event.type === "ended") untold.delete(id);
          const fails = event.type === "ended" && event.outcome.state !== "done";
          if (!fails) return;
          omitted -= 1;
          began(left);
        }
        if (event.type === "logged") limit.log(event.level, hiding.hider.text(event.text), id);
        if (event.type === "again") {
          const { attempt, waitMs, error } = event;
          const message = hiding.hider.text(error.message);
          tell({ type: "step", event: { type: "again", id, attempt, waitMs, message } });
        }
        if (event.type === "ended") {
          tell({ type: "step", event: { type: "ended", id, outcome: toOutcome(event.outcome) } });
        }
      };
    },
    finish: () => {
      if (omitted > 0) tell({ type: "omittedSteps", steps: omitted });
    },
  };
}

/** The value as JSON holds it. */
const toPlain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(toJsonValue(value)) ?? "null");
