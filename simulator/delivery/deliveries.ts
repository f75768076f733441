import type { Destination, Subscription } from "../state/destinations";
import { labelsOf } from "../state/minuteCounts";
import type { Source } from "../state/sources";
import type { Workspace } from "../state/workspace";
import type { ReceivedEvent } from "../tracking/events";
import { Latest } from "../tracking/latest";
import { isLoopback } from "./attempt";
import { type Delivery, Shipment } from "./delivery";
import { Outbox } from "./outbox";
import { processTimer, type Timer } from "./timer";
import { readTrigger } from "./trigger";
import {
  batchSize,
  isIntegrated,
  isSend,
  isWebhook,
  makeRequest,
  type WebhookRequest,
} from "./webhook";

/** Options of deliveries to webhooks. */
export interface DeliveryOptions {
  /** If true, requests go to any host. Default: false, only to loopback. */
  remote?: boolean;
  /** The number of requests of a region at once. Default: 10. */
  atOnce?: number;
  /** The number of deliveries that a region keeps to read back. Default: 10,000. */
  keepDeliveries?: number;
  /** Runs time limits and retries. Default: the process's timer. */
  timer?: Timer;
  /** Receives a line for each attempt, and for each event that cannot be sent. */
  log?: (line: string) => void;
}

type Trigger = ReturnType<typeof readTrigger>;

/** Delivers the events of a region to its webhook destinations, and keeps what became of them. */
export class Deliveries {
  private readonly outbox: Outbox;
  private readonly triggers = new WeakMap<Subscription, { matches: Trigger }>();
  private latest: Latest<Delivery>;
  private closed = false;

  constructor(
    private readonly region: string,
    private readonly options: DeliveryOptions = {},
  ) {
    const { atOnce = 10, timer = processTimer } = options;
    this.outbox = new Outbox(atOnce, timer);
    this.latest = this.none();
  }

  /** The latest deliveries, oldest first. */
  get all(): Delivery[] {
    return this.latest.all.map((delivery) => ({ ...delivery }));
  }

  /** The number of requests that wait for a response. */
  get sending(): number {
    return this.outbox.sending;
  }

  /** Resolves when no delivery is pending, at once after `close`. Retries take hours of the timer. */
  settled(): Promise<void> {
    return this.outbox.settled();
  }

  /** Gives up pending deliveries and forgets all. */
  reset(): void {
    this.outbox.stop();
    this.latest = this.none();
  }

  /** Gives up pending deliveries. Later events are not delivered. */
  close(): void {
    this.closed = true;
    this.outbox.stop();
  }

  /**
   * Starts the delivery of stored events of one request. Never throws, and waits for nothing.
   * @param at when they arrived, in milliseconds since 1970.
   */
  deliver(source: Source, events: ReceivedEvent[], at: number, workspace: Workspace): void {
    if (this.closed || events.length === 0) return;
    for (const destination of workspace.destinations.all) {
      if (destination.sourceId !== source.id || !destination.enabled) continue;
      if (isWebhook(destination)) this.deliverTo(destination, events, at, workspace);
    }
  }

  private deliverTo(
    destination: Destination,
    events: ReceivedEvent[],
    at: number,
    workspace: Workspace,
  ): void {
    const wanted = events.filter(isIntegrated);
    const matched = new Set<ReceivedEvent>();
    for (const subscription of workspace.subscriptions.all) {
      if (subscription.destinationId !== destination.id) continue;
      // Reverse ETL sends the rows of a model, not events.
      if (!subscription.enabled || !isSend(subscription) || subscription.modelId !== undefined) {
        continue;
      }
      const matching = wanted.filter((event) => this.matches(subscription, event));
      for (const event of matching) matched.add(event);
      const size = batchSize(subscription) ?? 1;
      for (let first = 0; first < matching.length; first += size) {
        const batch = matching.slice(first, first + size);
        this.send(destination, subscription, batch, at, workspace);
      }
    }
    for (const event of events) {
      if (matched.has(event)) continue;
      const discardReason = isIntegrated(event) ? "No Matching Mapping" : "Disabled By Event";
      const labels = { ...labelsOf(event), discardReason };
      workspace.deliveryCounts.filtered.add(destination.id, labels, at);
    }
  }

  private matches(subscription: Subscription, event: ReceivedEvent): boolean {
    // An update replaces the object.
    const known = this.triggers.get(subscription) ?? { matches: readTrigger(subscription.trigger) };
    this.triggers.set(subscription, known);
    return known.matches?.(event) ?? false;
  }

  private send(
    destination: Destination,
    subscription: Subscription,
    events: ReceivedEvent[],
    at: number,
    workspace: Workspace,
  ): void {
    const shipment = new Shipment(destination, subscription, events, at, workspace.deliveryCounts);
    for (const delivery of shipment.deliveries) this.latest.add(delivery);
    const request = makeRequest(destination, subscription, events);
    const problem = typeof request === "string" ? request : this.startSending(request, shipment);
    if (problem === undefined) return;
    shipment.refuse(problem);
    this.log(`subscription ${subscription.id}, not sent: ${problem}`);
  }

  /** Returns the reason if the request cannot be sent. */
  private startSending(request: WebhookRequest, shipment: Shipment): string | undefined {
    const { url, method } = request;
    if (this.options.remote !== true && !isLoopback(url)) {
      return `${url.hostname} is not on loopback`;
    }
    const isAdded = this.outbox.add(request, (progress) => {
      shipment.record(progress);
      const [result] = Object.values(progress.result);
      this.log(`${method} ${url.origin}${url.pathname} ${result}, ${progress.outcome}`);
    });
    return isAdded ? undefined : "too many deliveries are waiting";
  }

  private none(): Latest<Delivery> {
    return new Latest(this.options.keepDeliveries ?? 10_000);
  }

  private log(line: string): void {
    this.options.log?.(`${this.region} ${line}`);
  }
}
