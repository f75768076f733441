import { useSyncExternalStore } from "react";
import { flowPath } from "../../apiPaths";
import type { FlowCall, FlowFile, FlowFileDescription, RunEvent } from "../../protocol";
import { type Client, ServerError } from "../api/client";
import { addDeploymentEvents, type DeploymentState, newDeployment } from "./flowDeployment";
import { addFlowEvents, type FlowRunState, newFlowRun } from "./flowRun";

/** Milliseconds in which events of a run are shown together. */
const TOGETHER_MS = 40;

/** A flow file that was opened. */
export interface OpenFlow {
  file?: FlowFile;
  /** The reason why it cannot be shown. */
  error?: string;
  /** The chosen flow of the file. */
  flow: number;
  /** JSON text. */
  payload: string;
  /** JSON text of the values of config variables. */
  config: string;
  /** The id of the selected box. */
  selected?: string;
  /** JSON text of the sample for a deployed flow, once it was edited. */
  sample?: string;
  /** The last run, unless a deployment came after it. */
  run?: FlowRunState;
  /** The last deployment, unless a run came after it. */
  deployment?: DeploymentState;
}

const NEW: OpenFlow = { flow: 0, payload: "", config: "" };

/** The first part of the names of files that the user opened. */
const DROPPED = "~";

/** True for the name of a file that the user opened. */
export const isOpened = (name: string): boolean => name.startsWith(DROPPED);

/** The name of a flow file on screen. */
export const shownName = (name: string): string =>
  isOpened(name) ? name.slice(DROPPED.length) : name;

/** The open flows and their runs. They stay while the user looks at other pages. */
class FlowMemory {
  private readonly flows = new Map<string, OpenFlow>();
  private readonly running = new Map<string, { run?: string; isStopping: boolean }>();
  private readonly watching = new Set<() => void>();

  get = (name: string): OpenFlow => this.flows.get(name) ?? NEW;

  watch = (tell: () => void): (() => void) => {
    this.watching.add(tell);
    return () => this.watching.delete(tell);
  };

  change(name: string, part: Partial<OpenFlow>): void {
    this.flows.set(name, { ...this.get(name), ...part });
    for (const tell of this.watching) tell();
  }

  /** Reads a flow of the package; typed values stay. A dropped one is checked again. */
  async load(client: Client, name: string): Promise<void> {
    const { file } = this.get(name);
    try {
      if (file && isOpened(name)) {
        const body = { text: file.text };
        const described = await client.send<FlowFileDescription>("POST", "flows", body);
        this.change(name, { file: { ...file, described } });
      } else if (isOpened(name)) {
        this.change(name, { error: "The page no longer has this file: open it again." });
      } else {
        this.show(await client.get<FlowFile>(flowPath(name)));
      }
    } catch (error) {
      const isUnknown = error instanceof ServerError && error.status === 404;
      this.change(name, {
        error: isUnknown
          ? `The package of the component has no flow with the name ${name}.`
          : (error as Error).message,
      });
    }
  }

  /** Opens a file that the user chose. Returns the name of its page. */
  async open(client: Client, chosen: File): Promise<string> {
    const text = await chosen.text();
    const name = DROPPED + chosen.name;
    const described = await client.send<FlowFileDescription>("POST", "flows", { text });
    this.show({ name, text, described });
    return name;
  }

  private show(file: FlowFile): void {
    const before = this.flows.get(file.name);
    const chosen = before?.file?.described.flows[before.flow]?.name;
    const flow = file.described.flows.findIndex(({ name }) => name === chosen);
    this.change(file.name, {
      file,
      // The file may have changed since, and its flows with it.
      flow: Math.max(0, flow),
      error: undefined,
      payload: before?.payload || (file.payload ?? ""),
      config: before?.config || (file.config ?? ""),
    });
  }

  /** Runs the chosen flow of a file, unless a run of it is open. */
  start(client: Client, name: string): void {
    const body = this.begin(name);
    if (!body) return;
    this.change(name, { run: newFlowRun(body.flow, Date.now()), deployment: undefined });
    void this.follow(client, name, { path: "flowRuns", body }, (events) => {
      const { run } = this.get(name);
      if (run) this.change(name, { run: addFlowEvents(run, events) });
    });
  }

  /** Deploys the chosen flow of a file, unless a run of it is open. */
  deploy(client: Client, name: string): void {
    const body = this.begin(name);
    if (!body) return;
    this.change(name, { deployment: newDeployment(body.flow), run: undefined });
    void this.follow(client, name, { path: "deployments", body }, (events) => {
      const { deployment } = this.get(name);
      if (deployment) this.change(name, { deployment: addDeploymentEvents(deployment, events) });
    });
  }

  private begin(name: string): FlowCall | undefined {
    const { file, flow, payload, config } = this.get(name);
    const chosen = file?.described.flows[flow];
    if (!file || !chosen || this.running.has(name)) return undefined;
    this.running.set(name, { isStopping: false });
    return { text: file.text, flow: chosen.name, payload, config };
  }

  /** Stops the run of a file between two requests, or undeploys it. */
  stop(client: Client, name: string): void {
    const open = this.running.get(name);
    if (!open) return;
    open.isStopping = true;
    const { run, deployment } = this.get(name);
    if (run) this.change(name, { run: { ...run, isStopping: true } });
    if (deployment) this.change(name, { deployment: { ...deployment, isStopping: true } });
    this.tellStop(client, name);
  }

  private tellStop(client: Client, name: string): void {
    const open = this.running.get(name);
    if (!open?.isStopping || open.run === undefined) return;
    // A server that is gone has ended the run, and its stream says so.
    client.send("DELETE", `runs/${open.run}`).catch(() => undefined);
  }

  private async follow(
    client: Client,
    name: string,
    request: { path: string; body: FlowCall },
    show: (events: readonly RunEvent[]) => void,
  ): Promise<void> {
    const startedAt = Date.now();
    let events: RunEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      show(events);
      events = [];
    };
    const add = (event: RunEvent) => {
      const open = this.running.get(name);
      if (event.type === "started" && open) {
        open.run = event.run;
        this.tellStop(client, name);
      }
      events.push(event);
      if (event.type !== "ended") timer ??= setTimeout(flush, TOGETHER_MS);
      else {
        this.running.delete(name);
        flush();
      }
    };
    const fail = (message: string) => {
      const ms = Date.now() - startedAt;
      add({ type: "ended", outcome: { state: "failed", ms, error: { message, inputs: {} } } });
    };
    try {
      await client.stream<RunEvent>({ method: "POST", ...request }, add);
      if (this.running.has(name)) fail("The workbench ended before the flow did.");
    } catch (error) {
      if (!this.running.has(name)) return;
      const { name: kind, message } = error as Error;
      fail(kind === "TypeError" ? "The workbench cannot be reached. Start it again." : message);
    }
  }
}

/** The flows of this page. */
export const flowMemory = new FlowMemory();

/** The state of a flow file. */
export const useFlow = (name: string): OpenFlow =>
  useSyncExternalStore(flowMemory.watch, () => flowMemory.get(name));
