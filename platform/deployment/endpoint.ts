import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isSameSecret } from "../../src/triggers/signature";
import type { Flow } from "../format/integration";
import type { ReceivedRequest } from "../run/trigger";

/** A response to a request. */
export interface EndpointResponse {
  statusCode: number;
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** The address of a flow on this machine. */
export interface OpenEndpoint {
  url: string;
  /** Ends open connections. */
  close(): Promise<void>;
}

/** The most bytes of a body that the platform accepts. */
const MOST_BYTES = 6 * 1024 * 1024;

/** Milliseconds in which a request must have arrived. */
const REQUEST_MS = 30_000;

/**
 * Returns the API keys of which requests to a flow must have one. A flow whose customers choose the keys
 * gets one for this run.
 */
export function findApiKeys(flow: Flow): string[] {
  const { endpointSecurityType, organizationApiKeys, customerApiKeys, testApiKeys = [] } = flow;
  if (endpointSecurityType === "organization")
    return [...(organizationApiKeys ?? []), ...testApiKeys];
  if (endpointSecurityType !== "customer_required") return [];
  const keys = [...(customerApiKeys ?? []), ...testApiKeys];
  return keys.length > 0 ? keys : [randomBytes(24).toString("hex")];
}

/** Makes a JSON response. */
export const makeResponse = (
  statusCode: number,
  content: object,
  headers?: Record<string, string>,
): EndpointResponse => ({
  statusCode,
  contentType: "application/json",
  headers,
  body: JSON.stringify(content),
});

const refuse = (statusCode: number, error: string, headers?: Record<string, string>) =>
  makeResponse(statusCode, { error }, headers);

const TOO_LARGE = refuse(413, `expected a body of at most ${MOST_BYTES} bytes`, {
  Connection: "close",
});

/**
 * Opens an address on 127.0.0.1 that receives the requests of a flow.
 * @param receive returns the response to a request; it must not throw.
 */
export async function openEndpoint({
  path,
  port,
  apiKeys,
  receive,
}: {
  /** The path of the flow, such as `/orders`. */
  path: string;
  /** 0 for any free port. */
  port: number;
  apiKeys: readonly string[];
  receive(request: ReceivedRequest): Promise<EndpointResponse>;
}): Promise<OpenEndpoint> {
  const respond = async (request: IncomingMessage): Promise<EndpointResponse> => {
    const { pathname, search } = splitTarget(request.url ?? "");
    if (pathname !== path && !pathname.startsWith(`${path}/`)) {
      return refuse(404, `nothing is here; the flow is at ${path}`);
    }
    if (request.method !== "POST") {
      return refuse(405, `expected POST, got ${request.method}`, { Allow: "POST" });
    }
    const given = request.headers["api-key"];
    const isKnown = apiKeys.some((key) => typeof given === "string" && isSameSecret(given, key));
    if (apiKeys.length > 0 && !isKnown)
      return refuse(401, "expected an API key of the flow in Api-Key");
    const bytes = await readBody(request);
    if (!bytes) return TOO_LARGE;
    const pathFragment = pathname.slice(path.length + 1);
    return receive(makeRequest(request, bytes, search, pathFragment));
  };
  const server = createServer({ requestTimeout: REQUEST_MS }, (request, response) => {
    respond(request)
      .then((made) => write(response, made))
      // The request was aborted, or a trigger made a response that is none.
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Splits a request target. It may be anything that a client sends. */
function splitTarget(target: string): { pathname: string; search: string } {
  const at = target.indexOf("?");
  return at === -1
    ? { pathname: target, search: "" }
    : { pathname: target.slice(0, at), search: target.slice(at + 1) };
}

/** Reads a body; undefined if it is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"]) > MOST_BYTES) {
    // A client that is still sending could not read the response.
    request.resume();
    return undefined;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MOST_BYTES) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("the request was aborted")));
  });
}

function makeRequest(
  { rawHeaders, headers }: IncomingMessage,
  bytes: Buffer,
  search: string,
  pathFragment: string,
): ReceivedRequest {
  const contentType = headers["content-type"] ?? "";
  return {
    headers: readHeaders(rawHeaders),
    queryParameters: Object.fromEntries(new URLSearchParams(search)),
    rawBody: { data: bytes, contentType },
    body: { data: parseBody(bytes, contentType), contentType },
    pathFragment,
  };
}

/** Reads headers under the names that were sent. The values of a repeated name are joined. */
function readHeaders(raw: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name = "", value = ""] = raw.slice(at, at + 2);
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
}

/** Parses a JSON body. Others, and JSON with an error, stay text: the trigger decides about them. */
function parseBody(bytes: Buffer, contentType: string): unknown {
  const text = bytes.toString("utf8");
  if (!/\bjson\b/i.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Headers that follow from the body. */
const OWN_HEADERS = /^(?:content-length|transfer-encoding|content-type)$/i;

function write(response: ServerResponse, made: EndpointResponse): void {
  const { statusCode, contentType, headers = {}, body = "" } = made;
  if (response.destroyed) return;
  const kept = Object.entries(headers).filter(([name]) => !OWN_HEADERS.test(name));
  response.writeHead(statusCode, {
    ...Object.fromEntries(kept),
    ...(contentType && { "Content-Type": contentType }),
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}
