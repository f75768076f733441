import type { Workspace } from "../state/workspace";

/** A request whose parameters and body have been found to be as the contract lists them. */
export interface ApiRequest {
  operationId: string;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  headers: Record<string, string>;
  /** Milliseconds since 1970. */
  now: number;
}

/** Serves one operation: changes the workspace, returns the `data` of the answer, throws `ApiError`. */
export type Handler = (request: ApiRequest, workspace: Workspace) => unknown;

/** Handlers by the contract's operationId. */
export type Handlers = Record<string, Handler>;
