import { type ActionDefinition, action, type Inputs } from "@prismatic-io/spectral";
import {
  createStepContext,
  type PlatformContext,
  type StepContext,
  withOwnErrors,
} from "../api/step";
import type { Client } from "../client";
import { type Credentials, readCredentials } from "../connections/credentials";
import type { CompactSchema } from "../contract/compactSchema";
import { jsonSchema } from "../contract/jsonSchema";
import { monotonicMs } from "../http/clock";
import type { Region } from "../http/hosts";
import { LIMITS } from "../http/limits";
import { connection } from "../inputs/connection";
import { region } from "../inputs/region";
import { forFlow } from "../values/json";
import type { CleanedValues } from "./declaration";

/** What a step that makes several requests works with. */
export interface CompositeRun extends StepContext {
  /** A client like the run's, in this region, and within the time that is left. */
  clientIn(region: Region): Client;
  region: Region;
  /** What the connection input holds. */
  credentials: Credentials;
}

/** A step above single operations. */
export interface CompositeDeclaration<Fields, Data> {
  /** In Title Case; errors begin with it. */
  label: string;
  /** One imperative sentence. */
  description: string;
  /** Declared as constants above their use; connection and region are added. */
  inputs: Fields;
  /** Changes nothing in Segment. */
  readOnly?: true;
  /** Milliseconds for all of it, waits included; as long as any action unless given. */
  longestMs?(values: CleanedValues<Fields>): number;
  perform(run: CompositeRun, values: CleanedValues<Fields>): Promise<Data>;
  /** The shape of `data` in the answer, in the notation of the contract's shapes. */
  answer: CompactSchema;
  example: Data;
}

/**
 * Makes the action of a step that takes several requests. Like an operation's it answers
 * `{ data: … }` and its errors begin with the label.
 */
export function compositeAction<const Fields extends object, Data extends object>(
  declaration: CompositeDeclaration<Fields, Data>,
): ActionDefinition<Inputs> {
  const { label, description, readOnly, perform, longestMs, answer, example } = declaration;
  const inputs = declaration.inputs as Inputs;
  // The cast: spectral infers parameters from literal inputs and cannot see through this spread.
  return action({
    display: { label, description },
    performSafety: readOnly ? "safe" : "notAllowed",
    inputs: { connectionInput: connection, region, ...inputs },
    perform: withOwnErrors(
      label,
      async (context: PlatformContext, params: Record<string, unknown>) => {
        const names = Object.keys(inputs);
        const values = Object.fromEntries(
          names.map((name) => [name, params[name]]),
        ) as CleanedValues<Fields>;
        const chosen = params.region as Region;
        const endsAt = monotonicMs() + (longestMs?.(values) ?? LIMITS.actionMs);
        const { connectionInput } = params;
        const stepIn = (region: Region): StepContext =>
          createStepContext(context, label, {
            connection: connectionInput,
            region,
            actionMs: endsAt - monotonicMs(),
          });
        const run: CompositeRun = {
          ...stepIn(chosen),
          clientIn: (region) => stepIn(region).client,
          region: chosen,
          credentials: readCredentials(connectionInput),
        };
        const data = forFlow(await perform(run, values)) as Record<string, unknown>;
        return { data: { data } };
      },
    ),
    examplePayload: { data: { data: example as Record<string, unknown> } },
    // Whole only when it is read: a flow that runs asks for none of them.
    get outputSchema() {
      return { type: "actionOutput" as const, schema: jsonSchema({ data: answer }) as object };
    },
  }) as unknown as ActionDefinition<Inputs>;
}
