import type { Flow, Integration } from "../format/integration";
import { toReferenceName } from "../format/names";

/** The parts of a request that a trigger receives. */
export interface ReceivedRequest {
  headers: Record<string, string>;
  queryParameters: Record<string, string>;
  rawBody: { data: unknown; contentType: string };
  body: { data: unknown; contentType: string };
  /** The path after that of the flow. */
  pathFragment: string;
}

/** Makes a request with a JSON body. */
export function makeJsonRequest(payload: unknown): ReceivedRequest {
  const contentType = "application/json";
  return {
    headers: { "Content-Type": contentType },
    queryParameters: {},
    rawBody: { data: JSON.stringify(payload), contentType },
    body: { data: payload, contentType },
    pathFragment: "",
  };
}

/** The addresses of a flow that is deployed. */
export interface Endpoint {
  /** By the name of the flow. */
  webhookUrls: Record<string, string>;
  /** By the name of the flow. */
  webhookApiKeys: Record<string, string[]>;
  invokeUrl: string;
}

/** A flow that has no address. */
export const NO_ENDPOINT: Endpoint = { webhookUrls: {}, webhookApiKeys: {}, invokeUrl: "" };

/** Makes the attributes of a flow. The stable ID is the same in every run. */
export const makeFlowAttributes = (integration: Integration, flow: Flow) => ({
  id: "local",
  name: flow.name,
  stableId:
    flow.stableKey ?? [integration, flow].map(({ name }) => toReferenceName(name)).join("."),
});

/**
 * Makes the TriggerPayload of spectral: the results of a webhook trigger that receives a request, or of
 * a schedule trigger.
 */
export function makeTriggerPayload(
  integration: Integration,
  flow: Flow,
  run: { request: ReceivedRequest; executionId: string; startedAt: string; endpoint: Endpoint },
): Record<string, unknown> {
  const nobody = { id: "local", name: "Local run", externalId: "local" };
  return {
    ...run.request,
    ...run.endpoint,
    executionId: run.executionId,
    customer: nobody,
    instance: { id: "local", name: integration.name },
    user: { id: "local", email: "", name: "Local run", externalId: "local" },
    integration: {
      id: "local",
      name: integration.name,
      versionSequenceId: "",
      externalVersion: "",
    },
    flow: makeFlowAttributes(integration, flow),
    startedAt: run.startedAt,
    globalDebug: false,
  };
}
