import { randomUUID } from "node:crypto";
import { Refusal } from "../../cli/errors";
import { ownValue } from "../ownValue";
import type {
  Change,
  ComponentDescription,
  ConnectionValues,
  LoadedComponent,
  RunEvent,
  WorkspaceName,
  WorkspaceStatus,
} from "../protocol";
import { Documents } from "./docs";
import { withDocumentation } from "./documentation";
import { Engine } from "./engine";
import { Deployments } from "./flows/deployments";
import { readFlowCall } from "./flows/flowRequests";
import { Flows } from "./flows/flows";
import { describeWithFiles, readPackageFiles } from "./packageFiles";
import { readConnection, readFaults, readRun } from "./requests";
import { SimulatedWorkspace } from "./simulated";

/** A run that would need more connections than a browser opens leaves the page without any. */
const MOST_RUNS = 3;

type Watch = (change: Change) => void;

/** A run that waits for its reader. */
interface PreparedRun {
  run: string;
  workspace: WorkspaceName;
  /** Starts the run in its engine. */
  begin(run: string, tell: (event: RunEvent) => void): void;
}

interface Options {
  /** The file of the built component. */
  file: string;
  /** True to open simulated workspaces. */
  hasSimulator: boolean;
  /** Milliseconds that a stopped run may take to end. */
  stopMs: number;
}

/** Starts a run. Receives functions that tell its events and its end; returns one that stops it. */
type Start = (tell: (event: RunEvent) => void, end: () => void) => () => void;

/** The component, its workspaces and their engines. */
export class Workbench {
  /** Loads the component, and runs steps on the simulated workspaces. Undefined until it starts again. */
  private main: Engine | undefined;
  /** Runs steps in the workspace of the user. */
  private own: Engine | undefined;
  private starting: Promise<Engine> | undefined;
  private resetting: Promise<void> | undefined;
  private connecting: Promise<unknown> = Promise.resolve();
  private isClosed = false;
  private readonly watching = new Set<Watch>();
  private component!: LoadedComponent;
  private loadError: string | undefined;
  private ownName: string | undefined;
  private readonly runs = new Map<string, Engine>();
  readonly flows: Flows;
  readonly deployments: Deployments;

  private constructor(
    private readonly options: Options,
    private readonly simulated: SimulatedWorkspace | undefined,
  ) {
    this.flows = new Flows(options.file, () => this.mainEngine());
    this.deployments = new Deployments(() => this.simulated);
  }

