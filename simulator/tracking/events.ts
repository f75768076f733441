/** An event as sent: any JSON object. */
export type SentEvent = Record<string, unknown>;

/** A stored event, as Segment hands it to destinations: the fields as sent, and those that Segment sets. */
export interface ReceivedEvent extends SentEvent {
  type: string;
  /** As sent, or made by Segment. */
  messageId: string;
  /** The timestamp as sent, or the time of receipt. */
  originalTimestamp: string;
  /** The time of the event, corrected by `sentAt` if there is one. */
  timestamp: string;
  receivedAt: string;
  /** The id of the source. */
  projectId: string;
  context: unknown;
  integrations: unknown;
  version: 2;
}

/** An event that Segment dropped in silence. */
export interface DroppedEvent {
  /** When it arrived, in milliseconds since 1970. */
  at: number;
  reason: string;
  /** The number of its request in the journal. */
  requestId: number;
  /** Its position in the batch, from 0. */
  index: number;
  /** Absent if the write key has no source in this region. */
  sourceId: string | undefined;
  /** As sent. */
  event: unknown;
}

/** The number of events since the start or the last reset. */
export interface TrackingCounts {
  stored: number;
  dropped: number;
  /** Stored events by the id of their source. */
  bySource: Record<string, number>;
  /** Dropped events by reason. */
  byReason: Record<string, number>;
}

/** The events that a region's tracking host received, to read back. */
export interface TrackingLog {
  /** The latest stored events, oldest first, of one source or of all. Their number is an option. */
  events(sourceId?: string): ReceivedEvent[];
  /** The latest dropped events, oldest first. Their number is an option. */
  readonly dropped: DroppedEvent[];
  /** The number of all events, including those that are no longer kept. */
  readonly counts: TrackingCounts;
}

/** Options of the tracking hosts. */
export interface TrackingOptions {
  /** The number of stored and of dropped events that a region keeps whole. Default: 10,000. */
  keepEvents?: number;
  /**
   * The bytes of request bodies that the journal keeps, the latest ones. An older request loses its
   * `body` and `text`. Default: 16 MiB.
   */
  keepBodyBytes?: number;
  /** Stores events whose messageId was received before, too, if false. Default: true. */
  deduplicate?: boolean;
  /** If set, a workspace that receives more events a second gets a 429. Default: no limit. */
  eventsPerSecond?: number;
  /** Receives a line for each dropped event. */
  log?: (line: string) => void;
}
