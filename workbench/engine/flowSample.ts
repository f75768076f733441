import http from "node:http";
import { text as readAll } from "node:stream/consumers";
import { makeRequest } from "../../simulator/delivery/webhook";
import type { SentSample } from "../protocol";

type Destination = Parameters<typeof makeRequest>[0];
type Subscription = Parameters<typeof makeRequest>[1];
type Events = Parameters<typeof makeRequest>[2];

interface SampleTarget {
  /** The address of the flow. */
  url: string;
  /** The values of the trigger's inputs, which say how the sender proves who it is. */
  params: Readonly<Record<string, unknown>>;
  /** The keys of which a request must have one; empty if it needs none. */
  apiKeys: readonly string[];
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Makes the request in which a webhook destination that was set up by hand sends an event, or a batch, with
 * its signature. @throws Error if there can be no request.
 */
function requestOf(event: unknown, { url, params, apiKeys }: SampleTarget) {
  const { sharedSecret, headerName, headerValue } = params;
  const [apiKey] = apiKeys;
  const name = textOf(headerName);
  const isBatch = Array.isArray(event);
  const settings = {
    url,
    method: "POST",
    data: { "@path": "$." },
    headers: {
      ...(name && { [name]: textOf(headerValue) }),
      ...(apiKey !== undefined && { "Api-Key": apiKey }),
    },
    ...(isBatch && { enable_batching: true }),
  };
  const made = makeRequest(
    { settings: { sharedSecret } } as unknown as Destination,
    { settings } as unknown as Subscription,
    (isBatch ? event : [event]) as Events,
  );
  if (typeof made === "string") throw new Error(made);
  return made;
}

/** Sends an event to a deployed flow as Segment would, and returns what the flow responded. */
export async function sendSample(event: unknown, target: SampleTarget): Promise<SentSample> {
  const { url, method, headers, body } = requestOf(event, target);
  const [status, text] = await new Promise<[number, string]>((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: false }, (response) => {
      readAll(response).then((all) => resolve([response.statusCode ?? 0, all]), reject);
    });
    request.on("error", reject);
    request.end(body);
  });
  const isTaken = status < 300;
  return { isTaken, text: `The flow responded with ${status}${isTaken ? "" : `: ${text}`}.` };
}
