/** One entry of Segment's `{ errors: [...] }` envelope. */
export interface SegmentError {
  type: string;
  message: string;
  field?: string;
  data?: unknown;
}

/** An error response. Handlers and checks throw it, the server writes it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly errors: SegmentError[],
    readonly headers: Record<string, string> = {},
  ) {
    super(errors.map((error) => error.message).join("; "));
  }
}

/** 404 for an id that is not in the workspace or the catalog, in Segment's wording. */
export function notFound(what: string, id: string): ApiError {
  const subject = what.charAt(0).toUpperCase() + what.slice(1);
  return new ApiError(404, [
    { type: "not-found", message: `${subject} with id '${id}' not found` },
  ]);
}

/** 422 for one field. */
export function invalid(field: string, message: string): ApiError {
  return new ApiError(422, [invalidField(field, message)]);
}

/** The entry of a 422 for an invalid field. */
export function invalidField(field: string, message: string): SegmentError {
  return { type: "input-validation", message, field };
}

/** The entry of a 422 for a missing field, in Segment's wording: it quotes only the last name. */
export function missingField(field: string, name: string): SegmentError {
  return invalidField(field, `"${name}" is required`);
}
