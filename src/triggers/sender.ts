import type { TriggerPayload } from "@prismatic-io/spectral";
import { headerOf, receivedBytes } from "./receivedRequest";
import { coverageOf, isSameSecret } from "./signature";

/** The checks that a request must pass. All that are set are made, and at least one must be. */
export interface SenderChecks {
  /** The secret that Segment signs with. */
  sharedSecret?: string;
  /** A header that only Segment was told. */
  header?: { name: string; value: string };
  /** The least that the signature must cover. */
  covers: "all" | "first";
}

/** A request that was refused. The message says which check failed, and quotes nothing of the request. */
export class RefusedRequest extends Error {}

const refuse = (reason: string): never => {
  throw new RefusedRequest(`the request was refused: ${reason}`);
};

/**
 * Checks that a request was sent by Segment, and returns its body.
 * @throws RefusedRequest
 */
export function checkSender(
  payload: Pick<TriggerPayload, "headers" | "rawBody">,
  { sharedSecret, header, covers }: SenderChecks,
): Buffer {
  const body = receivedBytes(payload);
  if (body === undefined) return refuse("its body did not arrive as bytes, which a check needs");
  if (header) {
    const given = headerOf(payload.headers, header.name);
    if (given === undefined) refuse(`it has no header ${header.name}, or has it more than once`);
    else if (!isSameSecret(given, header.value)) {
      refuse(`its header ${header.name} does not have the expected value`);
    }
  }
  if (sharedSecret) {
    const signature = headerOf(payload.headers, "x-signature");
    if (signature === undefined) refuse("it has no header X-Signature");
    const coverage = coverageOf(signature, sharedSecret, body);
    if (coverage === "nothing") refuse("its signature does not match the body and Shared Secret");
    if (coverage === "first" && covers === "all") {
      refuse("it is a batch, of which Segment signs only the first event");
    }
  }
  return body;
}
