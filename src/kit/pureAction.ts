import type { ActionDefinition, Inputs } from "@prismatic-io/spectral";
import type { CleanedValues } from "./declaration";
import { type StepDeclaration, stepAction } from "./stepAction";

/** A step that needs no connection: its result depends on its inputs alone. */
interface PureDeclaration<Fields, Data> extends Omit<StepDeclaration<Data>, "readOnly"> {
  /** The inputs, declared as constants above. */
  inputs: Fields;
  perform(values: CleanedValues<Fields>): Data;
}

/**
 * Makes the action of a step that sends nothing.
 * @returns the function that makes it, called when the step is first read.
 */
export function pureAction<const Fields extends object, Data extends object>(
  declaration: PureDeclaration<Fields, Data>,
): () => ActionDefinition<Inputs> {
  return () => {
    const { inputs, perform, ...step } = declaration;
    return stepAction({ ...step, readOnly: true }, inputs as Inputs, async (_context, params) =>
      perform(params as CleanedValues<Fields>),
    );
  };
}
