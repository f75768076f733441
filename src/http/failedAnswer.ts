import type { AxiosResponse } from "axios";
import { readJson } from "./answer";
import { unpack } from "./unpack";
import { hintedWait } from "./waits";

/** What an answer says that is no success. */
export interface FailedAnswer {
  status: number;
  /** Its body, where that is JSON. */
  body: unknown;
  /** The wait it asks for, in milliseconds. */
  hintMs?: number;
  /** Segment's id of the request. */
  requestId?: string;
}

/** The answers that may ask to wait. */
const MAY_ASK = new Set([429, 503]);

async function bodyOf({ data, status }: AxiosResponse, encoding = ""): Promise<unknown> {
  if (!Buffer.isBuffer(data)) return undefined;
  try {
    return readJson(await unpack(data, encoding), status, "");
  } catch {
    return undefined;
  }
}

/**
 * Reads an answer whose body is still packed, as far as it can be read.
 * @param now milliseconds since 1970, for waits that are given as dates.
 */
export async function readFailedAnswer(
  response: AxiosResponse,
  now: number,
): Promise<FailedAnswer> {
  const { status } = response;
  const header = (name: string): string | undefined =>
    response.headers[name] === undefined ? undefined : String(response.headers[name]);
  const body = await bodyOf(response, header("content-encoding"));
  const hints = {
    retryAfter: header("retry-after"),
    rateLimitRemaining: header("x-ratelimit-remaining"),
    rateLimitReset: header("x-ratelimit-reset"),
    body,
  };
  const hintMs = MAY_ASK.has(status) ? hintedWait(hints, now) : undefined;
  return { status, body, hintMs, requestId: header("x-request-id") };
}
