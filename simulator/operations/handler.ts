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

/** The `data` of a response with another status than the contract's last success status. */
export class Success {
  constructor(
    readonly status: number,
    readonly data: unknown,
  ) {}
}

/**
 * Serves one operation. Changes the workspace and returns the `data` of the response, or a `Success` if
 * it has another success status. Throws `ApiError`.
 */
export type Handler = (request: ApiRequest, workspace: Workspace) => unknown;

/** Handlers by operationId. */
export type Handlers = Record<string, Handler>;
