/** A step as far as what it holds goes. */
interface Holding<Step> {
  steps?: readonly Step[];
  branches?: readonly { steps: readonly Step[] }[];
}

/** Steps with all that loops and branches among them hold, in the order of the file. */
export const allSteps = <Step extends Holding<Step>>(steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [
    step,
    ...allSteps(step.steps ?? []),
    ...(step.branches ?? []).flatMap((branch) => allSteps(branch.steps)),
  ]);
