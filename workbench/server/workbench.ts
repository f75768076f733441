import { randomUUID } from "node:crypto";
import { Refusal } from "../../cli/errors";
import type {
  Change,
  ComponentDescription,
  ConnectionValues,
  Faults,
  LoadedComponent,
  RunEvent,
  RunRequest,
  WorkspaceName,
  WorkspaceStatus,
} from "../protocol";
import { Engine } from "./engine";
import { describeWithFiles, readPackageFiles } from "./packageFiles";
import { SimulatedWorkspace } from "./simulated";

/** A run that would need more connections than a browser opens leaves the page without any. */
const MOST_RUNS = 3;

type Watch = (change: Change) => void;

/** The component, its workspaces and their engines. */
export class Workbench {
  private readonly engines = new Map<WorkspaceName, Engine>();
  private readonly watching = new Set<Watch>();
  private component!: LoadedComponent;
  private loadError: string | undefined;
  private ownName: string | undefined;
  private readonly runs = new Map<string, Engine>();

  private constructor(
    private readonly file: string,
    private readonly simulated: SimulatedWorkspace | undefined,
  ) {}

  /**
   * Loads a component, and opens the simulated workspaces for it.
   * @throws Refusal if the component cannot be loaded.
   */
  static async open(file: string, hasSimulator: boolean): Promise<Workbench> {
    const simulated = hasSimulator ? await SimulatedWorkspace.open() : undefined;
    const workbench = new Workbench(file, simulated);
    try {
      await workbench.startSimulated();
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
    return {
      ...describeWithFiles(this.component, readPackageFiles(this.file)),
      hasSimulator: this.simulated !== undefined,
    };
  }

  get status(): WorkspaceStatus {
    return {
      simulated: this.simulated?.status,
      own: this.ownName === undefined ? undefined : { name: this.ownName },
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
    const engine = this.engines.get("simulated");
    if (!this.simulated || !engine) return;
    await this.simulated.reset(() => engine.fill());
    this.tellWorkspaces();
  }

  /** Shows faults in the simulated workspaces. */
  show(faults: Faults): void {
    this.simulated?.show(faults);
    this.tellWorkspaces();
  }

  /** Connects to a workspace of the user. The values go to its engine and are kept nowhere else. */
  async connect(connection: ConnectionValues): Promise<void> {
    this.disconnect();
    const { engine } = await Engine.start({ file: this.file, connection }, () => this.disconnect());
    this.engines.set("own", engine);
    this.ownName = nameOf(connection, this.component);
    this.tellWorkspaces();
  }

  disconnect(): void {
    this.engines.get("own")?.close();
    this.engines.delete("own");
    this.ownName = undefined;
    this.tellWorkspaces();
  }

  /** Runs a step. `end` is called after its last event. Returns a function that stops it. */
  run(request: RunRequest, tell: (event: RunEvent) => void, end: () => void): () => void {
    const { workspace, confirmed, ...call } = request;
    const engine = this.engines.get(workspace);
    const step = this.component.steps.find(
      ({ kind, key }) => kind === call.kind && key === call.key,
    );
    if (!engine) throw new Refusal(`Workspace: ${workspace} is not connected.`);
    if (!step) throw new Refusal(`Key: the component has no ${call.kind} ${call.key}.`);
    if (step.changes && workspace === "own" && confirmed !== true) {
      throw new Refusal(`${step.label} changes the workspace: it needs an agreement.`);
    }
    if (this.runs.size >= MOST_RUNS) {
      throw new Refusal(`${MOST_RUNS} steps are running: wait for one, or stop it.`);
    }
    const run = randomUUID();
    this.runs.set(run, engine);
    const eventsSince = workspace === "simulated" ? this.simulated?.watchEvents() : undefined;
    tell({ type: "started", run });
    engine.run(run, call, (event) => {
      if (event.type === "ended") {
        this.runs.delete(run);
        const events = eventsSince?.() ?? [];
        if (events.length > 0) tell({ type: "received", events });
      }
      tell(event);
      if (event.type === "ended") end();
    });
    return () => this.stop(run);
  }

  /** Stops a run between two requests. */
  stop(run: string): void {
    this.runs.get(run)?.stop(run);
  }

  /** Loads the component again after a build. */
  async reload(): Promise<void> {
    try {
      for (const engine of this.engines.values()) this.component = await engine.reload();
      this.loadError = undefined;
    } catch (error) {
      this.loadError = (error as Error).message;
    }
    this.tell({ type: "component", error: this.loadError });
  }

  async close(): Promise<void> {
    for (const engine of this.engines.values()) engine.close();
    await this.simulated?.close();
  }

  private async startSimulated(): Promise<void> {
    const setup = this.simulated?.setup(this.file) ?? { file: this.file };
    const { engine, component } = await Engine.start(setup, () => {
      this.startSimulated().catch(({ message }: Error) => {
        this.loadError = message;
        this.tell({ type: "component", error: message });
      });
    });
    this.engines.set("simulated", engine);
    this.component = component;
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
    .flatMap((input) => fields[input.key] || []);
  return shown.join(", ") || declared?.label || key;
}
