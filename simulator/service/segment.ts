import { findOversize } from "../contract/bodySize";
import { type Contract, sharedContract, successStatus } from "../contract/contract";
import { ApiError, type SegmentError } from "../contract/errors";
import { writeExact } from "../contract/exact";
import { Deliveries, type DeliveryOptions } from "../delivery/deliveries";
import type { Delivery } from "../delivery/delivery";
import type { Fault } from "../faults/fault";
import { type RawResponse, toRawResponse } from "../faults/response";
import { handlers } from "../operations";
import { Ids } from "../state/ids";
import { Workspace } from "../state/workspace";
import type { TrackingLog, TrackingOptions } from "../tracking/events";
import { TrackingService, json as trackingJson } from "../tracking/service";
import { withoutWriteKeys } from "./access";
import { isChange, recordChange } from "./audit";
import { BodyBudget } from "./bodyBudget";
import type { Interceptor, RecordedRequest } from "./journal";
import { RateLimits } from "./limits";
import { type Endpoint, REGIONS, type RegionName } from "./regions";

/** Options of a simulator. */
export interface SimulatorOptions {
  /** Returns the time in milliseconds since 1970. Default: the computer's clock. */
  now?: () => number;
  /** The seed of ids and tokens. Default: 1. */
  seed?: number;
  /** If true, requests are counted and rejected with 429. Default: true. */
  rateLimits?: boolean;
  /** The limit of a token per minute, over all operations. Default: 600. */
  defaultRateLimitPerMinute?: number;
  /** Receives each difference between a request and the contract. */
  log?: (line: string) => void;
  /** Options of the hosts that receive events. */
  tracking?: TrackingOptions;
  /** Options of the delivery of received events to webhooks. */
  delivery?: DeliveryOptions;
}

/** The hosts, the tokens, the workspace, and the received and delivered events of a region. */
export interface RegionInfo {
  host: string;
  /** Receives events. Takes write keys of sources only. */
  trackingHost: string;
  token: string;
  /** A token that may only read. A write gets a 403, and sources have no write keys. */
  readOnlyToken: string;
  workspace: { id: string; slug: string; name: string };
  /** The events that the tracking host received. */
  tracking: TrackingLog;
  /** The latest deliveries to webhooks, oldest first. Their number is an option. */
  readonly deliveries: Delivery[];
}

/** A request as received. */
interface RawRequest extends Endpoint {
  method: string;
  /** Path and query, as sent. */
  url: string;
  headers: Record<string, string>;
  /** Undefined if the body exceeds the size limit. */
  body: Buffer | undefined;
}

/** The response to a request, and the fault that replaces it. */
export interface Reply {
  response: RawResponse;
  fault?: Fault;
  /** Milliseconds to wait before the response. */
  delayMs?: number;
  /** Carries out a request whose fault is late. Call it after the client has gone. */
  whenGone?: () => void;
}

/** Segment without sockets: two regions, their state, and the journal of requests. */
export class Segment {
  readonly requests: RecordedRequest[] = [];
  readonly differences: string[] = [];
  readonly regions: Record<RegionName, RegionInfo>;
  private readonly contract = sharedContract();
  private readonly limits: RateLimits;
  private readonly tracking: TrackingService<RegionName>;
  private readonly deliveries: Record<RegionName, Deliveries>;
  private readonly bodies: BodyBudget;
  private readonly now: () => number;
  private readonly seed: number;
  private interceptors: Interceptor[] = [];
  private workspaces: Record<RegionName, Workspace>;
  private requestIds: Ids;
  private counting: boolean;

  constructor(private readonly options: SimulatorOptions = {}) {
    this.now = options.now ?? Date.now;
    this.seed = options.seed ?? 1;
    this.limits = new RateLimits(this.now);
    this.counting = this.limitAsAtStart();
    this.workspaces = this.newWorkspaces();
    this.requestIds = new Ids(this.seed + 99);
    this.bodies = new BodyBudget(options.tracking?.keepBodyBytes);
    const deliveries = {
      us: new Deliveries("us", options.delivery),
      eu: new Deliveries("eu", options.delivery),
    };
    this.deliveries = deliveries;
    this.tracking = new TrackingService(
      ["us", "eu"],
      (region) => this.workspaces[region],
      this.seed + 77,
      options.tracking,
      (region, source, events, at) =>
        deliveries[region].deliver(source, events, at, this.workspaces[region]),
    );
    const tokens = new Ids(this.seed + 50);
    const info = (region: RegionName): RegionInfo => ({
      host: REGIONS[region].host,
      trackingHost: REGIONS[region].trackingHost,
      tracking: this.tracking.stores[region],
      get deliveries() {
        return deliveries[region].all;
      },
      token: `sgp_${tokens.next(64)}`,
      readOnlyToken: `sgp_${tokens.next(64)}`,
      workspace: {
        id: this.workspaces[region].id,
        slug: REGIONS[region].slug,
        name: REGIONS[region].name,
      },
    });
    this.regions = { us: info("us"), eu: info("eu") };
  }

