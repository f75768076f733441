import type { RunEvent, RunRequest } from "../../protocol";
import type { Client } from "../api/client";
import { addRunEvents, NEW_STEP, type StepState, shownRun, startRun, stopRun } from "./stepState";

/** Milliseconds in which events of a run are shown together. */
const TOGETHER_MS = 40;

/** The error of a run that had begun when the connection to the workbench ended. */
const CUT_OFF =
  "The workbench ended before the step did. Requests that the step had sent may have taken effect.";

/** A run that can be stopped. */
interface OpenRun {
  number: number;
  /** The name that the server gave the run. */
  run?: string;
  isStopping: boolean;
}

/** The states of all steps that were opened. A run goes on while the user looks at other steps. */
export class StepMemory {
  private readonly states = new Map<string, StepState>();
  private readonly open = new Map<string, OpenRun>();
  private readonly watching = new Set<() => void>();

  constructor(private readonly client: Client) {}

  get(step: string): StepState {
    return this.states.get(step) ?? NEW_STEP;
  }

  /** Calls a function after each change. Returns a function that ends it. */
  watch = (tell: () => void): (() => void) => {
    this.watching.add(tell);
    return () => this.watching.delete(tell);
  };

  update(step: string, change: (state: StepState) => StepState): void {
    this.states.set(step, change(this.get(step)));
    for (const tell of this.watching) tell();
  }

  /** Runs a step, unless a run of it is open. */
  start(step: string, request: RunRequest, workspace: string): void {
    if (this.open.has(step)) return;
    const { workspace: _, confirmed: __, ...call } = request;
    this.update(step, (state) => startRun(state, { call, workspace, startedAt: Date.now() }));
    const number = shownRun(this.get(step))?.number ?? 0;
    const self: OpenRun = { number, isStopping: false };
    this.open.set(step, self);
    void this.follow(step, self, request);
  }

  /** Stops the run of a step between two requests. */
  stop(step: string): void {
    const open = this.open.get(step);
    if (!open) return;
    open.isStopping = true;
    this.update(step, (state) => stopRun(state, open.number));
    this.tellStop(open);
  }

  private tellStop({ run, isStopping }: OpenRun): void {
    if (!isStopping || run === undefined) return;
    // A server that is gone has ended the run, and its stream says so.
    this.client.send("DELETE", `runs/${run}`).catch(() => undefined);
  }

  private async follow(step: string, open: OpenRun, body: RunRequest): Promise<void> {
    let events: RunEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hasEnded = false;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      const some = events;
      events = [];
      this.update(step, (state) => addRunEvents(state, open.number, some));
    };
    const add = (event: RunEvent) => {
      if (event.type === "heartbeat") return;
      if (event.type === "started") {
        open.run = event.run;
        this.tellStop(open);
      }
      events.push(event);
      if (event.type === "ended") {
        hasEnded = true;
        this.open.delete(step);
        flush();
      } else timer ??= setTimeout(flush, TOGETHER_MS);
    };
    const fail = (message: string) => {
      const ms = Date.now() - (shownRun(this.get(step))?.startedAt ?? Date.now());
      add({
        type: "ended",
        outcome: { state: "failed", ms, error: { message, inputs: {} } },
      });
    };
    try {
      await this.client.stream<RunEvent>({ method: "POST", path: "runs", body }, add);
      if (!hasEnded) fail(CUT_OFF);
    } catch (error) {
      if (hasEnded) return;
      fail(open.run === undefined ? (error as Error).message : CUT_OFF);
    }
  }
}
