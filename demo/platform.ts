import path from "node:path";

/** The connection as the platform passes it. */
export interface PlatformConnection {
  key: string;
  configVarKey: string;
  fields: { apiKey: string; subdomain: string };
}

interface BuiltInput {
  key: string;
  label: string;
  type: string;
  default?: unknown;
  collection?: string;
}

interface BuiltStep {
  display: { label: string };
  inputs: BuiltInput[];
  perform(context: object, params: object): Promise<{ data?: unknown; result?: unknown }>;
}

/** A published component, as far as running its steps goes. */
export interface BuiltComponent {
  key: string;
  actions: Record<string, BuiltStep>;
  dataSources: Record<string, BuiltStep>;
}

/** Loads the built component: the file that is published. */
export function loadComponent(): BuiltComponent {
  return require(path.resolve(__dirname, "../dist/index.js")).default;
}

/** Runs steps of a component in one workspace, as the platform does. */
export interface Platform {
  labelOf(action: string): string;
  /** Runs an action and answers what the following steps see as its results. */
  action<Data>(key: string, inputs?: Record<string, unknown>): Promise<Data>;
  /** Runs a picklist and answers its choices. */
  picklist(
    key: string,
    inputs?: Record<string, unknown>,
  ): Promise<{ label: string; key: string }[]>;
}

/**
 * A platform for one component, connection and region. It does to inputs what the platform does
 * before it calls a step: fills in defaults, and the connection wherever an input asks for one.
 */
export function openPlatform(
  component: BuiltComponent,
  connection: PlatformConnection,
  region: string,
): Platform {
  const silent = () => undefined;
  const logger = Object.fromEntries(
    ["trace", "debug", "info", "log", "warn", "error", "metric"].map((level) => [level, silent]),
  );
  const perform = (step: BuiltStep | undefined, key: string, inputs: Record<string, unknown>) => {
    if (!step) throw new Error(`The component has no step ${key}.`);
    const known = new Set(step.inputs.map((input) => input.key));
    const stray = Object.keys(inputs).find((name) => !known.has(name));
    if (stray) throw new Error(`${key} has no input ${stray}.`);
    const given: Record<string, unknown> = { region, ...inputs };
    const params = Object.fromEntries(
      step.inputs.map((input) => [
        input.key,
        input.type === "connection" ? connection : (given[input.key] ?? input.default),
      ]),
    );
    return step.perform({ logger }, params);
  };
  return {
    labelOf: (key) => (component.actions[key] ?? component.dataSources[key])?.display.label ?? key,
    action: async <Data>(key: string, inputs = {}) =>
      (await perform(component.actions[key], key, inputs)).data as Data,
    picklist: async (key, inputs = {}) =>
      (await perform(component.dataSources[key], key, inputs)).result as {
        label: string;
        key: string;
      }[],
  };
}
