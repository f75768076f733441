import { type ActionDefinition, action, type Inputs } from "@prismatic-io/spectral";
import { inStepsWords, type Step, type StepContext, stepOf } from "../api/step";
import type { Client } from "../client";
import { type Credentials, credentialsOf } from "../connections/credentials";
import { jsonSchema } from "../contract/jsonSchema";
import type { Shape } from "../contract/shape";
import { monotonicMs } from "../http/clock";
import type { Region } from "../http/hosts";
import { LIMITS } from "../http/limits";
import { connection } from "../inputs/connection";
import { region } from "../inputs/region";
import { forFlow } from "../values/json";
import type { Cleaned } from "./declaration";

/** What a step that makes several requests works with. */
export interface Run extends Step {
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
  longestMs?(values: Cleaned<Fields>): number;
  perform(run: Run, values: Cleaned<Fields>): Promise<Data>;
  /** The shape of `data` in the answer, in the notation of the contract's shapes. */
  answer: Shape;
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
    perform: inStepsWords(label, async (context: StepContext, params: Record<string, unknown>) => {
      const names = Object.keys(inputs);
      const values = Object.fromEntries(
        names.map((name) => [name, params[name]]),
      ) as Cleaned<Fields>;
      const chosen = params.region as Region;
      const endsAt = monotonicMs() + (longestMs?.(values) ?? LIMITS.actionMs);
      const { connectionInput } = params;
      const stepIn = (region: Region): Step =>
        stepOf(context, label, {
          connection: connectionInput,
          region,
          actionMs: endsAt - monotonicMs(),
        });
      const run: Run = {
        ...stepIn(chosen),
        clientIn: (region) => stepIn(region).client,
        region: chosen,
        credentials: credentialsOf(connectionInput),
      };
      const data = forFlow(await perform(run, values)) as Record<string, unknown>;
      return { data: { data } };
    }),
    examplePayload: { data: { data: example as Record<string, unknown> } },
    // Whole only when it is read: a flow that runs asks for none of them.
    get outputSchema() {
      return { type: "actionOutput" as const, schema: jsonSchema({ data: answer }) as object };
    },
  }) as unknown as ActionDefinition<Inputs>;
}
