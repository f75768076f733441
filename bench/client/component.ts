import { createRequire } from "node:module";
import {
  type BuiltComponent,
  type BuiltStep,
  type BuiltTrigger,
  type Connection,
  callStep,
  paramsOf,
} from "../../platform/component";
import { silentLogger } from "../../platform/component/logger";

/** The token of the run; the server accepts any. */
export const TOKEN = "sgp_bench";

const connectionOf = (apiKey: string): Connection => ({
  key: "apiKey",
  configVarKey: "Segment Connection",
  fields: { apiKey, subdomain: "acme" },
});

const contextOf = (executionId: string) => ({
  logger: silentLogger,
  configVars: {},
  executionId,
  globalDebug: false,
});

/** Loads a bundle as the platform loads it. */
export const loadBundle = (file: string): BuiltComponent => createRequire(file)(file).default;

/** Calls steps of a component as the platform calls them. */
interface Steps {
  action(key: string, inputs: object, executionId?: string): Promise<unknown>;
  dataSource(key: string, inputs: object): Promise<unknown>;
  /** Polls with a trigger for the first time, and returns its items. */
  poll(key: string, inputs: object): Promise<unknown>;
}

function present<Step extends BuiltStep | BuiltTrigger>(step: Step | undefined): Step {
  if (!step) throw new Error("the component lacks a measured step");
  return step;
}

/**
 * Wraps a component's steps for one connection.
 * @throws Error when a step that the component lacks is called.
 */
export function stepsOf(
  { actions, dataSources, triggers }: BuiltComponent,
  apiKey: string = TOKEN,
): Steps {
  const connection = connectionOf(apiKey);
  const call = (step: BuiltStep | undefined, inputs: object, executionId: string) =>
    callStep(present(step), {
      context: contextOf(executionId),
      inputs: { ...inputs },
      connection,
    });
  return {
    action: async (key, inputs, executionId = "bench") =>
      (await call(actions[key], inputs, executionId)).data,
    dataSource: async (key, inputs) => (await call(dataSources[key], inputs, "bench")).result,
    poll: async (key, inputs) => {
      const trigger = present(triggers[key]);
      const context = { ...contextOf("bench"), instanceState: {} };
      const params = paramsOf(trigger.inputs, { inputs: { ...inputs }, connection });
      return (await trigger.perform(context, {}, params))?.payload.body?.data;
    },
  };
}
