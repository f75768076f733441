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

/** The `data` of a response with the status that the handler chooses from those of the contract. */
export class Success {
  constructor(
    readonly status: number,
    readonly data: unknown,
  ) {}
}

/**
 * Serves one operation. Changes the workspace and returns the `data` of the response, or a `Success` if
 * the operation has several success statuses. Throws `ApiError`.
 */
export type Handler = (request: ApiRequest, workspace: Workspace) => unknown;

/** Handlers by operationId. */
export type Handlers = Record<string, Handler>;
