/** The task of the process with the client. */
export interface ClientTask {
  /** The server's port on loopback. */
  port: number;
  /** The certificate to trust, in PEM. */
  ca: string;
  seed: number;
  creates: number;
  /** The number of loops at once. */
  loops: number;
  /** The pause before each create, in milliseconds. */
  gapMs: { least: number; most: number };
  /** Milliseconds for one attempt. */
  attemptMs: number;
  /** True if the process stops right after each write, until it is continued. */
  isStopped: boolean;
}

/** The end of a create, as the client reports it. */
export type Ended = "done" | "done for another" | "not_applied" | "unknown";

/** The server's report. */
export interface ServerReport {
  /** The number of times that each create was carried out, by its number. */
  journal: Record<number, number>;
  connections: number;
  /** Connections that are still open. */
  open: number;
  /** Connections that carried more than one request. */
  crowded: number;
}