  /**
   * Loads a component, and opens the simulated workspaces for it.
   * @throws Refusal if the component cannot be loaded.
   */
  static async open(options: Options): Promise<Workbench> {
    const simulated = options.hasSimulator ? await SimulatedWorkspace.open() : undefined;
    const workbench = new Workbench(options, simulated);
    try {
      await workbench.mainEngine();
      await workbench.reset();
    } catch (error) {
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  /** @throws Refusal if the last build of the component cannot be loaded. */
  describe(): ComponentDescription {
    if (this.loadError !== undefined) throw new Refusal(this.loadError);
    const { file } = this.options;
    const component = describeWithFiles(this.component, readPackageFiles(file));
    return {
      ...component,
      steps: withDocumentation(file, component.steps),
      hasSimulator: this.simulated !== undefined,
      hasDocuments: !new Documents(file).isEmpty,
    };
  }

  get status(): WorkspaceStatus {
    const name = this.ownName ?? (this.needsNoConnection ? "No connection needed" : undefined);
    return {
      simulated: this.simulated?.status,
      own: name === undefined ? undefined : { name },
    };
  }

  /** Tells changes. Returns a function that ends it. */
  watch(tell: Watch): () => void {
    this.watching.add(tell);
    tell({ type: "workspaces", status: this.status });
    return () => this.watching.delete(tell);
  }

  /** Restores the initial state of the simulated workspaces. */
  async reset(): Promise<void> {
    const { simulated } = this;
    if (!simulated) return;
    // Two at once would fill the workspaces twice.
    this.resetting ??= this.deployments
      .endAll()
      .then(() => this.mainEngine())
      .then((engine) => simulated.reset(() => engine.fill()))
      .finally(() => {
        this.resetting = undefined;
        this.tellWorkspaces();
      });
    await this.resetting;
  }

  /** Shows faults in the simulated workspaces. @throws BadRequest */
  show(body: unknown): void {
    if (!this.simulated) throw new Refusal("The component has no simulated workspace.");
    this.simulated.show(readFaults(body));
    this.tellWorkspaces();
  }

  /**
   * Connects to a workspace of the user. The values go to its engine and are kept nowhere else.
   * @throws BadRequest
   */
  async connect(body: unknown): Promise<void> {
    const connection = readConnection(body, this.component);
    const connected = this.connecting.then(() => this.startOwn(connection));
    this.connecting = connected.catch(() => undefined);
    await connected;
  }

  disconnect(): void {
    this.own?.close();
    this.forgetOwn();
  }

  /**
   * Checks a request to run a step, and waits for the process that will run it.
   * @throws BadRequest, or Refusal if the step cannot run now.
   */
  async prepare(body: unknown): Promise<Start> {
    const request = readRun(body, this.component);
    const { workspace, confirmed, ...call } = request;
    const step = this.component.steps.find(
      ({ kind, key }) => kind === call.kind && key === call.key,
    );
    if (workspace === "own" && step?.changes && confirmed !== true) {
      throw new Refusal(`${step.label} changes the workspace: it needs an agreement.`);
    }
    return this.prepareRun(workspace, (engine, run, tell) => engine.run(run, call, tell));
  }

  /**
   * Checks a request to run a flow in the simulated workspace, and waits for the process that will run
   * it.
   * @throws BadRequest, or Refusal if the flow cannot run now.
   */
  async prepareFlow(body: unknown): Promise<Start> {
    const call = readFlowCall(body);
    return this.prepareRun("simulated", (engine, run, tell) => engine.runFlow(run, call, tell));
  }

  /**
   * Checks a request to deploy a flow in the simulated workspace, and waits for the process that will run
   * it. The deployment ends when it is stopped.
   * @throws BadRequest, or Refusal if the flow cannot be deployed now.
   */
  async prepareDeployment(body: unknown): Promise<Start> {
    const call = readFlowCall(body);
    return this.prepareRun("simulated", (engine, run, tell) =>
      engine.deployFlow(run, call, this.deployments.follow(run, engine, tell)),
    );
  }

  /** Stops a run between two requests, and removes the trigger of a deployed flow. */
  stop(run: string): void {
    this.runs.get(run)?.stop(run);
  }

  /** Loads the component again after a build. */
  async reload(): Promise<void> {
    try {
      this.component = await (this.main && !this.main.isGone
        ? this.main.reload()
        : this.loadAnew());
      await this.own?.reload();
      this.loadError = undefined;
    } catch (error) {
      this.loadError = (error as Error).message;
    }
    this.tell({ type: "component", error: this.loadError });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.main?.close();
    this.own?.close();
    await this.simulated?.close();
  }

  private async prepareRun(
    workspace: WorkspaceName,
    begin: (engine: Engine, run: string, tell: (event: RunEvent) => void) => void,
  ): Promise<Start> {
    const engine = await this.engineOf(workspace);
    if (this.runs.size >= MOST_RUNS) {
      throw new Refusal(`${MOST_RUNS} steps are running: wait for one, or stop it.`);
    }
    const run = randomUUID();
    this.runs.set(run, engine);
    return (tell, end) =>
      this.start({ run, workspace, begin: (name, watch) => begin(engine, name, watch) }, tell, end);
  }

  private start(
    { run, workspace, begin }: PreparedRun,
    tell: (event: RunEvent) => void,
    end: () => void,
  ): () => void {
    const eventsSince = workspace === "simulated" ? this.simulated?.watchEvents() : undefined;
    tell({ type: "started", run });
    begin(run, (event) => {
      if (event.type !== "ended") return tell(event);
      this.runs.delete(run);
      const received = eventsSince?.();
      if (received && received.events.length > 0) tell({ type: "received", ...received });
      tell(event);
      end();
    });
    return () => this.stop(run);
  }

  /** @throws Refusal if the workspace is not connected. */
  private async engineOf(workspace: WorkspaceName): Promise<Engine> {
    if (workspace === "simulated") {
      if (!this.simulated) throw new Refusal("The component has no simulated workspace.");
      // Until a reset has ended, the workspace is half empty, and would lose what is made in it.
      while (this.resetting) await this.resetting.catch(() => undefined);
      return this.mainEngine();
    }
    if (this.own && !this.own.isGone) return this.own;
    // Without a connection, there is nothing to keep from the steps on the simulated workspaces.
    if (this.needsNoConnection) return this.mainEngine();
    throw new Refusal("Connect to your workspace first.");
  }

  private get needsNoConnection(): boolean {
    return !this.simulated && this.component.connections.length === 0;
  }

  private async startOwn(connection: ConnectionValues): Promise<void> {
    this.disconnect();
    const { file, stopMs } = this.options;
    const { engine } = await Engine.start(
      { file, connection },
      {
        stopMs,
        onEnd: (ended) => {
          if (this.own === ended) this.forgetOwn();
        },
      },
    );
    if (this.isClosed) return engine.close();
    this.own = engine;
    this.ownName = nameOf(connection, this.component);
    this.tellWorkspaces();
  }

  private forgetOwn(): void {
    this.own = undefined;
    this.ownName = undefined;
    this.tellWorkspaces();
  }

  /** The engine that loads the component. It starts again after its end. */
  private async mainEngine(): Promise<Engine> {
    if (this.main && !this.main.isGone) return this.main;
    this.starting ??= this.startMain().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  private async startMain(): Promise<Engine> {
    const { file, stopMs } = this.options;
    const { engine, component } = await Engine.start(this.simulated?.setup(file) ?? { file }, {
      stopMs,
      onEnd: (ended) => {
        if (this.main !== ended) return;
        this.main = undefined;
        // One that ends without a run would end again.
        if (ended.isUsed) this.mainEngine().catch(() => undefined);
      },
    });
    this.component = component;
    if (this.isClosed) engine.close();
    this.main = engine;
    return engine;
  }

  private async loadAnew(): Promise<LoadedComponent> {
    await this.mainEngine();
    return this.component;
  }

  private tell(change: Change): void {
    for (const tell of this.watching) tell(change);
  }

  private tellWorkspaces(): void {
    this.tell({ type: "workspaces", status: this.status });
  }
}

/** Names a workspace by the fields of its connection that are no secrets. */
function nameOf({ key, fields }: ConnectionValues, { connections }: LoadedComponent): string {
  const declared = connections.find((connection) => connection.key === key);
  const shown = (declared?.inputs ?? [])
    .filter(({ type }) => type !== "password")
    .flatMap((input) => ownValue(fields, input.key) || []);
  return shown.join(", ") || declared?.label || key;
}
