import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Problem, TOKEN_HEADER } from "../protocol";

const isSame = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** The reason to refuse a request; undefined for a request of the page. */
interface Refused {
  status: ContentfulStatusCode;
  error: string;
}

/** The headers that the guard reads. */
interface Headers {
  host?: string;
  origin?: string;
  fetchSite?: string;
  token?: string;
}

/**
 * Decides on a request. Another page in the browser must not reach the workbench, also under a name
 * that leads to this machine, and other programs must not use it without its token.
 * @param port the port of the server.
 */
export function findRefusal(
  { host, origin, fetchSite, token }: Headers,
  { port, expected, needsToken }: { port: number; expected: string; needsToken: boolean },
): Refused | undefined {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!own.includes(host ?? "")) {
    return { status: 421, error: `Host: expected 127.0.0.1:${port}.` };
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, error: "Origin: expected the page of the workbench." };
  }
  if (fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none") {
    return { status: 403, error: "Sec-Fetch-Site: expected the page of the workbench." };
  }
  if (needsToken && !isSame(token ?? "", expected)) {
    return { status: 401, error: "Open the URL that the workbench printed at its start." };
  }
  return undefined;
}

/** Refuses requests that are not from the page of the workbench. */
export const createGuard =
  (port: () => number, expected: string): MiddlewareHandler =>
  async (context, next) => {
    const { req } = context;
    const refusal = findRefusal(
      {
        host: req.header("host"),
        origin: req.header("origin"),
        fetchSite: req.header("sec-fetch-site"),
        token: req.header(TOKEN_HEADER),
      },
      { port: port(), expected, needsToken: req.path.startsWith("/api/") },
    );
    if (!refusal) return next();
    return context.json<Problem>({ error: refusal.error }, refusal.status);
  };
