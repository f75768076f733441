import { readFileSync } from "node:fs";
import path from "node:path";
import type { ErrorObject, ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
// The router alone. The whole package loads an ES module that Jest on Node 20 cannot load.
import { OpenAPIRouter } from "openapi-backend/router";
import { findOversize } from "./bodySize";
import { ApiError, type SegmentError } from "./errors";
import { parseExact } from "./exact";
import { parseQuery } from "./query";
import { closeSchema, coerceTexts, explainError, mapValues, type Schema } from "./schema";

/** The parts of an operation that the simulator reads. */
export interface Operation {
  operationId: string;
  method: string;
  path: string;
  parameters: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
  "x-rate-limit-per-minute"?: number;
  "x-stability"?: string;
}

type Definition = ConstructorParameters<typeof OpenAPIRouter>[0]["definition"];

const DOCUMENT = path.join(__dirname, "../../contract/openapi.json");
const BASE = "segment";
/** Bytes. A larger body is checked up to its first difference. */
const SEARCHED_WHOLE = 64 * 1024;
/** The maximum number of differences in one response. */
const MOST_DIFFERENCES = 100;

// The contract is known to be valid. To validate its schemas would double the time to load it.
/** Options that compile checks quickly. Most checks run only a few times. */
const CHECKS = {
  strict: false,
  verbose: true,
  validateSchema: false,
  meta: false,
  code: { optimize: false },
};

/** Keeps the list of operations. To build it for every request would take most of the request's time. */
class Router extends OpenAPIRouter {
  private flat: ReturnType<OpenAPIRouter["getOperations"]> | undefined;

  constructor(definition: Definition) {
    super({ definition, apiRoot: "/", ignoreTrailingSlashes: false });
  }

  override getOperations() {
    this.flat ??= super.getOperations();
    return this.flat;
  }
}

/** Returns the number of segments in a path, and its first one, which is never a parameter. */
function shapeOf(path: string): string {
  const segments = path.split("/");
  return `${segments.length} ${segments[1]}`;
}

/**
 * Returns a router for each shape of a path. A router compiles all its paths for every request, and a
 * path matches only paths of its shape.
 */
function routersOf(definition: Definition): Map<string, Router> {
  const all = Object.entries(definition.paths ?? {});
  const shapes = [...new Set(all.map(([path]) => shapeOf(path)))];
  const withShape = (shape: string) => all.filter(([path]) => shapeOf(path) === shape);
  return new Map(
    shapes.map((shape) => [
      shape,
      new Router({ ...definition, paths: Object.fromEntries(withShape(shape)) } as Definition),
    ]),
  );
}

/**
 * Finds the operation of a request and checks its query and body against the contract. Routes come from
 * openapi-backend. The checks use ajv directly, because openapi-backend checks only `application/json`
 * bodies and reads queries with qs.
 */
export class Contract {
  private readonly router: Router;
  private readonly routers: Map<string, Router>;
  private readonly schemas: Record<string, Schema>;
  private readonly checkers = new Map<boolean, Ajv2020>();
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor() {
    const definition = JSON.parse(readFileSync(DOCUMENT, "utf8")) as Definition;
    this.router = new Router(definition);
    this.routers = routersOf(definition);
    this.schemas = (definition.components?.schemas ?? {}) as Record<string, Schema>;
  }

  /**
   * Returns the checker that finds all differences, or the one that stops at the first. A full list of a
   * million would exhaust the memory. Each is made when it is needed, which takes 20 ms.
   */
  private checker(allErrors: boolean): Ajv2020 {
    let ajv = this.checkers.get(allErrors);
    if (ajv === undefined) {
      ajv = new Ajv2020({ ...CHECKS, allErrors });
      addFormats(ajv);
      ajv.addSchema({
        $id: BASE,
        components: { schemas: mapValues(this.schemas, (one) => closeSchema(one)) },
      });
      this.checkers.set(allErrors, ajv);
    }
    return ajv;
  }

  /** All operations, in the contract's order. */
  get operations(): Operation[] {
    return this.router.getOperations() as unknown as Operation[];
  }

  /**
   * Returns the operation and the decoded path parameters. Throws 404, 405, or 400 for invalid percent-
   * encoding.
   */
  match(method: string, rawPath: string): { operation: Operation; params: Record<string, string> } {
    const request = { method, path: rawPath, headers: {} };
    try {
      const shape = shapeOf(this.router.normalizePath(rawPath));
      const router = this.routers.get(shape) ?? this.router;
      const found = router.matchOperation(request, true);
      const { params } = router.parseRequest(request, found);
      return { operation: found as unknown as Operation, params: { ...params } };
    } catch (error) {
      const reason = error instanceof Error ? error.message : "";
      const what = `${method} ${rawPath}`;
      if (reason.startsWith("404"))
        throw refusal(404, "not-found", `there is no operation at ${what}`);
      if (reason.startsWith("405")) {
        throw refusal(405, "method-not-allowed", `${method} is not served at ${rawPath}`);
      }
      throw refusal(400, "bad-request", `the path of ${what} is not percent-encoded correctly`);
    }
  }

  /** Returns the query with the types of its parameters. Throws 422 naming every difference. */
  checkQuery(operation: Operation, raw: string): Record<string, unknown> {
    const { values, problems } = parseQuery(raw);
    const parameters = operation.parameters.filter((parameter) => parameter.in === "query");
    const schema: Schema = {
      type: "object",
      properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
    };
    // Most requests have no query. To compile its check would take a millisecond for each operation.
    const isEmpty = Object.keys(values).length === 0 && schema.required?.length === 0;
    if (isEmpty && problems.length === 0) return {};
    const query = coerceTexts(values, schema, (ref) => this.find(ref)) as Record<string, unknown>;
    const validate = this.compile(`query ${operation.operationId}`, schema);
    const differences = findDifferences(validate, query, `a parameter of ${operation.operationId}`);
    if (problems.length + differences.length > 0) {
      throw new ApiError(422, [...problems, ...differences]);
    }
    return query;
  }

  /**
   * Returns the parsed body with exact numbers. Throws 415 for an unsupported media type, 400 for invalid
   * JSON, 413 for too many values or levels, and 422 naming the differences.
   */
  checkBody(operation: Operation, contentType: string | undefined, bytes: Buffer): unknown {
    const media = contentType?.split(";")[0]?.trim().toLowerCase();
    const content = operation.requestBody?.content;
    if (content === undefined) {
      if (bytes.length > 0) {
        throw refusal(422, "input-validation", `${operation.operationId} takes no body`);
      }
      if (media !== undefined && media !== "" && !/^application\/([\w.]+\+)?json$/.test(media)) {
        throw refusal(415, "unsupported-media-type", `content-type ${media} on an empty body`);
      }
      return undefined;
    }
    if (bytes.length === 0) throw refusal(422, "input-validation", "a body is required");
    const accepted = mediaTypes(operation);
    const schema = media === undefined ? undefined : accepted[media]?.schema;
    if (schema === undefined) {
      const allowed = Object.keys(accepted).join(", ");
      const sent = media ?? "(none)";
      throw refusal(415, "unsupported-media-type", `content-type ${sent} is not one of ${allowed}`);
    }
    const body = parseJson(bytes);
    const allErrors = bytes.length <= SEARCHED_WHOLE;
    const name = `body ${operation.operationId} ${media}`;
    const validate = this.closestForm(name, schema, body, allErrors);
    const differences = findDifferences(validate, body, `a field of ${operation.operationId}`);
    if (differences.length > 0) throw new ApiError(422, differences);
    return parseExact(bytes.toString("utf8"));
  }

  /** Returns the differences between a response and the contract's schema for its status. */
  checkResponse(operation: Operation, status: number, body: unknown): SegmentError[] {
    const schema = operation.responses[status]?.content?.["application/json"]?.schema;
    if (schema === undefined) {
      return [{ type: "status", message: `${operation.operationId} lists no status ${status}` }];
    }
    const validate = this.compile(`response ${operation.operationId} ${status}`, schema);
    return findDifferences(validate, body, `a field of the response of ${operation.operationId}`);
  }

  /** Returns the check of the form that a body matches, or else differs from least, if it has several. */
  private closestForm(
    name: string,
    schema: Schema,
    body: unknown,
    allErrors: boolean,
  ): ValidateFunction {
    const { anyOf } = schema.$ref === undefined ? schema : this.find(schema.$ref);
    if (anyOf === undefined) return this.compile(name, schema, allErrors);
    const checks = anyOf.map((form, index) => {
      const check = this.compile(`${name} ${index}`, form, allErrors);
      return { check, distance: check(body) ? 0 : distance(check.errors ?? []) };
    });
    const least = Math.min(...checks.map((one) => one.distance));
    const [closest] = checks.filter((one) => one.distance === least);
    return closest?.check ?? this.compile(name, schema, allErrors);
  }

  private find(ref: string): Schema {
    return this.schemas[ref.split("/").at(-1) ?? ""] ?? {};
  }

  private compile(key: string, schema: Schema, allErrors = true): ValidateFunction {
    const name = allErrors ? key : `quick ${key}`;
    let validate = this.compiled.get(name);
    if (validate === undefined) {
      validate = this.checker(allErrors).compile(closeSchema(schema, BASE));
      this.compiled.set(name, validate);
    }
    return validate;
  }
}

/** The media types of an operation's body. Like Segment, accepts plain JSON for alpha operations. */
function mediaTypes({ requestBody, ...operation }: Operation): Record<string, { schema: Schema }> {
  const content = requestBody?.content ?? {};
  const [first] = Object.values(content);
  const isAlpha = operation["x-stability"] === "alpha";
  return isAlpha && first !== undefined ? { "application/json": first, ...content } : content;
}

/** Returns the contract's success status. Of several, the last one is that of the last form of a body. */
export function successStatus(operation: Operation): number {
  return Number(
    Object.keys(operation.responses).findLast((status) => status.startsWith("2")) ?? 200,
  );
}

/**
 * Counts the differences from a form. All that are inside parts with several forms count as one. If two
 * forms have as many, the one whose differences are deeper is closer.
 */
function distance(errors: ErrorObject[]): number {
  const inForms = errors.filter(({ keyword }) => keyword === "anyOf");
  const outside = errors.filter(
    ({ instancePath }) => !inForms.some((one) => instancePath.startsWith(one.instancePath)),
  );
  const depths = errors.map(({ instancePath }) => instancePath.split("/").length);
  return outside.length + Math.min(1, inForms.length) + 1 / (1 + Math.max(...depths));
}

function findDifferences(
  validate: ValidateFunction,
  value: unknown,
  unknown: string,
): SegmentError[] {
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, MOST_DIFFERENCES)
    .map((error) => explainError(error, unknown));
}

function refusal(status: number, type: string, message: string): ApiError {
  return new ApiError(status, [{ type, message }]);
}

function parseJson(bytes: Buffer): unknown {
  const problem = findOversize(bytes);
  if (problem !== undefined) throw refusal(413, "payload-too-large", `the body ${problem}`);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw refusal(400, "bad-request", `the body is not JSON: ${reason}`);
  }
}

let shared: Contract | undefined;

/** Returns the contract, which is read once and shared by all simulators. */
export function sharedContract(): Contract {
  shared ??= new Contract();
  return shared;
}