  /** Returns the state of a region. */
  workspace(region: RegionName): Workspace {
    return this.workspaces[region];
  }

  /** The number of requests to webhooks that wait for a response. */
  get sending(): number {
    return this.deliveries.us.sending + this.deliveries.eu.sending;
  }

  /** Resolves when no delivery is pending. */
  async settled(): Promise<void> {
    await Promise.all([this.deliveries.us.settled(), this.deliveries.eu.settled()]);
  }

  /** Gives up pending deliveries, and starts no more. */
  close(): void {
    this.deliveries.us.close();
    this.deliveries.eu.close();
  }

  /** Adds an interceptor before the existing ones. Returns a function that removes it. */
  intercept(interceptor: Interceptor): () => void {
    this.interceptors.unshift(interceptor);
    return () => {
      this.interceptors = this.interceptors.filter((one) => one !== interceptor);
    };
  }

  /** Restores the initial state, journal, limits and interceptors. Forgets all events and deliveries. */
  reset(): void {
    this.requests.length = 0;
    this.differences.length = 0;
    this.interceptors = [];
    this.counting = this.limitAsAtStart();
    this.workspaces = this.newWorkspaces();
    this.requestIds = new Ids(this.seed + 99);
    this.tracking.reset();
    this.deliveries.us.reset();
    this.deliveries.eu.reset();
    this.bodies.clear();
  }

  /** Starts to count requests, with this limit of a token per minute over all operations. */
  limit(perMinute: number): void {
    this.limits.begin(perMinute);
    this.counting = true;
  }

  /** Handles one request and adds it to the journal. Never throws. */
  handle(raw: RawRequest): Reply {
    const record = this.record(raw);
    const scripted = this.scripted(record);
    if (scripted !== undefined && "when" in scripted) return this.fail(raw, record, scripted);
    if (scripted !== undefined && "delayMs" in scripted) {
      record.fault = scripted.name;
      const response = this.finish(record, this.respond(raw, record));
      return { response, delayMs: scripted.delayMs };
    }
    const response = scripted ? toRawResponse(scripted) : this.respond(raw, record);
    return { response: this.finish(record, response) };
  }

  private finish(record: RecordedRequest, response: RawResponse): RawResponse {
    response.headers["x-request-id"] ??= this.requestIds.next();
    record.status = response.status;
    return response;
  }

  private fail(raw: RawRequest, record: RecordedRequest, fault: Fault): Reply {
    record.fault = fault.name;
    const carryOut = () => {
      const response = this.respond(raw, record);
      record.status = response.status;
      return response;
    };
    if (fault.when === "after") return { fault, response: carryOut() };
    const response = emptySuccess(raw);
    return fault.when === "before" ? { fault, response } : { fault, response, whenGone: carryOut };
  }

  private respond(raw: RawRequest, record: RecordedRequest): RawResponse {
    return raw.service === "tracking" ? this.track(raw, record) : this.respondApi(raw, record);
  }

  private track(raw: RawRequest, record: RecordedRequest): RawResponse {
    // An endless body ends in 400 like one that is a little too long.
    const bytes = raw.body?.length ?? Number.POSITIVE_INFINITY;
    const { response, stored } = this.tracking.handle(raw.region, {
      ...record,
      // The journal has forgotten it if the request is carried out late.
      body: record.body ?? parseBody(raw.body),
      bytes,
    });
    record.committed = stored > 0;
    return response;
  }

  private respondApi(raw: RawRequest, record: RecordedRequest): RawResponse {
    const headers: Record<string, string> = {};
    try {
      const { status, data } = this.serve(raw, record, headers);
      record.committed = raw.method !== "GET";
      return json(status, { data }, headers);
    } catch (error) {
      const failure = asApiError(error);
      return json(failure.status, { errors: failure.errors }, { ...headers, ...failure.headers });
    }
  }

