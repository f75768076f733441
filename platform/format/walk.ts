/** A step as far as what it holds goes. */
interface StepContainer<Step> {
  steps?: readonly Step[];
  branches?: readonly { steps: readonly Step[] }[];
}

/** Steps with all that loops and branches among them hold, in the order of the file. */
export const listSteps = <Step extends StepContainer<Step>>(steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [
    step,
    ...listSteps(step.steps ?? []),
    ...(step.branches ?? []).flatMap((branch) => listSteps(branch.steps)),
  ]);
