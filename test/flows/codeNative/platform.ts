import { parse } from "yaml";
import { type BuiltComponent, type Connection, callStep } from "../../../platform/component";
import { createLogger } from "../../../platform/component/logger";
import type { Flow, Integration } from "../../../platform/format/integration";
import { resolveInputs } from "../../../platform/format/resolve";

/** A component by the signature of what was published. */
interface SignedComponent {
  key: string;
  isPublic: boolean;
  signature?: string;
}

/** The platform's imports from a code-native integration. */
export interface Definition extends Integration {
  isCodeNative: boolean;
  flows: (Flow & { supplementalComponents: SignedComponent[] })[];
}

/** A bundled code-native integration: a component of its own, and what is imported beside it. */
export interface BuiltIntegration extends BuiltComponent {
  codeNativeIntegrationYAML: string;
}

/** The customer's values, by config variable. */
export type Configuration = Record<string, string | Connection>;

/** An instance of the integration, deployed beside the built component. */
export interface Instance {
  definition: Definition;
  /** Lines the flows logged. */
  logged: string[];
  /** The choices of a config variable in the wizard. */
  choices(configVar: string): Promise<{ label: string; key: string }[]>;
  /** Runs a flow on the body of a webhook, as the runner of the platform does, and returns its output. */
  run<Data>(flow: string, body?: unknown): Promise<Data>;
}

/**
 * Deploys an integration: its flows reach actions of `component`, and no other, through the
 * `_components.invoke` that spectral finds in the runner's context.
 */
export function deploy(
  integration: BuiltIntegration,
  component: BuiltComponent,
  configVars: Configuration,
): Instance {
  const definition: Definition = parse(integration.codeNativeIntegrationYAML);
  const logged: string[] = [];
  const log = (line: unknown) => void logged.push(String(line));
  const logger = createLogger(() => log);

  const invoke =
    (known: SignedComponent[]) =>
    (to: { component: SignedComponent; key: string }, context: object, params: object) => {
      const reference = known.find(({ key }) => key === to.component.key);
      const action = component.key === reference?.key ? component.actions[to.key] : undefined;
      if (!action || reference?.signature !== to.component.signature) {
        throw new Error(`No action ${to.key} of ${JSON.stringify(to.component)}.`);
      }
      return action.perform(context, params);
    };

  return {
    definition,
    logged,
    choices: async (name) => {
      const configVar = definition.requiredConfigVars?.find(({ key }) => key === name);
      const dataSource = component.dataSources[configVar?.dataSource?.key ?? ""];
      if (!dataSource) throw new Error(`${name} is not chosen from a data source.`);
      const inputs = resolveInputs(configVar?.inputs ?? {}, { steps: {}, configVars });
      const { result } = await callStep(dataSource, { context: { logger, configVars }, inputs });
      return result as { label: string; key: string }[];
    },
    run: async <Data>(name: string, body?: unknown) => {
      const flow = definition.flows.find((one) => one.name === name);
      const step = flow?.steps.find(({ isTrigger }) => !isTrigger);
      const execution = integration.actions[step?.action.key ?? ""];
      if (!flow || !execution) throw new Error(`The integration has no flow ${name}.`);
      const _components = { invoke: invoke(flow.supplementalComponents) };
      const context = { logger, configVars, executionId: "run", _components };
      const onTrigger = { results: { body: { data: body } } };
      return (await execution.perform(context, { onTrigger })).data as Data;
    },
  };
}
