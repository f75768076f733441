import { type ActionDefinition, action, type Inputs } from "@prismatic-io/spectral";
import { type PlatformContext, withOwnErrors } from "../api/step";
import type { CompactSchema } from "../contract/compactSchema";
import { jsonSchema } from "../contract/jsonSchema";
import { forFlow } from "../values/json";

/** The texts and the result of a step that is not a single operation. */
export interface StepDeclaration<Data> {
  /** In Title Case; errors begin with it. */
  label: string;
  /** One imperative sentence. */
  description: string;
  /** Set if the designer shows the step before others. */
  important?: true;
  /** Set if the step changes nothing in Segment. */
  readOnly?: true;
  /** The schema of `data` in the result. */
  resultSchema: CompactSchema;
  example: Data;
}

/** Makes an action that returns `{ data: … }`, like the action of an operation. */
export function stepAction<Data extends object>(
  { label, description, important, readOnly, resultSchema, example }: StepDeclaration<Data>,
  inputs: Inputs,
  perform: (context: PlatformContext, params: Record<string, unknown>) => Promise<Data>,
): ActionDefinition<Inputs> {
  // The cast: spectral infers parameters from literal inputs and cannot see through this spread.
  return action({
    display: { label, description, important },
    performSafety: readOnly ? "safe" : "notAllowed",
    inputs,
    perform: withOwnErrors(
      label,
      async (context: PlatformContext, params: Record<string, unknown>) => ({
        data: { data: forFlow(await perform(context, params)) as Record<string, unknown> },
      }),
    ),
    examplePayload: { data: { data: example as Record<string, unknown> } },
    // Built when it is read: a running flow reads no schema.
    get outputSchema() {
      return {
        type: "actionOutput" as const,
        schema: jsonSchema({ data: resultSchema }) as object,
      };
    },
  }) as unknown as ActionDefinition<Inputs>;
}
