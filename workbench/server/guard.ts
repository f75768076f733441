import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { MiddlewareHandler } from "hono";
import { FORM_PATH, type Problem, TOKEN_HEADER } from "../protocol";

const isSame = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** A response that refuses a request. */
interface Refused extends Problem {
  status: number;
}

/** Headers of each response. */
export const HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
} as const;

/**
 * Decides on a request before anything of it is read. Another page in the browser must not reach the
 * workbench, also under a name that leads to this machine.
 * @param port the port of the server.
 */
function findRefusal(
  { url = "", headers, headersDistinct }: IncomingMessage,
  port: number,
): Refused | undefined {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  const [host = "", ...others] = headersDistinct.host ?? [];
  if (!own.includes(host) || others.length > 0) {
    return { status: 421, error: `Host: expected 127.0.0.1:${port}.` };
  }
  // A target with a host of its own would make the Host header void.
  if (!url.startsWith("/") || url.startsWith("//")) {
    return { status: 421, error: "Target: expected a path." };
  }
  const { origin, "sec-fetch-site": site } = headers;
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, error: "Origin: expected the page of the workbench." };
  }
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return { status: 403, error: "Sec-Fetch-Site: expected the page of the workbench." };
  }
  return undefined;
}

/** Refuses a request that is not from the page of the workbench. Returns true if it did. */
export function refuseForeign(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
): boolean {
  const refusal = findRefusal(request, port);
  if (!refusal) return false;
  const { status, error } = refusal;
  // Its body stays unread.
  response.writeHead(status, {
    ...HEADERS,
    "Content-Type": "application/json",
    Connection: "close",
  });
  response.end(JSON.stringify({ error } satisfies Problem));
  return true;
}

/** The documents and their scripts, which the browser loads without the token. */
const isOpen = (path: string): boolean =>
  path === "/" || path === FORM_PATH || path.startsWith("/scripts/");

/** Refuses requests without the token, because other programs on this machine reach the server too. */
export const createTokenGuard =
  (expected: string): MiddlewareHandler =>
  async ({ req, json }, next) => {
    if (isOpen(req.path) || isSame(req.header(TOKEN_HEADER) ?? "", expected)) return next();
    const error = "Open the URL that the workbench printed at its start.";
    return json<Problem>({ error }, 401);
  };
