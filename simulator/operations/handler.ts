import type { Workspace } from "../state/workspace";

/** A request whose parameters and body match the contract. */
export interface ApiRequest {
  operationId: string;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  headers: Record<string, string>;
  /** Milliseconds since 1970. */
  now: number;
}

/** Serves one operation. Changes the workspace and returns the `data` of the response. Throws `ApiError`. */
export type Handler = (request: ApiRequest, workspace: Workspace) => unknown;

/** Handlers by operationId. */
export type Handlers = Record<string, Handler>;
