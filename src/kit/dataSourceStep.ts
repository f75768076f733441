import { createStepContext, type PlatformContext, type StepContext } from "../api/step";
import type { Region } from "../http/hosts";
import { connection } from "../inputs/connection";
import { region } from "../inputs/region";

/**
 * The connection and region of a data source. On a configuration page, the connection has the documented
 * key `connection`. Inside a step, the platform passes the step's inputs by key, and the connection of
 * an action has the key `connectionInput`.
 */
export const dataSourceInputs = {
  connection: { ...connection, required: false },
  connectionInput: {
    ...connection,
    label: "Step Connection",
    required: false,
    comments: "Set by the step that shows this dropdown. Leave empty on a configuration page.",
  },
  region,
};

/** Creates the context of a data source, which logs no requests. */
export const createDataSourceContext = (
  { logger, executionId }: PlatformContext,
  label: string,
  params: Record<string, unknown>,
): StepContext =>
  createStepContext({ logger, executionId }, label, {
    connection: params.connection || params.connectionInput,
    region: params.region as Region,
  });
