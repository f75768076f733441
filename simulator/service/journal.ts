import type { Fault } from "../faults/fault";
import type { ScriptedResponse } from "../faults/response";
import type { RegionName } from "./regions";

/** One request as it arrived, and what became of it. */
export interface RecordedRequest {
  /** 1, 2, 3 and so on since the start or the last reset. */
  id: number;
  /** When it arrived, in milliseconds since 1970. */
  at: number;
  region: RegionName;
  method: string;
  /** As sent: neither decoded nor normalised, without the query. */
  path: string;
  /** Absent when no operation is at that path, or the request was turned away before routing. */
  operationId: string | undefined;
  /** As sent, without the question mark; empty when there was none. */
  query: string;
  /** Names in lower case; several of one name joined as Node does it. */
  headers: Record<string, string>;
  /** Parsed when it is JSON, else the text; absent when empty. */
  body: unknown;
  /** The body as it was sent; absent when empty. */
  text?: string;
  /** Of the answer it came to; 0 while there is none, and where a fault kept it from being served. */
  status: number;
  /** What went wrong with it on purpose. */
  fault: string | undefined;
  /** Whether it changed the workspace. */
  committed: boolean;
}

/** Looks at a request before it is routed, and may answer it or have something go wrong. */
export type Interceptor = (request: RecordedRequest) => ScriptedResponse | Fault | undefined;
