import {
  type ConnectionFault,
  type RecordedRequest,
  type Redirection,
  redirectSegmentHosts,
  type Simulator,
  startSimulator,
} from "../simulator";
import { onFakeClock } from "../test/support/clock";
import type { Caller } from "./caller";
import { Dice } from "./dice";
import { type Attempt, type Evidence, judgeOperation, type Violation } from "./judge";
import { type Aim, EVENTS_PATH, kindOf } from "./kinds";
import { LANES, type Operation } from "./plan";
import { type Running, RunningOperations } from "./running";
import { addedTo, type Ended, knownOf, textsOf } from "./traces";
import { makeWorld, type World } from "./world";

/** The number of operations on one clock, which gives up after 30 s of real time. */
const BATCH = 240;
/** The longest wait for ended operations to be cleaned up, in milliseconds of real time. */
const SETTLING_MS = 3000;

/** The findings of a run. */
export interface Findings {
  operations: number;
  requests: number;
  /** The number of requests with an injected fault. */
  faults: number;
  succeeded: number;
  /** Failed operations by the outcome they report. */
  failed: { not_applied: number; unknown: number; unsaid: number };
  /** The duration of each operation, in milliseconds of its clock. */
  took: number[];
  violations: Violation[];
  /** The duration of the run, in milliseconds of real time. */
  ms: number;
}

/** The options of a run. */
interface RunOptions {
  seed: number;
  /** Runs only this operation of the plan. */
  only?: number;
  /** Called after each operation with the number done. */
  onProgress?(done: number): void;
}

interface RunningOperation extends Running {
  operation: Operation;
  aim: Aim;
  attempts: RunningAttempt[];
  lines: string[];
}

interface RunningAttempt extends Attempt {
  /** True if it is applied only after its client is gone. */
  isLate?: boolean;
}

const isOver = ({ isLate, record }: RunningAttempt): boolean => !isLate || record?.status !== 0;

// Saved first, because the clock of an operation replaces them.
const realTick = setImmediate;
const realNow = performance.now.bind(performance);
const tick = () => new Promise<void>((resolve) => realTick(resolve));

/** Waits a few seconds for a condition; returns false if it never holds. */
async function comesToBe(isSo: () => boolean): Promise<boolean> {
  const end = realNow() + SETTLING_MS;
  while (!isSo()) {
    if (realNow() > end) return false;
    await tick();
  }
  return true;
}

/** Runs a plan and judges every operation. */
export async function runSoak(
  plan: readonly Operation[],
  caller: Caller,
  options: RunOptions,
): Promise<Findings> {
  const began = realNow();
  const resources = process.getActiveResourcesInfo();
  const simulator = await startSimulator({ rateLimits: false, now: () => Date.now() });
  const redirection = redirectSegmentHosts(simulator);
  const soak = new Soak(simulator, redirection, caller, makeWorld(simulator, plan), options);
  try {
    const chosen = plan.filter(({ number }) => [undefined, number].includes(options.only));
    for (let from = 0; from < chosen.length; from += BATCH) {
      await soak.run(chosen.slice(from, from + BATCH));
    }
    soak.reckon();
  } finally {
    caller.close();
    redirection.restore();
    await simulator.close();
  }
  if (!(await comesToBe(() => addedTo(resources).length === 0))) {
    soak.blame("left behind", `the process still holds ${addedTo(resources).join(", ")}`);
  }
  return { ...soak.findings, ms: realNow() - began };
}

/** Returns a value as it arrives after JSON. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** One run: its running operations and its findings. */
class Soak {
  readonly findings: Findings = {
    operations: 0,
    requests: 0,
    faults: 0,
    succeeded: 0,
    failed: { not_applied: 0, unknown: 0, unsaid: 0 },
    took: [],
    violations: [],
    ms: 0,
  };
  private readonly running = new RunningOperations<RunningOperation>();
  private readonly underWay = new Set<RunningOperation>();
  /** The faults of the next connections, in the order of their creation. */
  private readonly arrivals: (ConnectionFault | undefined)[] = [];
  private commits = 0;

  constructor(
    private readonly simulator: Simulator,
    private readonly redirection: Redirection,
    private readonly caller: Caller,
    private readonly world: World,
    private readonly options: RunOptions,
  ) {
    redirection.begin = () => this.beginAttempt();
    redirection.route = (isAhead) => this.connect(isAhead);
    simulator.connect(() => this.arrivals.shift());
    simulator.intercept((record) => this.meet(record));
  }

  /** Runs operations on their own clock, each lane in order. */
  async run(operations: readonly Operation[]): Promise<void> {
    const { simulator, redirection } = this;
    await onFakeClock(
      () => redirection.open - redirection.waitingIn(simulator.stalled),
      () =>
        this.running.tracked(() =>
          Promise.all(
            Array.from({ length: LANES }, async (_, lane) => {
              for (const one of operations) if (one.lane === lane) await this.carryOut(one);
            }),
          ),
        ),
    ).catch((error: unknown) => {
      const stuck = [...this.underWay].map(({ operation }) => operation.number);
      throw new Error(`operations ${stuck.join(", ")} were under way`, { cause: error });
    });
    const isClosed = () => {
      simulator.closeIdle(); // kept by reads
      return simulator.connections === 0;
    };
    if (!(await comesToBe(isClosed))) {
      this.blame("left behind", `${simulator.connections} connections are still open`);
    }
  }

