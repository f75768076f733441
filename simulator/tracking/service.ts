import type { RawResponse } from "../faults/response";
import { Ids } from "../state/ids";
import { labelsOf } from "../state/minuteCounts";
import type { Source } from "../state/sources";
import type { Workspace } from "../state/workspace";
import { findDefect } from "./checks";
import { EventRate } from "./eventRate";
import type { ReceivedEvent, SentEvent, TrackingOptions } from "./events";
import { MessageIds } from "./messageIds";
import { isTrackingPath, readEvents } from "./request";
import { TrackingStore } from "./store";
import { eventTime, parseTime } from "./times";

/** The maximum number of events that a batch may have. Further ones are dropped. */
const MAX_BATCH = 2500;
const KEEP_EVENTS = 10_000;

/** A request to a tracking host. */
export interface TrackingRequest {
  /** Its number in the journal. */
  id: number;
  /** When it arrived, in milliseconds since 1970. */
  at: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** The parsed body. */
  body: unknown;
  /** The number of bytes of the body as sent. */
  bytes: number;
}

/** The response to a request, and the number of events that it stored. */
interface TrackingReply {
  response: RawResponse;
  stored: number;
}

/** Receives the stored events of a request, all of one source. It must not throw. */
export type StoredEvents<Region> = (
  region: Region,
  source: Source,
  events: ReceivedEvent[],
  /** When they arrived, in milliseconds since 1970. */
  at: number,
) => void;

/** Receives the events of all regions. */
export class TrackingService<Region extends string> {
  readonly stores: Record<Region, TrackingStore>;
  private messageIds = new MessageIds();
  private madeIds: Ids;
  private rates = new Map<Region, EventRate>();

  constructor(
    private readonly regions: readonly Region[],
    private readonly workspaceOf: (region: Region) => Workspace,
    private readonly seed: number,
    private readonly options: TrackingOptions = {},
    private readonly onStored?: StoredEvents<Region>,
  ) {
    const { keepEvents = KEEP_EVENTS } = options;
    this.stores = Object.fromEntries(
      regions.map((region) => [region, new TrackingStore(keepEvents)]),
    ) as Record<Region, TrackingStore>;
    this.madeIds = new Ids(seed);
  }

  /** Forgets all events and message ids. */
  reset(): void {
    for (const region of this.regions) this.stores[region].clear();
    this.messageIds = new MessageIds();
    this.madeIds = new Ids(this.seed);
    this.rates.clear();
  }

  /** Handles one request. Returns 200 to almost everything, as Segment does. */
  handle(region: Region, request: TrackingRequest): TrackingReply {
    const { method, path, headers, body, bytes } = request;
    if (!isTrackingPath(path)) return rejected(404, `${path} is not an endpoint`);
    if (method !== "POST") return rejected(405, `${path} takes POST`);
    const read = readEvents(path, headers.authorization, body, bytes);
    if (typeof read === "string") return rejected(400, read);
    const { events, writeKeys } = read;
    const source = this.findSource(region, writeKeys);
    const wait = this.rateOf(region)?.take(events.length, request.at);
    if (wait !== undefined) {
      return rejected(429, "too many events", { "retry-after": String(wait) });
    }
    const stored: ReceivedEvent[] = [];
    events.forEach((event, index) => {
      const received =
        typeof source === "string"
          ? source
          : this.receive(region, source, event, index, request.at);
      if (typeof received !== "string") stored.push(received);
      else this.drop(region, request, source, event, index, received);
    });
    if (typeof source !== "string") this.onStored?.(region, source, stored, request.at);
    return { response: json(200, { success: true }), stored: stored.length };
  }

  /** Stores and returns an event, or returns the reason why it is dropped. */
  private receive(
    region: Region,
    source: Source,
    event: unknown,
    index: number,
    now: number,
  ): ReceivedEvent | string {
    if (!source.enabled) return "disabled source";
    if (index >= MAX_BATCH) return `more than ${MAX_BATCH} events in a batch`;
    const defect = findDefect(event);
    if (defect !== undefined) return defect;
    const received = this.toReceived(event as SentEvent, source.id, now);
    const isNew = this.messageIds.add(received.messageId, now);
    if (!isNew && this.options.deduplicate !== false) return "duplicate messageId";
    this.stores[region].store(received);
    this.workspaceOf(region).receivedEvents.add(source.id, labelsOf(received), now);
    return received;
  }

  private toReceived(event: SentEvent, sourceId: string, now: number): ReceivedEvent {
    const receivedAt = new Date(now).toISOString();
    const original = String(event.originalTimestamp ?? event.timestamp ?? receivedAt);
    const time = eventTime(now, parseTime(original) ?? now, parseTime(event.sentAt));
    return {
      ...event,
      type: String(event.type),
      messageId: String(event.messageId ?? `api-${this.madeIds.next(27)}`),
      context: event.context ?? {},
      integrations: event.integrations ?? {},
      originalTimestamp: original,
      timestamp: new Date(time).toISOString(),
      receivedAt,
      projectId: sourceId,
      version: 2,
    };
  }

  private drop(
    region: Region,
    request: TrackingRequest,
    source: Source | string,
    event: unknown,
    index: number,
    reason: string,
  ): void {
    const sourceId = typeof source === "string" ? undefined : source.id;
    const { id: requestId, at } = request;
    this.stores[region].drop({ at, reason, requestId, index, sourceId, event });
    this.options.log?.(`${region} ${request.path} event ${index}: ${reason}`);
  }

  /** Returns the source of a write key in a region, or the reason why there is none. */
  private findSource(region: Region, [key, another]: unknown[]): Source | string {
    if (key === undefined) return "no write key";
    if (another !== undefined) return "the write keys of header and body differ";
    const own = sourceWith(key, this.workspaceOf(region));
    if (own !== undefined) return own;
    const elsewhere = this.regions.some((one) => sourceWith(key, this.workspaceOf(one)));
    return elsewhere ? "write key of another region" : "unknown write key";
  }

  private rateOf(region: Region): EventRate | undefined {
    const { eventsPerSecond } = this.options;
    if (eventsPerSecond === undefined) return undefined;
    const rate = this.rates.get(region) ?? new EventRate(eventsPerSecond);
    this.rates.set(region, rate);
    return rate;
  }
}

function sourceWith(writeKey: unknown, { sources }: Workspace): Source | undefined {
  return sources.all.find(({ writeKeys }) => writeKeys.some((one) => one === writeKey));
}

function rejected(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): TrackingReply {
  return { response: json(status, { success: false, message }, headers), stored: 0 };
}

/** A response of a tracking host, in JSON. */
export function json(
  status: number,
  content: object,
  headers: Record<string, string> = {},
): RawResponse {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(content),
  };
}
