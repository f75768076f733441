import type { ActionDefinition, Inputs } from "@prismatic-io/spectral";
import { createStepContext, type PlatformContext, type StepContext } from "../api/step";
import type { Client } from "../client";
import { type Credentials, readCredentials } from "../connections/credentials";
import { monotonicMs } from "../http/clock";
import type { Region } from "../http/hosts";
import { LIMITS } from "../http/limits";
import { connection } from "../inputs/connection";
import { region } from "../inputs/region";
import type { CleanedValues } from "./declaration";
import { type StepDeclaration, stepAction } from "./stepAction";

/** The context of a step that makes several requests. */
export interface CompositeRun extends StepContext {
  /** Creates another client for the region, limited to the remaining time of the step. */
  clientIn(region: Region): Client;
  /** Creates a client of the Tracking API for the source with this write key, limited like the others. */
  trackingClient(writeKey: string): Client;
  /** Identifies this run of the step: execution, step and loop path. Undefined outside an execution. */
  invocation?: readonly string[];
  /** The start of the step, in ISO 8601. */
  startedAt: string;
  region: Region;
  /** The credentials in the connection input. */
  credentials: Credentials;
}

/** A step that combines several operations. */
interface CompositeDeclaration<Fields, Data> extends Omit<StepDeclaration<Data>, "important"> {
  /** The inputs, declared as constants above. Connection and region are added. */
  inputs: Fields;
  /** Milliseconds for the whole step, including waits; by default the limit of every action. */
  longestMs?(values: CleanedValues<Fields>): number;
  perform(run: CompositeRun, values: CleanedValues<Fields>): Promise<Data>;
}

function invocationOf({ executionId, stepId = "", loopPath = "" }: PlatformContext) {
  return executionId ? [executionId, stepId, loopPath] : undefined;
}

/**
 * Makes the action of a step that takes several requests. Like the action of an operation, it returns
 * `{ data: … }`, and its errors begin with the label.
 * @returns the function that makes it, called when the step is first read.
 */
export function compositeAction<const Fields extends object, Data extends object>(
  declaration: CompositeDeclaration<Fields, Data>,
): () => ActionDefinition<Inputs> {
  return () => {
    const { label, perform, longestMs } = declaration;
    const inputs = declaration.inputs as Inputs;
    const names = Object.keys(inputs);
    const allInputs = { connectionInput: connection, region, ...inputs };
    return stepAction({ ...declaration, important: true }, allInputs, async (context, params) => {
      const values = Object.fromEntries(
        names.map((name) => [name, params[name]]),
      ) as CleanedValues<Fields>;
      const chosenRegion = params.region as Region;
      const endsAt = monotonicMs() + (longestMs?.(values) ?? LIMITS.actionMs);
      const { connectionInput } = params;
      const contextIn = (region: Region, writeKey?: string): StepContext =>
        createStepContext(context, label, {
          connection: connectionInput,
          region,
          writeKey,
          actionMs: endsAt - monotonicMs(),
        });
      const run: CompositeRun = {
        ...contextIn(chosenRegion),
        clientIn: (region) => contextIn(region).client,
        trackingClient: (writeKey) => contextIn(chosenRegion, writeKey).client,
        invocation: invocationOf(context),
        startedAt: new Date().toISOString(),
        region: chosenRegion,
        credentials: readCredentials(connectionInput),
      };
      return perform(run, values);
    });
  };
}
