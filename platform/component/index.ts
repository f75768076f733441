import { existsSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../../cli/errors";

/** An input of the built component. */
export interface BuiltInput {
  key: string;
  label: string;
  type: string;
  comments?: string;
  example?: string;
  placeholder?: string;
  required?: boolean;
  default?: unknown;
  dataSource?: string;
  model?: { label: string; value: string }[];
  collection?: string;
  /** The language of a code input. */
  language?: string;
  clean?(raw: unknown): unknown;
}

/** An action or a data source of the built component. */
export interface BuiltStep {
  key: string;
  display: { label: string; description: string };
  inputs: BuiltInput[];
  perform(context: object, params: object): Promise<{ data?: unknown; result?: unknown }>;
  /** Of an action. */
  performSafety?: string;
  examplePayload?: { data?: unknown; result?: unknown };
  /** For an action, the JSON schema of `data` as text. */
  outputSchema?: { type: string; schema: string };
  /** Of a data source. */
  dataSourceType?: string;
}

/** The built component, as the platform receives it. */
export interface BuiltComponent {
  key: string;
  display: { label: string; description: string };
  connections: { key: string; label: string; comments?: string; inputs: BuiltInput[] }[];
  actions: Record<string, BuiltStep>;
  dataSources: Record<string, BuiltStep>;
}

/**
 * Loads the built component from the file that is published.
 * @throws Refusal if the component was not built.
 */
export function loadComponent(): BuiltComponent {
  const file = path.resolve(__dirname, "../../dist/index.js");
  if (!existsSync(file)) throw new Refusal("dist/index.js is missing: run `npm run build` first");
  return require(file).default;
}

/** A connection, as a step receives it. */
export interface Connection {
  key: string;
  configVarKey: string;
  fields: Record<string, unknown>;
}

/** The input of a call of a step. */
export interface Call {
  /** The context of the platform, or the part of it that the step uses. */
  context: object;
  /** Values by key. An absent input has its default. */
  inputs: Readonly<Record<string, unknown>>;
  /** The connection for every connection input that is absent. */
  connection?: Connection;
}

/**
 * Calls an action or a data source through the entry that the platform uses, including cleaners and
 * hooks.
 */
export function callStep(
  step: BuiltStep,
  { context, inputs, connection }: Call,
): ReturnType<BuiltStep["perform"]> {
  const params = step.inputs.map(({ key, type, default: preset }) => {
    if (key in inputs) return [key, inputs[key]];
    return [key, type === "connection" && connection ? connection : preset];
  });
  return step.perform(context, Object.fromEntries(params));
}
