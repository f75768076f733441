import { isWebhook } from "../delivery/webhook";
import type { Destination } from "../state/destinations";
import type { Source } from "../state/sources";
import type { Workspace } from "../state/workspace";
import {
  type EventSeries,
  eventsOf,
  type Granularity,
  inventEvents,
  seriesBySteps,
} from "./volumes";

/** The events of a source, before its destinations. */
export interface Ingress {
  received: EventSeries[];
  failed: EventSeries[];
  filtered: EventSeries[];
}

/** The events of a source that reach one destination. */
export interface Egress {
  delivered: EventSeries[];
  failed: EventSeries[];
  filtered: EventSeries[];
}

const REASONS = {
  ingress: ["Invalid Payload", "Event Too Large"],
  source: ["Unplanned Event", "Blocked By Schema"],
  filter: ["Destination Filter", "No Matching Mapping"],
  delivery: ["Invalid Settings", "Rejected By Destination"],
};

/** Received events are those of the event volume, including filtered ones. Failed ones are in addition. */
export function ingress(
  source: Source,
  times: number[],
  granularity: Granularity,
  workspace: Workspace,
): Ingress {
  const received = eventsOf(source, times, granularity, workspace);
  return {
    received,
    failed: discardEvents(portion(received, 0.02), REASONS.ingress),
    filtered: discardEvents(portion(received, 0.05), REASONS.source),
  };
}

/** The retries of an invented delivery that failed. */
const RETRIES = 3;

/**
 * Together, the three add up to the events that the source did not filter. A disabled destination gets
 * none. Events that a source of a webhook received are not split: they count as they were delivered.
 */
export function egress(
  destination: Destination,
  times: number[],
  granularity: Granularity,
  workspace: Workspace,
): Egress {
  const source = workspace.sources.get(destination.sourceId);
  const received =
    source === undefined || !destination.enabled
      ? []
      : isWebhook(destination)
        ? inventEvents(source, times, granularity)
        : eventsOf(source, times, granularity, workspace);
  const passed = without(received, portion(received, 0.05));
  const filtered = portion(passed, 0.1);
  const failed = portion(passed, 0.04);
  const mapped = (parts: EventSeries[]) => bySubscription(parts, destination, workspace);
  const counted = (outcome: keyof Egress) =>
    seriesBySteps(workspace.deliveryCounts[outcome].of(destination.id), times, granularity);
  return {
    delivered: [...mapped(without(without(passed, filtered), failed)), ...counted("delivered")],
    failed: [...withRetries(mapped(discardEvents(failed, REASONS.delivery))), ...counted("failed")],
    filtered: [...mapped(discardEvents(filtered, REASONS.filter)), ...counted("filtered")],
  };
}

function withRetries(parts: EventSeries[]): EventSeries[] {
  return parts.map((part) => ({ ...part, retries: part.counts.map((count) => count * RETRIES) }));
}

function portion(parts: EventSeries[], of: number): EventSeries[] {
  return parts.map(({ labels, counts }) => ({
    labels,
    counts: counts.map((count) => Math.floor(count * of)),
  }));
}

function without(parts: EventSeries[], less: EventSeries[]): EventSeries[] {
  return parts.map(({ labels, counts }, at) => ({
    labels,
    counts: counts.map((count, index) => count - (less[at]?.counts[index] ?? 0)),
  }));
}

function discardEvents(parts: EventSeries[], reasons: string[]): EventSeries[] {
  return parts.flatMap((part) => splitSeries(part, "discardReason", reasons));
}

function bySubscription(
  parts: EventSeries[],
  { id }: Destination,
  workspace: Workspace,
): EventSeries[] {
  const ids = workspace.subscriptions.all
    .filter(({ destinationId, enabled }) => destinationId === id && enabled)
    .map((subscription) => subscription.id);
  if (ids.length === 0) return parts;
  return parts.flatMap((part) => splitSeries(part, "subscriptionId", ids));
}

/** Splits a number as evenly as possible. The first parts are the larger ones. */
function splitSeries(
  { labels, counts }: EventSeries,
  name: string,
  values: string[],
): EventSeries[] {
  return values.map((value, index) => ({
    labels: { ...labels, [name]: value },
    counts: counts.map((count) => Math.floor((count + values.length - 1 - index) / values.length)),
  }));
}
