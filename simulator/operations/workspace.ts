import { ApiError, invalid } from "../contract/errors";
import type { Handlers } from "./handler";

interface EchoQuery {
  message: string;
  triggerError?: boolean;
  triggerMultipleErrors?: boolean;
  triggerUnexpectedError?: boolean;
  statusCode?: number;
}

/** The workspace, and `echo`, which does not wait for its `delay`. */
export const workspace: Handlers = {
  getWorkspace: (_request, { id, slug, name }) => ({ workspace: { id, slug, name } }),
  echo({ query, headers }) {
    const { message, statusCode = 400, ...triggers } = query as unknown as EchoQuery;
    if (!Number.isInteger(statusCode) || statusCode < 400 || statusCode > 599) {
      throw invalid("statusCode", "statusCode must be an error status from 400 to 599");
    }
    const error = { type: "echo", message };
    if (triggers.triggerUnexpectedError) throw new ApiError(500, [error]);
    if (triggers.triggerMultipleErrors) throw new ApiError(statusCode, [error, error]);
    if (triggers.triggerError) throw new ApiError(statusCode, [error]);
    const { authorization: _, ...shown } = headers;
    return { method: "get", message, headers: shown };
  },
};
