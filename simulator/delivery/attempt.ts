import http from "node:http";
import https from "node:https";
import type { Timer } from "./timer";
import type { WebhookRequest } from "./webhook";

/** The time limit of a request, including its response. */
export const TIME_LIMIT_MS = 10_000;

/** The status of a complete response, or the reason why there is none, such as `timeout`. */
export type AttemptResult = { status: number } | { problem: string };

/**
 * Sends a request once. Follows no redirects. A host on loopback may have any certificate. Never throws:
 * a request that Node refuses to make is a problem too.
 * @param done receives the result, unless the attempt is canceled.
 * @returns a function that cancels the attempt and closes its connection.
 */
export function attempt(
  { url, method, headers, body }: WebhookRequest,
  timer: Timer,
  done: (result: AttemptResult) => void,
): () => void {
  let open = true;
  let request: http.ClientRequest | undefined;
  const end = (result: AttemptResult | undefined) => {
    if (!open) return;
    open = false;
    stopTimer();
    request?.destroy();
    if (result !== undefined) done(result);
  };
  const stopTimer = timer(() => end({ problem: "timeout" }), TIME_LIMIT_MS);
  const fail = ({ code, message }: NodeJS.ErrnoException) => end({ problem: code ?? message });
  const send = () => {
    request = (url.protocol === "https:" ? https : http).request(url, {
      method,
      headers: { accept: "*/*", ...headers, "content-length": Buffer.byteLength(body) },
      // A connection of its own for each request: a kept one may close at the moment of the next request.
      agent: false,
      rejectUnauthorized: !isLoopback(url),
    });
    request.on("error", fail);
    request.on("response", (response) => {
      response.on("error", fail);
      response.on("end", () => end({ status: response.statusCode ?? 0 }));
      response.resume();
    });
    request.end(body);
  };
  try {
    send();
  } catch (error) {
    // Such as a user name in the URL that cannot be decoded. The caller has not returned yet.
    setImmediate(fail, error as Error);
  }
  return () => end(undefined);
}

/** Returns true if a URL's host is this machine's loopback. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
