import type { Delay, Fault } from "../faults/fault";
import type { ScriptedResponse } from "../faults/response";
import type { RegionName } from "./regions";

/** A request and its outcome. */
export interface RecordedRequest {
  /** 1, 2, 3 and so on since the start or the last reset. */
  id: number;
  /** The time of arrival, in milliseconds since 1970. */
  at: number;
  region: RegionName;
  method: string;
  /** As sent, not decoded or normalized, without the query. */
  path: string;
  /** Absent if the path has no operation, or the request was rejected before routing. */
  operationId: string | undefined;
  /** As sent, without the question mark. Empty if there is none. */
  query: string;
  /** Names in lower case. Node joins several headers of one name. */
  headers: Record<string, string>;
  /** Parsed if it is JSON, otherwise the text. Absent if empty. */
  body: unknown;
  /** The body as sent. Absent if empty. */
  text?: string;
  /** The status of the response. 0 until there is one, and if a fault prevented the request. */
  status: number;
  /** The name of the fault of this request. */
  fault: string | undefined;
  /** True if the request changed the workspace. */
  committed: boolean;
}

/** Sees a request before routing. May return a scripted response, a fault or a delay. */
export type Interceptor = (
  request: RecordedRequest,
) => ScriptedResponse | Fault | Delay | undefined;
