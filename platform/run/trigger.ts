import type { Flow, Integration } from "../format/integration";

/**
 * Makes the TriggerPayload of spectral: the results of a webhook trigger that receives a JSON body,
 * or of a schedule trigger.
 */
export function makeTriggerPayload(
  integration: Integration,
  flow: Flow,
  run: { payload: unknown; executionId: string; startedAt: string },
): Record<string, unknown> {
  const contentType = "application/json";
  const nobody = { id: "local", name: "Local run", externalId: "local" };
  return {
    headers: { "Content-Type": contentType },
    queryParameters: {},
    rawBody: { data: JSON.stringify(run.payload), contentType },
    body: { data: run.payload, contentType },
    pathFragment: "",
    webhookUrls: {},
    webhookApiKeys: {},
    invokeUrl: "",
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
    flow: { id: "local", name: flow.name },
    startedAt: run.startedAt,
    globalDebug: false,
  };
}
