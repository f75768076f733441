import { inputError } from "../values/inputError";

/** The HTTP methods of Segment's Public API. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Method and path template of an operation, such as `PATCH /sources/{sourceId}`. */
export type Route = `${Method} /${string}`;

/** The names in the braces of a route. */
export type Placeholder<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** One request to Segment's Public API; which host it goes to is the client's to say. */
export interface SegmentRequest {
  method: Method | "HEAD" | "OPTIONS";
  /** The path with its values filled in and encoded. */
  path: string;
  /** The path before its values were filled in; what errors and logs show. */
  template: string;
  /** Arrays go out as `key[0]=`, objects as `key[name]=`; undefined is left out. */
  query?: Record<string, unknown> | URLSearchParams;
  /** An object goes out as JSON, text, bytes and forms as they are; undefined sends no body. */
  body?: unknown;
  /** The body's media type. */
  mediaType?: string;
  /** A POST that changes nothing in Segment, such as a preview. */
  readOnly?: boolean;
}

const READS = new Set(["GET", "HEAD", "OPTIONS"]);
const REPEATABLE = new Set(["PUT", "DELETE"]);

/** Whether carrying a request out changes anything in Segment. */
export const isChange = ({ method, readOnly = false }: SegmentRequest): boolean =>
  !readOnly && !READS.has(method);

/** Whether sending a request twice leaves behind what sending it once does. */
export const isIdempotent = (request: SegmentRequest): boolean =>
  !isChange(request) || REPEATABLE.has(request.method);

/** Whether the path alone says what a request is about. */
export function hasNoQuery({ path, query = {} }: SegmentRequest): boolean {
  const names = query instanceof URLSearchParams ? [...query.keys()] : Object.keys(query);
  return names.length === 0 && !path.includes("?");
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** The names of a route's placeholders, in order. */
export function placeholdersIn(route: Route): string[] {
  return [...route.matchAll(PLACEHOLDER)].map(([, name]) => name as string);
}

/** Drops what was not set. */
export function omitUndefined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** How an operation's values become a request. */
export interface RequestPlan {
  route: Route;
  /** The media type of the body; undefined for an operation that takes none. */
  mediaType?: string;
  /** A POST that changes nothing in Segment. */
  readOnly?: boolean;
  /** Names or wraps the values as the API wants them, where the inputs differ. */
  toArgs?: (values: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * Turns cleaned input values into a request: placeholders take the values of their name; what
 * remains is the query of GET and DELETE and the JSON body of the others. Undefined is absent. An
 * operation that takes a body always gets an object, be it empty.
 * @throws an input error naming the placeholder without a usable value.
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
