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
  /** `important` marks an action that the designer shows before others. */
  display: { label: string; description: string; important?: boolean };
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

/** The result of a trigger. */
export interface TriggerReturn {
  /** The results of the trigger for later steps. */
  payload: { body?: { data?: unknown } } & Record<string, unknown>;
  /** The response to the request that started the trigger, instead of the platform's own. */
  response?: {
    statusCode: number;
    contentType?: string;
    headers?: Record<string, string>;
    body?: string;
  };
  /** `polled_no_changes` for a poll that found nothing. */
  resultType?: string;
  /** Values to keep for the next run of the trigger. */
  instanceState?: Record<string, unknown>;
}

/** A handler of the deployment or the removal of a flow. */
type LifecycleHandler = (context: object, params: object) => Promise<unknown>;

/** A trigger of the built component. */
export interface BuiltTrigger {
  key: string;
  display: { label: string; description: string };
  inputs: BuiltInput[];
  perform(context: object, payload: object, params: object): Promise<TriggerReturn | undefined>;
  webhookCreate?: LifecycleHandler;
  webhookDelete?: LifecycleHandler;
  /** True for a trigger that runs on a schedule and keeps a state between its runs. */
  isPollingTrigger?: boolean;
  scheduleSupport: "invalid" | "valid" | "required";
  /** The number of items of a run of the flow, unless the flow says otherwise. */
  triggerResolverDefaultBatchSize?: number;
  /** Returns the items of a result, which a flow with batching divides among its runs. */
  resolveTriggerItems?(context: object, result: TriggerReturn): unknown[];
  examplePayload?: TriggerReturn;
}

/** The built component, as the platform receives it. */
export interface BuiltComponent {
  key: string;
  /** `iconPath` is relative to the file of the component. */
  display: { label: string; description: string; category?: string; iconPath?: string };
  connections: { key: string; label: string; comments?: string; inputs: BuiltInput[] }[];
  actions: Record<string, BuiltStep>;
  triggers: Record<string, BuiltTrigger>;
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

/** Makes the parameters of a call: an absent input has its default. */
export function paramsOf(
  declared: readonly BuiltInput[],
  { inputs, connection }: Pick<Call, "inputs" | "connection">,
): Record<string, unknown> {
  const params = declared.map(({ key, type, default: preset }) => {
    if (key in inputs) return [key, inputs[key]];
    return [key, type === "connection" && connection ? connection : preset];
  });
  return Object.fromEntries(params);
}

/**
 * Calls an action or a data source through the entry that the platform uses, including cleaners and
 * hooks.
 */
export function callStep(step: BuiltStep, call: Call): ReturnType<BuiltStep["perform"]> {
  return step.perform(call.context, paramsOf(step.inputs, call));
}
