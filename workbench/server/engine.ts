import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { Refusal } from "../../cli/errors";
import type {
  EngineCommand,
  EngineMessage,
  EngineSetup,
  LoadedComponent,
  RunEvent,
  RunOutcome,
  StepCall,
} from "../protocol";

const PROGRAM = path.resolve(__dirname, "../engine/main.ts");

/** Milliseconds that a stopped run may take to end. After them, its engine is ended. */
const STOP_MS = 5_000;

type Tell = (event: RunEvent) => void;

/** A process that loads the component and runs its steps. Its end ends its runs and nothing else. */
export class Engine {
  private readonly runs = new Map<string, { tell: Tell; startedAt: number }>();
  private waiting: ((message: EngineMessage) => void)[] = [];
  private isClosing = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly onEnd: () => void,
  ) {
    child.on("message", (message) => this.receive(message as EngineMessage));
    child.once("exit", () => this.end());
    child.on("error", () => undefined);
  }

  /**
   * Starts a process and loads the component in it.
   * @param onEnd is called if the process ends by itself.
   * @throws Refusal if the component cannot be loaded.
   */
  static async start(
    setup: EngineSetup,
    onEnd: () => void,
  ): Promise<{ engine: Engine; component: LoadedComponent }> {
    const child = fork(PROGRAM, {
      execArgv: ["--require", "tsx/cjs"],
      // Variables of the environment may hold a token.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: process.env.TZ },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const engine = new Engine(child, onEnd);
    try {
      return { engine, component: await engine.load({ type: "load", setup }) };
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

  /** Runs a step. `tell` receives its events, `ended` last. */
  run(run: string, call: StepCall, tell: Tell): void {
    this.runs.set(run, { tell, startedAt: performance.now() });
    this.send({ type: "run", run, call });
  }

  /** True if a run with this name has not ended. */
  has(run: string): boolean {
    return this.runs.has(run);
  }

  /** Stops a run between two requests. A run that does not end then takes its engine with it. */
  stop(run: string): void {
    this.send({ type: "stop", run });
    setTimeout(() => {
      if (this.runs.has(run)) this.child.kill("SIGKILL");
    }, STOP_MS).unref();
  }

  /** Ends the process. Open runs are told as stopped. */
  close(): void {
    this.isClosing = true;
    this.child.kill("SIGKILL");
  }

  private send(command: EngineCommand): void {
    if (this.child.connected) this.child.send(command);
    else this.end();
  }

  private ask(command: EngineCommand): Promise<EngineMessage> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.send(command);
    });
  }

  private async load(command: EngineCommand): Promise<LoadedComponent> {
    const message = await this.ask(command);
    if (message.type === "loaded") return message.component;
    throw new Refusal(message.type === "refused" ? message.error : "the component was not loaded");
  }

  private receive(message: EngineMessage): void {
    if (message.type !== "run") {
      this.waiting.shift()?.(message);
      return;
    }
    const { run, event } = message;
    const { tell } = this.runs.get(run) ?? {};
    if (event.type === "ended") this.runs.delete(run);
    tell?.(event);
  }

  private end(): void {
    const error = "The process that runs steps ended.";
    for (const resolve of this.waiting.splice(0)) resolve({ type: "refused", error });
    for (const [run, { tell, startedAt }] of [...this.runs]) {
      this.runs.delete(run);
      const outcome: RunOutcome = {
        state: this.isClosing ? "stopped" : "failed",
        ms: performance.now() - startedAt,
        ...(this.isClosing ? {} : { error: { message: error, inputs: {} } }),
      };
      tell({ type: "ended", outcome });
    }
    if (!this.isClosing) this.onEnd();
    this.isClosing = true;
  }
}
