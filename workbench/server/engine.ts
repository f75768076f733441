import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { Refusal } from "../../cli/errors";
import type {
  EngineCommand,
  EngineMessage,
  EngineSetup,
  FlowCall,
  FlowFileDescription,
  LoadedComponent,
  RunEvent,
  RunOutcome,
  SentSample,
  StepCall,
} from "../protocol";

const PROGRAM = path.resolve(__dirname, "../engine/main.ts");

/** Milliseconds that a stopped run may take to end. After them, its engine is ended. */
export const STOP_MS = 5_000;

/** Milliseconds that the removal of a trigger may take: those of the platform. */
const REMOVE_MS = 30_000;

/** Variables of the environment that an engine needs. Others may hold a token. */
const VARIABLES = ["PATH", "HOME", "TZ", "LANG", "TMPDIR", "SystemRoot", "NODE_EXTRA_CA_CERTS"];

/** Variables that lead requests to a proxy. */
const PROXIES = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

const environment = (names: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(names.map((name) => [name, process.env[name]]));

/** A message that repeats the number of its command. */
type NumberedMessage = EngineMessage & { ask: number };

type Tell = (event: RunEvent) => void;

interface OpenRun {
  tell: Tell;
  startedAt: number;
  /** Ends the engine, once the run is stopped. */
  deadline?: NodeJS.Timeout;
}

interface EngineOptions {
  /** Called if the process ends by itself, or because a run did not stop. */
  onEnd(engine: Engine): void;
  /** {@link STOP_MS}, or less in a test. */
  stopMs: number;
}

/** A process that loads the component and runs its steps. Its end ends its runs and nothing else. */
export class Engine {
  private readonly runs = new Map<string, OpenRun>();
  private waiting: ((message: EngineMessage) => void)[] = [];
  /** The response to the last command. The first one is that the process is ready. */
  private asked = this.next();
  /** The questions without a response yet, by the number that their messages repeat. */
  private readonly asking = new Map<number, (message: NumberedMessage | Refusal) => void>();
  private asks = 0;
  private isClosing = false;
  private gone: string | undefined;
  private overdue: string | undefined;
  private crash: string | undefined;

  /** True if it has run a step. */
  isUsed = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly options: EngineOptions,
  ) {
    child.on("message", (message) => this.receive(message as EngineMessage));
    child.once("exit", (code, signal) => {
      const end = () => this.end(signal ?? `the code ${code}`);
      // Its last messages may still be on the way.
      if (child.connected) child.once("disconnect", end);
      else end();
    });
    child.on("error", ({ message }) => this.end(message));
    // Until there is a connection, it may say why it does not start. Later it may say secrets.
    child.stderr?.pipe(process.stderr, { end: false });
  }

  /**
   * Starts a process and loads the component in it.
   * @throws Refusal if the component cannot be loaded.
   */
  static async start(
    setup: EngineSetup,
    options: EngineOptions,
  ): Promise<{ engine: Engine; component: LoadedComponent }> {
    const child = fork(PROGRAM, {
      execArgv: ["--require", "tsx/cjs"],
      env: environment(setup.simulator ? VARIABLES : [...VARIABLES, ...PROXIES]),
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const engine = new Engine(child, options);
    try {
      return { engine, component: await engine.open(setup) };
    } catch (error) {
      engine.close();
      throw error;
    }
  }

  /** Loads the component again. @throws Refusal if it cannot be loaded; the old one stays. */
  reload(): Promise<LoadedComponent> {
    return this.load({ type: "reload" });
  }

  /** Fills the simulated workspace with a small shop. */
  async fill(): Promise<void> {
    const message = await this.ask({ type: "fill" });
    if (message.type === "refused") throw new Refusal(message.error);
  }

  /** Checks the text of a flow file, and describes its flows. @throws Refusal if the process ends. */
  async describeFlow(text: string): Promise<FlowFileDescription> {
    const message = await this.question((ask) => ({ type: "describeFlow", ask, text }));
    if (message.type !== "flow") throw new Refusal("The flow was not described.");
    return message.described;
  }

  /** Makes a deployed flow poll now. @throws Refusal if the process ends. */
  poll(run: string): Promise<SentSample> {
    return this.reach((ask) => ({ type: "poll", ask, run }));
  }

  /** Sends JSON text to a deployed flow as its sender would. @throws Refusal if the process ends. */
  sendSample(run: string, body: string): Promise<SentSample> {
    return this.reach((ask) => ({ type: "send", ask, run, body }));
  }

  private async reach(command: (ask: number) => EngineCommand): Promise<SentSample> {
    const message = await this.question(command);
    if (message.type !== "sent") throw new Refusal("The flow was not reached.");
    return message.sent;
  }

  private async question(command: (ask: number) => EngineCommand): Promise<NumberedMessage> {
    this.asks += 1;
    const ask = this.asks;
    const message = await new Promise<NumberedMessage | Refusal>((resolve) => {
      this.asking.set(ask, resolve);
      this.send(command(ask));
    });
    if (message instanceof Refusal) throw message;
    return message;
  }

  /** Runs a step. `tell` receives its events, `ended` last. */
  run(run: string, call: StepCall, tell: Tell): void {
    this.begin(run, tell, { type: "run", run, call });
  }

  /** Runs a flow. `tell` receives its events, `ended` last. */
  runFlow(run: string, call: FlowCall, tell: Tell): void {
    this.begin(run, tell, { type: "runFlow", run, call });
  }

  /** Deploys a flow. `tell` receives its events, `ended` last. */
  deployFlow(run: string, call: FlowCall, tell: Tell): void {
    this.begin(run, tell, { type: "deployFlow", run, call });
  }

  private begin(run: string, tell: Tell, command: EngineCommand): void {
    this.isUsed = true;
    this.runs.set(run, { tell, startedAt: performance.now() });
    this.send(command);
  }

  /** Stops a run between two requests. A run that does not end then takes its engine with it. */
  stop(run: string): void {
    const open = this.runs.get(run);
    if (!open || open.deadline) return;
    open.deadline = this.endAfter(this.options.stopMs, run);
    this.send({ type: "stop", run });
  }

  private endAfter(ms: number, run: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.overdue = run;
      this.child.kill("SIGKILL");
    }, ms);
  }

  /** Gives a stopped deployment the time that the removal of its trigger may take. */
  private extend(run: string): void {
    const open = this.runs.get(run);
    if (!open?.deadline) return;
    clearTimeout(open.deadline);
    open.deadline = this.endAfter(REMOVE_MS, run);
  }

  /** Ends the process. Open runs are told as stopped. */
  close(): void {
    this.isClosing = true;
    this.child.kill("SIGKILL");
  }

  private send(command: EngineCommand): void {
    if (this.child.connected) this.child.send(command, () => undefined);
    else this.end("no connection");
  }

  private next(): Promise<EngineMessage> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Sends a command after the response to the one before it, since a response does not name its command. */
  private ask(command: EngineCommand): Promise<EngineMessage> {
    this.asked = this.asked.then(() => {
      const message = this.next();
      this.send(command);
      return message;
    });
    return this.asked;
  }

  private async open(setup: EngineSetup): Promise<LoadedComponent> {
    const message = await this.asked;
    if (message.type === "refused") throw new Refusal(message.error);
    this.child.stderr?.unpipe();
    this.child.stderr?.resume();
    return this.load({ type: "load", setup });
  }

  private async load(command: EngineCommand): Promise<LoadedComponent> {
    const message = await this.ask(command);
    if (message.type === "loaded") return message.component;
    throw new Refusal(message.type === "refused" ? message.error : "the component was not loaded");
  }

  private receive(message: EngineMessage): void {
    if (message.type === "crashed") {
      this.crash = message.error;
      return;
    }
    if (message.type === "flow" || message.type === "sent") {
      this.asking.get(message.ask)?.(message);
      this.asking.delete(message.ask);
      return;
    }
    if (message.type !== "run") {
      this.waiting.shift()?.(message);
      return;
    }
    const { run, event } = message;
    if (event.type === "partBegan" && event.part.kind === "remove") this.extend(run);
    if (event.type === "ended") this.finish(run, event);
    else this.runs.get(run)?.tell(event);
  }

  private finish(run: string, ended: RunEvent): void {
    const open = this.runs.get(run);
    this.runs.delete(run);
    clearTimeout(open?.deadline);
    open?.tell(ended);
  }

  private end(reason: string): void {
    const isFirst = this.gone === undefined;
    this.gone ??= `The process that runs the steps is gone: ${this.crash ?? `it ended with ${reason}`}.`;
    const error = this.gone;
    for (const resolve of this.waiting.splice(0)) resolve({ type: "refused", error });
    for (const resolve of this.asking.values()) resolve(new Refusal(error));
    this.asking.clear();
    for (const [run, open] of [...this.runs]) {
      const ms = performance.now() - open.startedAt;
      this.finish(run, { type: "ended", outcome: { ms, ...this.outcomeOf(run, error) } });
    }
    if (isFirst && !this.isClosing) this.options.onEnd(this);
  }

  /** The outcome of a run that was open when the process ended. */
  private outcomeOf(run: string, message: string): Omit<RunOutcome, "ms"> {
    if (this.isClosing) return { state: "stopped" };
    const inputs = {};
    if (run === this.overdue) {
      const error = `The step did not stop within ${this.options.stopMs / 1000} s, so its process was ended. A request without a response may still be carried out.`;
      return { state: "stopped", error: { message: error, inputs } };
    }
    if (this.overdue !== undefined) {
      const error = "Another step did not stop, so the process of both was ended.";
      return { state: "failed", error: { message: error, inputs } };
    }
    return { state: "failed", error: { message, inputs } };
  }

  /** True once the process has ended, or is about to. */
  get isGone(): boolean {
    return (this.gone ?? this.overdue ?? this.crash) !== undefined;
  }
}
