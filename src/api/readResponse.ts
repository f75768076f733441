import { findMissingPart, requiredParts, returnsSuccessOnly } from "../contract/missingParts";
import type { OperationName } from "../contract/operations";
import { operationContract } from "../contract/runtimeContract";
import { type Envelope, MalformedResponse, type ReadBody, readEnvelope } from "../http/response";
import { describeValue } from "../values/inputError";

/** Refuses a status other than SUCCESS from an operation that returns only a status. */
function checkStatus(name: OperationName, status: unknown): void {
  if (status === "SUCCESS" || !returnsSuccessOnly(name)) return;
  throw new MalformedResponse(`the response's status is ${describeValue(status)}, not SUCCESS`);
}

/**
 * Reads a response that must contain the given parts of `data`, and the status SUCCESS if the
 * operation returns only a status.
 * @param needs the parts; if left out, all that the contract requires at the top level.
 */
export function readComplete(
  name: OperationName,
  needs: readonly string[] = requiredParts(name),
): ReadBody<NonNullable<Envelope>> {
  return (body, status, contentType) => {
    const response = readEnvelope(body, status, contentType);
    const missing = findMissingPart(operationContract(name).response, response?.data, needs);
    if (response === null || missing !== undefined) {
      throw new MalformedResponse(`the response has no usable ${missing ?? "content"}`);
    }
    if (needs.includes("status")) checkStatus(name, response.data.status);
    return response;
  };
}

/**
 * Reads the response of a single operation unchanged. A response without content (204, 205) is a
 * success. Refuses a status other than SUCCESS from an operation that returns only a status.
 */
export const readLenient =
  (name: OperationName, envelope: ReadBody<Envelope>): ReadBody<Envelope> =>
  (body, status, contentType) => {
    const response = envelope(body, status, contentType);
    if (response?.data.status !== undefined) checkStatus(name, response.data.status);
    return response;
  };