  /** Checks the complete journal at the end. */
  reckon(): void {
    const commits = this.simulator.requests.filter(({ committed }) => committed).length;
    if (commits !== this.commits) {
      const found = `${commits} requests were applied, ${this.commits} belong to an operation`;
      this.blame("wrong request", found);
    }
    for (const difference of this.simulator.differences) {
      this.blame("wrong request", `does not match the contract: ${difference}`);
    }
  }

  /** Records a violation that no single operation caused. */
  blame(wrong: Violation["wrong"], text: string): void {
    this.findings.violations.push({ wrong, text });
  }

  private async carryOut(operation: Operation): Promise<void> {
    const { caller, world, running } = this;
    const dice = new Dice(`${this.options.seed}/${operation.number}/chance`);
    const one: RunningOperation = {
      operation,
      aim: world.aim(operation),
      attempts: [],
      lines: [],
      timers: new Set(),
      random: dice.next,
    };
    const task = {
      kind: kindOf(operation.kind),
      aim: one.aim,
      region: this.simulator[operation.region],
      log: (line: string) => one.lines.push(line),
    };
    this.underWay.add(one);
    const startedAt = Date.now();
    const ended = await running
      .run(one, () => caller.call(task))
      .then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      );
    const endedAt = Date.now();
    const timersLeft = [...one.timers].filter((timer) => timer.hasRef()).length;
    if (!(await comesToBe(() => one.attempts.every(isOver)))) {
      this.blame("left behind", `a late request of operation ${operation.number} never ended`);
    }
    this.underWay.delete(one);
    this.judge(one, ended, { startedAt, endedAt, timersLeft });
  }

  private judge(
    { operation, aim, attempts, lines }: RunningOperation,
    ended: Ended,
    times: Pick<Evidence, "startedAt" | "endedAt" | "timersLeft">,
  ): void {
    const { caller, findings } = this;
    const kind = kindOf(operation.kind);
    const region = this.simulator[operation.region];
    const intent = kind.intent(aim);
    const sendsEvents = intent.path === EVENTS_PATH;
    const failed = "error" in ended ? knownOf(ended.error) : undefined;
    const violations = judgeOperation({
      ...times,
      number: operation.number,
      kind: operation.kind,
      intent,
      refused: kind.refused,
      isPaged: kind.pages !== undefined,
      host: sendsEvents ? region.trackingHost : region.host,
      token: region.token,
      writeKey: sendsEvents ? aim.writeKey : undefined,
      attempts,
      ended: failed ? { failed } : { result: "result" in ended ? ended.result : undefined },
      truths: failed
        ? []
        : asJson(kind.truths(this.world.workspace(operation.region), aim, region.tracking)),
      claims: caller.claims,
      texts: textsOf(lines, ended),
    });
    findings.operations += 1;
    findings.requests += attempts.length;
    findings.faults += attempts.filter(({ fault }) => fault !== undefined).length;
    findings.took.push(times.endedAt - times.startedAt);
    findings.violations.push(...violations);
    this.commits += attempts.filter(({ record }) => record?.committed).length;
    if (!failed) findings.succeeded += 1;
    else if (failed.outcome === "not_applied") findings.failed.not_applied += 1;
    else if (failed.outcome === "unknown") findings.failed.unknown += 1;
    else findings.failed.unsaid += 1;
    this.options.onProgress?.(findings.operations);
  }

  /** Records a new request as the next attempt of its operation. */
  private beginAttempt() {
    const one = this.running.current;
    if (!one) return this.blame("wrong request", "a request belongs to no operation");
    const planned = one.operation.faults[one.attempts.length];
    one.attempts.push({ at: Date.now() });
    // The fault strikes a connection that the attempt opens itself.
    if (planned && planned.strike.at !== "request") this.redirection.closeAhead();
  }

  /** Decides the fault of a new connection, for the attempt that has just begun. */
  private connect(isAhead: boolean) {
    const one = isAhead ? undefined : this.running.current;
    const attempt = one?.attempts.at(-1);
    const planned = one?.operation.faults[one.attempts.length - 1];
    if (attempt && planned && planned.strike.at !== "request") attempt.fault = planned;
    if (planned?.strike.at === "route") return planned.strike.fault;
    this.arrivals.push(planned?.strike.at === "connection" ? planned.strike.fault : undefined);
    return undefined;
  }

  /** Finds the operation of an arrived request and applies its planned fault. */
  private meet(record: RecordedRequest) {
    const one = [...this.underWay].find(({ operation, aim }) => {
      const { method, path } = kindOf(operation.kind).intent(aim);
      const isNamed = method !== "POST" || JSON.stringify(record.body)?.includes(aim.marker);
      return (
        record.region === operation.region &&
        record.method === method &&
        record.path === path &&
        isNamed
      );
    });
    const attempt = one?.attempts.at(-1);
    if (!one || !attempt) {
      this.blame("wrong request", `no operation sent ${record.method} ${record.path}`);
      return undefined;
    }
    if (attempt.record || attempt.fault) {
      this.blame("wrong request", `not the expected attempt of operation ${one.operation.number}`);
    }
    attempt.record = record;
    const planned = one.operation.faults[one.attempts.length - 1];
    if (planned?.strike.at !== "request") return undefined;
    // Some faults return the secret of the request.
    const token =
      record.path === EVENTS_PATH ? one.aim.writeKey : this.simulator[one.operation.region].token;
    const { fault, until } = planned.strike.make({ now: Date.now(), query: record.query, token });
    attempt.fault = planned;
    attempt.until = until;
    attempt.isLate = fault.when === "late";
    return fault;
  }
}
