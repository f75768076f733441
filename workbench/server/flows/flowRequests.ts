import type { FlowCall } from "../../protocol";
import { BadRequest, readObject, readText, refuseOthers } from "../badRequest";

/** Reads a request to run a flow. @throws BadRequest */
export function readFlowCall(body: unknown): FlowCall {
  const given = readObject("Body", body);
  refuseOthers("", given, ["text", "flow", "payload", "config"]);
  const { text, flow, payload, config } = given;
  return {
    text: readText("text", text),
    flow: readText("flow", flow),
    payload: readText("payload", payload),
    config: readText("config", config),
  };
}

/** Reads the text of a flow file. @throws BadRequest */
export function readFlowText(body: unknown): string {
  const given = readObject("Body", body);
  refuseOthers("", given, ["text"]);
  return readText("text", given.text);
}

/** Reads a sample for a deployed flow: JSON text. @throws BadRequest */
export function readSample(body: unknown): string {
  const given = readObject("Body", body);
  refuseOthers("", given, ["body"]);
  const text = readText("body", given.body);
  try {
    JSON.parse(text);
  } catch {
    // The error of the parser quotes the text.
    throw new BadRequest("Sample: expected JSON.");
  }
  return text;
}
