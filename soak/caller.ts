import type { RegionInfo } from "../simulator";
import type { Aim, Kind } from "./kinds";

/** The task of a caller. */
export interface Task {
  kind: Kind;
  aim: Aim;
  region: RegionInfo;
  /** Receives log lines. */
  log(line: string): void;
}

/** A client under test. */
export interface Caller {
  /** True if its errors state an outcome. */
  readonly claims: boolean;
  /** Runs an operation. Returns the result as the platform gets it, `{ data }`, or a list's entries. */
  call(task: Task): Promise<unknown>;
  close(): void;
}
