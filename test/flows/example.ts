import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CommandContext, carryOut, type FlowCommand } from "../../platform/command";
import { loadComponent } from "../../platform/component";
import { linesView } from "../../platform/view/lines";
import { type SimulatedWorkspaces, simulatedWorkspaces } from "../../platform/workspaces";
import { type Fault, fault, responseFault } from "../../simulator";
import { Dice } from "../../soak/dice";
import { onFakeClock } from "../support/clock";

/** A step as the trace file tells of it. */
export interface TracedStep {
  step: string;
  state: string;
  inputs: Record<string, unknown>;
  results: unknown;
  requests: number;
  retries: number;
}

/** The outcome of one run of an example. */
export interface ExampleRun {
  /** The exit code. */
  code: number;
  /** The printed text. */
  text: string;
  results: unknown;
  steps: TracedStep[];
}

/** An example while it is deployed. */
export interface Deployed {
  /** The lines printed so far. */
  lines: readonly string[];
  /** Waits until this many lines match. */
  shows(pattern: RegExp, times?: number): Promise<void>;
}

/** The examples beside a simulated Segment with the sample workspace, for one test file. */
export interface Examples {
  workspaces: SimulatedWorkspaces;
  /** Runs `flows/<name>.yml` with its samples, or with other options, on a clock of its own. */
  run(name: string, options?: Partial<FlowCommand>): Promise<ExampleRun>;
  /**
   * Deploys an example, does something while it listens or polls, and removes it. Simulated deliveries to
   * it have a clock of their own.
   */
  deploy(name: string, during: (deployed: Deployed) => Promise<void>): Promise<ExampleRun>;
  /** Writes a payload or a configuration to a file of its own; returns its path. */
  given(value: unknown): string;
  /**
   * Runs an example under faults that the seed draws until it is done, as a builder would: at most 6
   * times, of which the last meets none.
   */
  untilDone(
    name: string,
    seed: string,
    options?: Partial<FlowCommand>,
  ): Promise<{ last: ExampleRun; runs: number; faults: number }>;
  /** From now on about every third request meets a fault that the seed draws; undefined ends it. */
  sabotage(seed: string | undefined): void;
  close(): Promise<void>;
}

const folder = path.resolve(__dirname, "../../flows");

/** The default payload and configuration of an example. */
export const sample = (name: string, kind: "payload" | "config"): string =>
  path.join(folder, "samples", `${name}.${kind}.json`);

/** The samples that an example has. */
const samplesOf = (name: string): Partial<FlowCommand> =>
  Object.fromEntries(
    (["payload", "config"] as const)
      .map((kind) => [kind, sample(name, kind)] as const)
      .filter(([_kind, file]) => existsSync(file)),
  );

const FAULTS: readonly (() => Fault)[] = [
  () => responseFault({ status: 429, headers: { "retry-after": "1" } }, "before"),
  () => responseFault({ status: 503, body: { errors: [{ message: "try later" }] } }, "before"),
  () => responseFault({ status: 502, body: "<html>" }, "after"),
  () => fault("connection reset", "before"),
  () => fault("connection reset", "after"),
  () => fault("stalled body", "after"),
  () => fault("short body, then closed", "after"),
];

/**
 * Opens a sample workspace. Its state lasts over all runs until it is closed.
 * @param keys the keys of the component that the examples use, if the workspace needs more for them.
 */
export async function openExamples(keys?: ReadonlySet<string>): Promise<Examples> {
  const component = loadComponent();
  const workspaces = await simulatedWorkspaces(component, {
    rateLimits: false,
    now: () => Date.now(),
    keys,
  });
  const { simulator, redirection } = workspaces;
  const scratch = mkdtempSync(path.join(tmpdir(), "flows-"));
  let stop: (() => void) | undefined;
  let files = 0;
  const runExample = async (
    name: string,
    options: Partial<FlowCommand> = {},
    during?: (deployed: Deployed) => Promise<void>,
  ): Promise<ExampleRun> => {
    const lines: string[] = [];
    const waiting = new Set<() => void>();
    const write = (line: string): void => {
      lines.push(line);
      for (const look of waiting) look();
    };
    const shows = (pattern: RegExp, times = 1) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (lines.filter((line) => pattern.test(line)).length < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    let stop = (): void => undefined;
    const trace = path.join(scratch, "trace.json");
    const around: CommandContext = {
      component,
      open: async () => ({ ...workspaces, close: async () => undefined }),
      env: {},
      write,
      view: (hide) => linesView((line) => write(hide(line))),
      onInterruption: ({ request }) => {
        stop = request;
      },
    };
    const command = {
      file: path.join(folder, `${name}.yml`),
      ...samplesOf(name),
      trace,
      ...options,
    };
    const { request } = https;
    const work = async () => {
      const code = carryOut(command, around);
      if (during) await Promise.race([during({ lines, shows }), code]);
      if (during) stop();
      return code;
    };
    const underWay = () =>
      redirection.open - redirection.waitingIn(simulator.stalled) + simulator.sending;
    const { result: code } = await onFakeClock(underWay, work).finally(() => {
      // A stopped run keeps late requests of its steps from being sent.
      if (during) https.request = request;
    });
    const told = code === 2 || during ? { results: undefined, steps: [] } : read(command.trace);
    return { code, text: lines.join("\n"), ...told };
  };
  const examples: Examples = {
    workspaces,
    untilDone: async (name, seed, options) => {
      const before = simulator.requests.length;
      for (let runs = 1; ; runs += 1) {
        examples.sabotage(runs < 6 ? `${name} ${seed} ${runs}` : undefined);
        const last = await examples.run(name, options);
        if (last.code !== 0 && runs < 6) continue;
        examples.sabotage(undefined);
        const struck = simulator.requests.slice(before).filter(({ fault }) => fault !== undefined);
        return { last, runs, faults: struck.length };
      }
    },
    run: (name, options) => runExample(name, options),
    deploy: (name, during) => runExample(name, { payload: undefined }, during),
    given: (value) => {
      files += 1;
      const file = path.join(scratch, `given-${files}.json`);
      writeFileSync(file, JSON.stringify(value));
      return file;
    },
    sabotage: (seed) => {
      stop?.();
      stop = undefined;
      if (seed === undefined) return;
      const dice = new Dice(seed);
      stop = simulator.intercept(() => (dice.chance(1 / 3) ? dice.pick(FAULTS)() : undefined));
    },
    close: async () => {
      rmSync(scratch, { recursive: true });
      await workspaces.close();
    },
  };
  return examples;
}

const read = (trace: string): Pick<ExampleRun, "results" | "steps"> =>
  JSON.parse(readFileSync(trace, "utf8"));
