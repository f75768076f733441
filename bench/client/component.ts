import { createRequire } from "node:module";
import {
  type BuiltComponent,
  type BuiltStep,
  type Connection,
  callStep,
} from "../../platform/component";
import { silentLogger } from "../../platform/component/logger";

/** The token of the run; the server accepts any. */
export const TOKEN = "sgp_bench";

const connection: Connection = {
  key: "apiKey",
  configVarKey: "Segment Connection",
  fields: { apiKey: TOKEN, subdomain: "acme" },
};

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
}

/**
 * Wraps a component's steps.
 * @throws Error when a step that the component lacks is called.
 */
export function stepsOf({ actions, dataSources }: BuiltComponent): Steps {
  const call = (step: BuiltStep | undefined, inputs: object, executionId: string) => {
    if (!step) throw new Error("the component lacks a measured step");
    return callStep(step, {
      context: contextOf(executionId),
      inputs: { ...inputs },
      connection,
    });
  };
  return {
    action: async (key, inputs, executionId = "bench") =>
      (await call(actions[key], inputs, executionId)).data,
    dataSource: async (key, inputs) => (await call(dataSources[key], inputs, "bench")).result,
  };
}
