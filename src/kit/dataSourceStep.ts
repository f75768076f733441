import { createStepContext, type PlatformContext, type StepContext } from "../api/step";
import type { Region } from "../http/hosts";
import { connection } from "../inputs/connection";
import { region } from "../inputs/region";

/**
 * The connection and region a data source runs with. On a configuration page the connection is set
 * under `connection`, as documented; inside a step the platform passes the step's inputs by key, and
 * those of the actions are called `connectionInput`.
 */
export const dataSourceInputs = {
  connection: { ...connection, required: false },
  connectionInput: {
    ...connection,
    label: "Step Connection",
    required: false,
    comments: "Passed on by the step that shows this; leave empty on a configuration page.",
  },
  region,
};

/** What a data source reads with; it logs no request. */
export const createDataSourceContext = (
  { logger, executionId }: PlatformContext,
  label: string,
  params: Record<string, unknown>,
): StepContext =>
  createStepContext({ logger, executionId }, label, {
    connection: params.connection || params.connectionInput,
    region: params.region as Region,
  });
