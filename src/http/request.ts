import { inputError } from "../values/inputError";

/** The HTTP methods of Segment's Public API. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Method and path template of an operation, such as `PATCH /sources/{sourceId}`. */
export type Route = `${Method} /${string}`;

/** The names in the braces of a route. */
export type Placeholder<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** One request to Segment's Public API. The client chooses the host. */
export interface SegmentRequest {
  method: Method | "HEAD" | "OPTIONS";
  /** The path with its values filled in and encoded. */
  path: string;
  /** The path before its values were filled in. Errors and logs show it. */
  template: string;
  /** Arrays are sent as `key[0]=`, objects as `key[name]=`; undefined is left out. */
  query?: Record<string, unknown> | URLSearchParams;
  /** An object is sent as JSON; text, bytes and forms as they are; undefined sends no body. */
  body?: unknown;
  /** The body's media type. */
  mediaType?: string;
  /** A POST that changes nothing in Segment, such as a preview. */
  readOnly?: boolean;
  /** A POST with the effect of one if it is sent twice, since its contents carry IDs of their own. */
  repeatable?: boolean;
}

const READS = new Set(["GET", "HEAD", "OPTIONS"]);
const REPEATABLE = new Set(["PUT", "DELETE"]);

/** True if a request changes something in Segment. */
export const isChange = ({ method, readOnly = false }: SegmentRequest): boolean =>
  !readOnly && !READS.has(method);

/** True if sending a request twice has the same effect as sending it once. */
export const isIdempotent = (request: SegmentRequest): boolean =>
  !isChange(request) || request.repeatable === true || REPEATABLE.has(request.method);

/** True if the path alone identifies the objects of a request. */
export function hasNoQuery({ path, query = {} }: SegmentRequest): boolean {
  const names = query instanceof URLSearchParams ? [...query.keys()] : Object.keys(query);
  return names.length === 0 && !path.includes("?");
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** Returns the names of a route's placeholders, in order. */
export function placeholdersIn(route: Route): string[] {
  return [...route.matchAll(PLACEHOLDER)].map(([, name]) => name as string);
}

/** Drops the entries that are undefined. */
export function omitUndefined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The parts of an operation that turn its values into a request. */
export interface RequestPlan {
  route: Route;
  /** The media type of the body; undefined for an operation that takes none. */
  mediaType?: string;
  /** A POST that changes nothing in Segment. */
  readOnly?: boolean;
  /** Renames or wraps the values as the API expects them, if the inputs differ. */
  toArgs?: (values: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * Turns cleaned input values into a request. Placeholders take the values of their names. The other
 * values are the query of GET and DELETE and the JSON body of other methods. Undefined is absent. An
 * operation that takes a body always gets an object, even an empty one.
 * @throws an input error that names the placeholder without a usable value.
 */
export function toRequest(plan: RequestPlan, values: Record<string, unknown>): SegmentRequest {
  const { readOnly, mediaType } = plan;
  const [method, template] = plan.route.split(" ") as [Method, string];
  const given = omitUndefined(values);
  const path = template.replace(PLACEHOLDER, (_match, name: string) => {
    const id = given[name];
    delete given[name];
    // Cleaners refuse these first; encodeURIComponent would let dots climb out of the path.
    if (typeof id !== "string" || id === "" || id === "." || id === "..") {
      throw inputError(name, "an id", "none");
    }
    return encodeURIComponent(id);
  });
  const args = plan.toArgs ? plan.toArgs(given) : given;
  if (method === "GET" || method === "DELETE") return { method, path, template, query: args };
  if (!mediaType) return { method, path, template, readOnly };
  return { method, path, template, body: args, mediaType, readOnly };
}
