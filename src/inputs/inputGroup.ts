import type { Inputs } from "@prismatic-io/spectral";
import type { StepContext } from "../api/step";

/** A field whose cleaner returns this value. */
export type CleanField<Value> = { clean: (raw: never) => Value };

/** Several inputs that give one argument, read and checked before anything is written. */
export interface InputGroup<Value> {
  inputs: Inputs;
  /** @param params the cleaned values of all inputs of the step. */
  gather(step: StepContext, params: Record<string, unknown>): Promise<Value>;
}
