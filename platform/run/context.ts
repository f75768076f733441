import type { createLogger } from "../component/logger";
import type { Flow, Integration } from "../format/integration";

/** What a step's context says of its run. */
interface RunContext {
  integration: Integration;
  flow: Flow;
  configVars: Record<string, unknown>;
  executionId: string;
  /** ISO 8601. */
  startedAt: string;
}

/** The platform's context of a step, as far as there is something to put in it here. */
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
    // The component's debug lines tell its attempts apart.
    globalDebug: true,
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
