import { Refusal } from "../../cli/errors";
import { secretsIn } from "../../src/http/secretsIn";
import type { BuiltComponent } from "../component";
import { silentLogger } from "../component/logger";
import { ConfigurationError, type ConfigurationRequest, fillInConfiguration } from "../config";
import type { Flow, Integration } from "../format/integration";
import { resolveInputs } from "../format/resolve";
import { findTrigger } from "../run/componentTrigger";
import { createHider, findConnectionSecrets, type Hider } from "../trace/secrets";
import type { Workspaces } from "../workspaces";

/** The input of the configuration of a run. */
interface Preparation {
  integration: Integration;
  component: BuiltComponent;
  /** The values of config variables by name. */
  given: Record<string, unknown>;
  region?: string;
  workspaces: Workspaces;
  env: NodeJS.ProcessEnv;
  choose?: ConfigurationRequest["choose"];
  write(line: string): void;
}

/**
 * Fills in the config variables.
 * @throws Refusal that names the variable.
 */
export async function prepareConfiguration(
  preparation: Preparation,
): Promise<Record<string, unknown>> {
  const { integration, component, given, region, workspaces, env, choose, write } = preparation;
  return fillInConfiguration({
    integration,
    component,
    given,
    region,
    connectionFields: (name, region) => {
      const fields = workspaces.connectionFields(region);
      if (fields || name in given) return fields;
      throw new ConfigurationError(describeMissingFields(name, env));
    },
    choose,
    context: { logger: silentLogger, executionId: "local" },
    say: (line) => write(`  ${line}`),
  }).catch((error: unknown) => {
    if (error instanceof ConfigurationError) throw new Refusal(...explainConfigurationError(error));
    throw error;
  });
}

/** Finds the secrets of the configuration and of the trigger. */
export const findSecrets = (
  integration: Integration,
  flow: Flow,
  component: BuiltComponent,
  configVars: Record<string, unknown>,
): string[] => [
  ...findConnectionSecrets(integration, component, configVars),
  ...secretsIn(configVars),
  ...findTriggerSecrets(flow, component, configVars),
];

/** Creates a hider of the secrets of the configuration, of the trigger and of further ones. */
export const makeHider = (
  integration: Integration,
  flow: Flow,
  component: BuiltComponent,
  configVars: Record<string, unknown>,
  more: readonly string[] = [],
): Hider => createHider([...findSecrets(integration, flow, component, configVars), ...more]);

/** Finds the values of the password inputs of the trigger. */
function findTriggerSecrets(
  flow: Flow,
  component: BuiltComponent,
  configVars: Record<string, unknown>,
): string[] {
  const values = resolveInputs(flow.steps[0]?.inputs ?? {}, { steps: {}, configVars });
  const passwords = findTrigger(flow, component)?.inputs.filter(({ type }) => type === "password");
  return (passwords ?? []).flatMap(({ key }) =>
    typeof values[key] === "string" ? [String(values[key])] : [],
  );
}

function describeMissingFields(connection: string, env: NodeJS.ProcessEnv): string {
  const missing = ["SEGMENT_TOKEN", "SEGMENT_WORKSPACE"].filter((name) => !env[name]);
  return `--live: ${connection}: expected ${missing.join(" and ")} in the environment, or the connection's fields in a --config file`;
}

/** The most choices that are listed for a missing choice. */
const SHOWN_CHOICES = 20;

/** Lists the first choices of a config variable, each in a line. */
export function listChoices(choices: ConfigurationError["choices"]): string[] {
  const shown = choices.slice(0, SHOWN_CHOICES).map(({ label, key }) => `    ${label}  (${key})`);
  const more = choices.length - shown.length;
  return more > 0 ? [...shown, `    and ${more} more`] : shown;
}

const explainConfigurationError = ({ message, choices }: ConfigurationError): string[] => [
  message.startsWith("--") ? message : `--config: ${message}`,
  ...(choices.length > 0 ? ["  Its choices, by label or key in a --config file:"] : []),
  ...listChoices(choices),
  "nothing was run",
];
