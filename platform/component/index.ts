import { existsSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../../cli";

/** An input as the platform receives it. */
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
  /** Of a code input. */
  language?: string;
  clean?(raw: unknown): unknown;
}

/** An action or a data source as the platform receives it. */
export interface BuiltStep {
  key: string;
  display: { label: string; description: string };
  inputs: BuiltInput[];
  perform(context: object, params: object): Promise<{ data?: unknown; result?: unknown }>;
  /** Of an action. */
  performSafety?: string;
  examplePayload?: { data?: unknown; result?: unknown };
  /** Of an action: the JSON schema of `data`, as text. */
  outputSchema?: { type: string; schema: string };
  /** Of a data source. */
  dataSourceType?: string;
}

/** The component as the platform receives it. */
export interface BuiltComponent {
  key: string;
  display: { label: string; description: string };
  connections: { key: string; label: string; comments?: string; inputs: BuiltInput[] }[];
  actions: Record<string, BuiltStep>;
  dataSources: Record<string, BuiltStep>;
}

/**
 * Loads the built component: the file that is published.
 * @throws Refusal if it was not built.
 */
export function loadComponent(): BuiltComponent {
  const file = path.resolve(__dirname, "../../dist/index.js");
  if (!existsSync(file)) throw new Refusal("dist/index.js is missing: run `npm run build` first");
  return require(file).default;
}

/** A connection as the platform hands it to a step. */
export interface Connection {
  key: string;
  configVarKey: string;
  fields: Record<string, unknown>;
}

/** What a step is called with. */
export interface Call {
  /** The platform's context, or as much of it as the step uses. */
  context: object;
  /** By key; what is left out has its default. */
  inputs: Readonly<Record<string, unknown>>;
  /** For every input that asks for a connection and is left out. */
  connection?: Connection;
}

/** Calls an action or a data source through the entry the platform uses, cleaners and hooks included. */
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
