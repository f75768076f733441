/** A step and the steps within it. */
interface StepContainer<Step> {
  steps?: readonly Step[];
  branches?: readonly { steps: readonly Step[] }[];
}

/** Lists steps and all steps within their loops and branches, in the order of the file. */
export const listSteps = <Step extends StepContainer<Step>>(steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [
    step,
    ...listSteps(step.steps ?? []),
    ...(step.branches ?? []).flatMap((branch) => listSteps(branch.steps)),
  ]);
