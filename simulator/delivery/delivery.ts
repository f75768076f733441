import type { Destination, Subscription } from "../state/destinations";
import { labelsOf } from "../state/minuteCounts";
import type { Workspace } from "../state/workspace";
import type { ReceivedEvent } from "../tracking/events";
import type { Progress } from "./outbox";

/** An event on its way to a webhook. */
export interface Delivery {
  destinationId: string;
  subscriptionId: string;
  messageId: string;
  /** The number of requests so far. */
  attempts: number;
  /** The status of the latest response. Undefined if the latest attempt had none. */
  status: number | undefined;
  /** Until it is delivered or failed, it is pending. It stays pending if the simulator is closed. */
  outcome: "pending" | "delivered" | "failed";
  /** The reason why the latest attempt had no response, such as `timeout`, or why there was no attempt. */
  problem: string | undefined;
}

/** The deliveries of events that share a request. */
export class Shipment {
  readonly deliveries: Delivery[];

  /** @param at when the events arrived, in milliseconds since 1970. */
  constructor(
    { id: destinationId }: Destination,
    { id: subscriptionId }: Subscription,
    private readonly events: readonly ReceivedEvent[],
    private readonly at: number,
    private readonly counts: Workspace["deliveryCounts"],
  ) {
    this.deliveries = events.map(({ messageId }) => ({
      destinationId,
      subscriptionId,
      messageId,
      attempts: 0,
      status: undefined,
      outcome: "pending",
      problem: undefined,
    }));
  }

  /** Ends deliveries for which there is no request. */
  refuse(problem: string): void {
    this.update({ outcome: "failed", problem });
  }

  /** Records an attempt. */
  record({ attempts, result, outcome }: Progress): void {
    this.update({ attempts, status: undefined, problem: undefined, ...result, outcome });
  }

  private update(changes: Partial<Delivery> & Pick<Delivery, "outcome">): void {
    const { outcome } = changes;
    for (const [index, delivery] of this.deliveries.entries()) {
      Object.assign(delivery, changes);
      if (outcome === "pending") continue;
      const { destinationId, subscriptionId, attempts } = delivery;
      const labels = {
        ...labelsOf(this.events[index] ?? {}),
        subscriptionId,
        ...(outcome === "failed" && { discardReason: "Rejected By Destination" }),
      };
      this.counts[outcome].add(destinationId, labels, this.at, Math.max(0, attempts - 1));
    }
  }
}
