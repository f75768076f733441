import type { createLogger } from "../component/logger";
import type { Flow, Integration } from "../format/integration";

/** The data of a run in the context of its steps. */
interface RunContext {
  integration: Integration;
  flow: Flow;
  configVars: Record<string, unknown>;
  executionId: string;
  /** ISO 8601. */
  startedAt: string;
}

/** Makes the context of a step, with the values of the platform that exist in a local run. */
export function makeContext(
  { integration, flow, configVars, executionId, startedAt }: RunContext,
  stepId: string,
  logger: ReturnType<typeof createLogger>,
): Record<string, unknown> {
  return {
    logger,
    configVars,
    executionId,
    stepId,
    startedAt,
    globalDebug: false,
    integration: { id: "local", name: integration.name },
    flow: { id: "local", name: flow.name },
    instance: { id: "local", name: integration.name },
    customer: { id: "local", name: "Local run", externalId: "local" },
    user: { id: "local", email: "", name: "Local run", externalId: "local" },
    instanceState: {},
    crossFlowState: {},
    executionState: {},
    integrationState: {},
    webhookUrls: {},
    webhookApiKeys: {},
  };
}
