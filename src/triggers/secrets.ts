import { createHmac } from "node:crypto";
import type { FlowIdentity } from "./flowIdentity";

/** The header of the requests that carries a secret. Segment's signature does not cover all it sends. */
const HEADER = "X-Flow-Secret";

/** The secrets that Segment's requests to one flow prove. */
export interface FlowSecrets {
  /** Segment signs each event with it. */
  sharedSecret: string;
  /** Segment sends it with each request. */
  header: { name: string; value: string };
}

/**
 * Derives the secrets of a flow from the API key. They are never stored: each deployment and each
 * request derives them again, and another API key gives other secrets.
 * @param apiKey of the connection. The secrets do not reveal it.
 */
export function flowSecrets(apiKey: string, { instanceId, flowId }: FlowIdentity): FlowSecrets {
  const derive = (purpose: string): string =>
    createHmac("sha256", apiKey)
      .update(JSON.stringify([purpose, instanceId, flowId]))
      .digest("hex");
  return {
    sharedSecret: derive("Shared Secret"),
    header: { name: HEADER, value: derive(HEADER) },
  };
}
