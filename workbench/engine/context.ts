import { createLogger } from "../../platform/component/logger";
import { makeContext } from "../../platform/run/context";
import { toLogText } from "../../platform/run/errors";

/** The flow of every run: the platform tells steps the names of theirs. */
const flow = { name: "Workbench", steps: [] };
const integration = {
  name: "Workbench",
  flows: [flow],
  description: "",
  definitionVersion: 7,
} as unknown as Parameters<typeof makeContext>[0]["integration"];

/** Makes the context of a step that runs by itself. */
export function makeStepContext(
  executionId: string,
  instanceState: Record<string, unknown> | undefined,
  log: (level: string, text: string) => void,
): Record<string, unknown> {
  // Steps log the cost of their requests as `metric`, which the platform does not show.
  const logger = createLogger((level) => (...values) => {
    if (level !== "metric") log(level, values.map(toLogText).join(" "));
  });
  const startedAt = new Date().toISOString();
  return makeContext(
    {
      integration,
      flow: flow as unknown as Parameters<typeof makeContext>[0]["flow"],
      configVars: {},
      executionId,
      startedAt,
      isTest: true,
      instanceState,
    },
    "step",
    logger,
  );
}
