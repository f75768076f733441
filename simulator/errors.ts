/** One entry of Segment's `{ errors: [...] }` envelope. */
export interface SegmentError {
  type: string;
  message: string;
  field?: string;
  data?: unknown;
}

/** An answer that is not a success: thrown by anything that serves a request, written by the server. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly errors: SegmentError[],
    readonly headers: Record<string, string> = {},
  ) {
    super(errors.map((error) => error.message).join("; "));
  }
}

/** 404 for an id that the workspace, or the catalog, does not have. */
export function notFound(what: string, id: string): ApiError {
  return new ApiError(404, [{ type: "not-found", message: `${what} ${id} was not found` }]);
}

/** 422 for one field. */
export function invalid(field: string, message: string): ApiError {
  return new ApiError(422, [invalidField(field, message)]);
}

/** The entry of a 422 that names a field and what is wrong with it. */
export function invalidField(field: string, message: string): SegmentError {
  return { type: "validation-error", message, field };
}
