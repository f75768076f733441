import type { createLogger } from "../component/logger";
import type { Flow, Integration } from "../format/integration";
import { type Endpoint, makeFlowAttributes, NO_ENDPOINT } from "./trigger";

/** The data of a run in the context of its steps. */
export interface RunContext {
  integration: Integration;
  flow: Flow;
  configVars: Record<string, unknown>;
  executionId: string;
  /** ISO 8601. */
  startedAt: string;
  /** True for a run with a payload from a file, which no request brought. */
  isTest?: boolean;
  /** The address of a flow that is deployed. */
  endpoint?: Endpoint;
  /** The values that the trigger has kept since its last run. */
  instanceState?: Record<string, unknown>;
}

/** Makes the context of a step, with the values of the platform that exist in a local run. */
export function makeContext(
  run: RunContext,
  stepId: string,
  logger: ReturnType<typeof createLogger>,
): Record<string, unknown> {
  const { integration, flow, configVars, executionId, startedAt } = run;
  return {
    logger,
    configVars,
    executionId,
    stepId,
    startedAt,
    globalDebug: false,
    isSimulatedTestExecution: run.isTest === true,
    integration: { id: "local", name: integration.name },
    flow: makeFlowAttributes(integration, flow),
    instance: { id: "local", name: integration.name },
    customer: { id: "local", name: "Local run", externalId: "local" },
    user: { id: "local", email: "", name: "Local run", externalId: "local" },
    instanceState: run.instanceState ?? {},
    crossFlowState: {},
    executionState: {},
    integrationState: {},
    ...(run.endpoint ?? NO_ENDPOINT),
  };
}
