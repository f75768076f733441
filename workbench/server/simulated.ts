import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import https from "node:https";
import { text as readAll } from "node:stream/consumers";
import { type RegionName, type Simulator, startSimulator, TRACKING_HOSTS } from "../../simulator";
import type {
  ConnectionValues,
  EngineSetup,
  Faults,
  ReceivedEvent,
  SentSample,
  WorkspaceStatus,
} from "../protocol";
import { FaultSwitch, NO_FAULTS } from "./faultSwitch";

/** The age of the sample shop. Its deployments have finished by then. */
const AGE_MS = 24 * 60 * 60 * 1000;

/** The most received events of a run that are shown, from its start and from its end. */
const SHOWN_EVENTS = 100;

const REGIONS: readonly RegionName[] = ["us", "eu"];

/** The simulated workspaces of both regions. */
export class SimulatedWorkspace {
  private agoMs = 0;
  private readonly faults = new FaultSwitch();

  private constructor(private readonly start: (now: () => number) => Promise<Simulator>) {}

  private simulator!: Simulator;

  static async open(): Promise<SimulatedWorkspace> {
    const workspace = new SimulatedWorkspace((now) => startSimulator({ now }));
    workspace.simulator = await workspace.start(() => Date.now() - workspace.agoMs);
    return workspace;
  }

  /** The setup of an engine whose steps reach the simulated workspaces. */
  setup(file: string): EngineSetup {
    const { port, ca, us, eu } = this.simulator;
    const connection = ({ token, workspace }: typeof us): ConnectionValues => ({
      key: "apiKey",
      fields: { apiKey: token, subdomain: workspace.slug },
    });
    return {
      file,
      simulator: { port, ca },
      connection: connection(us),
      byRegion: { "eu1.api": connection(eu) },
    };
  }

  /** Restores the initial state, and fills it with a shop that is a day old. */
  async reset(fill: () => Promise<void>): Promise<void> {
    this.simulator.reset();
    this.faults.set(NO_FAULTS);
    this.agoMs = AGE_MS;
    try {
      await fill();
    } finally {
      this.agoMs = 0;
      this.simulator.intercept(this.faults.intercept);
    }
  }

  get status(): NonNullable<WorkspaceStatus["simulated"]> {
    const { us } = this.simulator;
    return { name: us.workspace.name, faults: this.faults.faults };
  }

  /** Shows faults to the requests from now on. */
  show(faults: Faults): void {
    this.faults.set(faults);
  }

  /** Returns a function that returns the events that arrived since this call, without those in the middle. */
  watchEvents(): () => { events: ReceivedEvent[]; omitted?: number } {
    const before = REGIONS.map((region) => this.countsOf(region));
    return () => {
      const all = REGIONS.flatMap((region, at) => {
        const { tracking } = this.simulator[region];
        const { stored, dropped } = this.countsOf(region);
        const newStored = stored - (before[at]?.stored ?? 0);
        const newDropped = dropped - (before[at]?.dropped ?? 0);
        const last = <Item>(items: readonly Item[], count: number) =>
          count > 0 ? items.slice(-count) : [];
        return [
          ...last(tracking.events(), newStored).map((event) => ({
            region,
            source: this.sourceName(region, event.projectId),
            event,
          })),
          ...last(tracking.dropped, newDropped).map(({ event, reason, sourceId }) => ({
            region,
            source: this.sourceName(region, sourceId),
            event,
            dropped: reason,
          })),
        ];
      });
      const omitted = all.length - 2 * SHOWN_EVENTS;
      if (omitted <= 0) return { events: all };
      return { events: [...all.slice(0, SHOWN_EVENTS), ...all.slice(-SHOWN_EVENTS)], omitted };
    };
  }

  /**
   * Sends an event to a source as an app would.
   * @param body JSON text of the event.
   * @param url the address of the flow for which it is meant.
   * @returns what became of it.
   */
  async sendEvent(sourceId: string, body: string, url: string): Promise<SentSample> {
    const region = REGIONS.find((one) => this.simulator.workspace(one).sources.get(sourceId));
    const name = region && this.sourceName(region, sourceId);
    const [writeKey] = region
      ? (this.simulator.workspace(region).sources.get(sourceId)?.writeKeys ?? [])
      : [];
    if (!region || writeKey === undefined) {
      return { isTaken: false, text: "The source of the trigger is not in the workspace." };
    }
    const received = this.watchEvents();
    const { status, text } = await this.track(region, writeKey, `{"batch":[${body}]}`);
    if (status !== 200) {
      return { isTaken: false, text: `The source ${name} responded with ${status}: ${text}` };
    }
    const [event] = received().events;
    if (event?.dropped !== undefined) {
      return { isTaken: false, text: `The source ${name} dropped it: ${event.dropped}.` };
    }
    const { messageId } = (event?.event ?? {}) as { messageId?: string };
    const toFlow = new Set(
      this.simulator
        .workspace(region)
        .subscriptions.all.filter(({ settings }) => settings.url === url)
        .map(({ id }) => id),
    );
    const isTaken = this.simulator[region].deliveries.some(
      (one) => one.messageId === messageId && toFlow.has(one.subscriptionId),
    );
    return {
      isTaken,
      text: isTaken
        ? `The source ${name} received it, and sends it to the flow.`
        : `The source ${name} received it, and does not send it to the flow: the trigger listens for other events.`,
    };
  }

  /** Sends a request to the tracking host of a region. */
  private async track(region: RegionName, writeKey: string, body: string) {
    const { port, ca } = this.simulator;
    const host = TRACKING_HOSTS[region];
    const request = https.request({
      ...{ host: "127.0.0.1", port, servername: host, ca, agent: false },
      ...{ method: "POST", path: "/v1/batch", auth: `${writeKey}:` },
      headers: { Host: host, "Content-Type": "application/json" },
    });
    const responded = once(request, "response");
    request.end(body);
    const [response] = (await responded) as [IncomingMessage];
    return { status: response.statusCode ?? 0, text: await readAll(response) };
  }

  close(): Promise<void> {
    return this.simulator.close();
  }

  private countsOf(region: RegionName) {
    const { stored, dropped } = this.simulator[region].tracking.counts;
    return { stored, dropped };
  }

  private sourceName(region: RegionName, id: string | undefined): string | undefined {
    const source = id === undefined ? undefined : this.simulator.workspace(region).sources.get(id);
    return source?.name ?? source?.slug;
  }
}
