import type { RegionInfo } from "../simulator";
import type { Aim, Kind } from "./kinds";

/** What a caller is given to do. */
export interface Task {
  kind: Kind;
  aim: Aim;
  region: RegionInfo;
  /** The attempts that were begun for it so far. */
  readonly begun: number;
  /** Takes what is logged. */
  log(line: string): void;
}

/** Something that carries operations out. */
export interface Caller {
  /** Attempts that were begun and have not come to anything yet; for the clock. */
  readonly open: number;
  /** Whether its errors say if Segment carried the request out. */
  readonly claims: boolean;
  /** The answer as the platform gets it: `{ data }`; a list's entries as they are. */
  call(task: Task): Promise<unknown>;
  close(): void;
}
