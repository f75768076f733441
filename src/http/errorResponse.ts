import { decompress } from "./decompress";
import type { ErrorResponse } from "./failure";
import { LIMITS } from "./limits";
import { isErrorEnvelope } from "./reasons";
import { readJson } from "./response";
import { retryAfterMs } from "./retryAfter";
import type { RawResponse } from "./send";

/** A response whose body may be incomplete. */
type PartlyReceived = Omit<RawResponse, "body"> & Partial<RawResponse>;

/** The statuses of responses that may ask for a wait. */
const MAY_ASK = new Set([429, 503]);

async function bodyOf({ body, status, headers }: PartlyReceived): Promise<unknown> {
  if (!body) return undefined;
  try {
    const packing = headers["content-encoding"] ?? "";
    return readJson(await decompress(body, packing, LIMITS.failedResponseBytes), status, "");
  } catch {
    return undefined;
  }
}

/**
 * Reads the useful parts of an error response, whose body is still compressed.
 * @param method the method of the request, in upper case.
 * @param now milliseconds since 1970, for waits given as dates.
 */
export async function readErrorResponse(
  received: PartlyReceived,
  method: string,
  now: number,
): Promise<ErrorResponse> {
  const { status } = received;
  const header = (name: string): string | undefined => received.headers[name]?.toString();
  const body = await bodyOf(received);
  const hints = {
    retryAfter: header("retry-after"),
    rateLimitRemaining: header("x-ratelimit-remaining"),
    rateLimitReset: header("x-ratelimit-reset"),
    body,
  };
  const hintMs = MAY_ASK.has(status) ? retryAfterMs(hints, now) : undefined;
  const isJson = /[/+]json\b/i.test(header("content-type") ?? "");
  const isSegments = isErrorEnvelope(body) || (method === "HEAD" && isJson);
  return { status, body, isSegments, hintMs, requestId: header("x-request-id") };
}