  private serve(raw: RawRequest, record: RecordedRequest, headers: Record<string, string>) {
    const token = this.authorize(raw);
    const { operation, params } = this.noting(record, () =>
      this.contract.match(raw.method, record.path),
    );
    const { operationId } = operation;
    record.operationId = operationId;
    if (this.counting) {
      const perMinute = operation["x-rate-limit-per-minute"];
      const outcome = this.limits.take(token, operationId, perMinute);
      Object.assign(headers, outcome.headers);
      if (outcome.refusal !== undefined) throw outcome.refusal;
    }
    if (token === this.regions[raw.region].readOnlyToken && raw.method !== "GET") {
      throw refusal(403, "forbidden", `this token may not ${operationId}`);
    }
    const { query, body } = this.noting(record, () => this.check(raw, record, operation));
    const handler = Object.hasOwn(handlers, operationId) ? handlers[operationId] : undefined;
    if (handler === undefined) {
      throw refusal(501, "not-implemented", `the simulator does not serve ${operationId} yet`);
    }
    const request = { operationId, params, query, body, headers: raw.headers, now: this.now() };
    const workspace = this.workspaces[raw.region];
    const data = handler(request, workspace);
    if (isChange(operation)) recordChange(operation, request, data, workspace);
    const isReader = token === this.regions[raw.region].readOnlyToken;
    return { status: successStatus(operation), data: isReader ? withoutWriteKeys(data) : data };
  }

  private check(
    raw: RawRequest,
    record: RecordedRequest,
    operation: ReturnType<Contract["match"]>["operation"],
  ) {
    if (raw.body === undefined) throw refusal(413, "payload-too-large", "the body is too large");
    const accept = raw.headers.accept;
    if (accept !== undefined && !/application\/([\w.]+\+)?(json|\*)|\*\/\*/.test(accept)) {
      throw refusal(406, "not-acceptable", `responses are JSON, but accept is ${accept}`);
    }
    const query = this.contract.checkQuery(operation, record.query);
    const body = this.contract.checkBody(operation, raw.headers["content-type"], raw.body);
    return { query, body };
  }

  private authorize({ region, headers }: RawRequest): string {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
    const { token: full, readOnlyToken } = this.regions[region];
    if (token === undefined) throw refusal(401, "unauthorized", "a bearer token is required");
    if (token !== full && token !== readOnlyToken) {
      throw refusal(401, "unauthorized", "the token is not one of this region");
    }
    return token;
  }

  /** Runs a check of the contract and records the differences it finds. */
  private noting<T>(record: RecordedRequest, check: () => T): T {
    try {
      return check();
    } catch (error) {
      for (const { message } of asApiError(error).errors) {
        const operation = record.operationId === undefined ? "" : ` ${record.operationId}`;
        const line = `${record.region} ${record.method} ${record.path}${operation}: ${message}`;
        this.differences.push(line);
        this.options.log?.(line);
      }
      throw error;
    }
  }

  private scripted(record: RecordedRequest) {
    for (const interceptor of this.interceptors) {
      const scripted = interceptor(record);
      if (scripted !== undefined) return scripted;
    }
    return undefined;
  }

  private record({ region, service, method, url, headers, body }: RawRequest): RecordedRequest {
    const mark = url.indexOf("?");
    const record = {
      id: this.requests.length + 1,
      at: this.now(),
      region,
      method,
      path: mark < 0 ? url : url.slice(0, mark),
      operationId: undefined,
      query: mark < 0 ? "" : url.slice(mark + 1),
      headers,
      body: parseBody(body),
      ...(body?.length && { text: body.toString("utf8") }),
      status: 0,
      fault: undefined,
      committed: false,
    };
    this.requests.push(record);
    if (service === "tracking") this.bodies.add(record, body?.length ?? 0);
    return record;
  }

  private limitAsAtStart(): boolean {
    this.limits.begin(this.options.defaultRateLimitPerMinute ?? 600);
    return this.options.rateLimits !== false;
  }

  private newWorkspaces(): Record<RegionName, Workspace> {
    const workspace = (region: RegionName) => {
      const { slug, name, offset } = REGIONS[region];
      return new Workspace(slug, name, this.seed * 1000 + offset);
    };
    return { us: workspace("us"), eu: workspace("eu") };
  }
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return refusal(500, "simulator-error", `the simulator failed: ${message}`);
}

/** The response that a fault hides from the client. */
function emptySuccess({ service }: RawRequest): RawResponse {
  return service === "tracking"
    ? trackingJson(200, { success: true })
    : json(200, { data: {} }, {});
}

function refusal(status: number, type: string, message: string): ApiError {
  return new ApiError(status, [{ type, message }]);
}

function json(
  status: number,
  content: { data: unknown } | { errors: SegmentError[] },
  headers: Record<string, string>,
): RawResponse {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: writeExact(content),
  };
}

function parseBody(body: Buffer | undefined): unknown {
  if (body === undefined || body.length === 0) return undefined;
  const text = body.toString("utf8");
  if (findOversize(body) !== undefined) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
