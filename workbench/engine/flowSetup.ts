import { Refusal } from "../../cli/errors";
import { checkIntegration } from "../../platform/check";
import { readJsonText } from "../../platform/command/files";
import { listChoices } from "../../platform/command/prepare";
import type { BuiltComponent } from "../../platform/component";
import { silentLogger } from "../../platform/component/logger";
import { ConfigurationError, fillInConfiguration } from "../../platform/config";
import type { Flow, Integration } from "../../platform/format/integration";
import { readSource } from "../../platform/format/source";
import type { EngineSetup, FlowCall, RunEvent } from "../protocol";
import type { Mask } from "./mask";

/** The input of a run or a deployment of a flow. */
export interface FlowRunOptions {
  run: string;
  component: BuiltComponent;
  call: FlowCall;
  setup: EngineSetup;
  mask: Mask;
  tell(event: RunEvent): void;
}

/** Reads the file and finds its flow. @throws Refusal with the problems of the file. */
export function readFlow({ component, call }: Pick<FlowRunOptions, "component" | "call">): {
  integration: Integration;
  flow: Flow;
} {
  const { integration, problems } = checkIntegration(readSource(call.text), component);
  if (!integration || problems.length > 0) {
    throw new Refusal(...problems.map(({ line, message }) => `Line ${line}: ${message}`));
  }
  const flow = integration.flows.find(({ name }) => name === call.flow);
  if (!flow) throw new Refusal(`The file has no flow ${call.flow}.`);
  return { integration, flow };
}

/** Reads the values of the config variables. @throws Refusal */
function readConfig(text: string): Record<string, unknown> {
  const config = text.trim() === "" ? {} : readJsonText(text, "Configuration");
  if (typeof config === "object" && config !== null && !Array.isArray(config)) {
    return config as Record<string, unknown>;
  }
  throw new Refusal("Configuration: expected an object of config variables by name");
}

/** Fills in the config variables; connections are those of the engine. @throws Refusal */
export async function configure(
  { component, setup, call }: Pick<FlowRunOptions, "component" | "setup" | "call">,
  integration: Integration,
): Promise<Record<string, unknown>> {
  try {
    return await fillInConfiguration({
      integration,
      component,
      given: readConfig(call.config),
      connectionFields: (_, region) => (setup.byRegion?.[region] ?? setup.connection)?.fields,
      context: { logger: silentLogger, executionId: "local" },
      say: () => undefined,
    });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { message, choices } = error;
    const offered = choices.length > 0 ? ["  Its choices, by label or key:"] : [];
    throw new Refusal(`Configuration: ${message}`, ...offered, ...listChoices(choices));
  }
}
