import type { FlowCall } from "../../protocol";
import { readObject, readText, refuseOthers } from "../badRequest";

/** Reads a request to run a flow. @throws BadRequest */
export function readFlowCall(body: unknown): FlowCall {
  const given = readObject("Body", body);
  const { text, flow, payload, config, ...others } = given;
  refuseOthers("", others, []);
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
