import type { StepDescription, StepKind } from "../../protocol";

/** Steps of one group, in the order of the component. */
export interface StepGroup {
  name: string;
  steps: readonly StepDescription[];
}

/** The steps of one kind. */
export interface Section {
  kind: StepKind;
  title: string;
  count: number;
  groups: readonly StepGroup[];
}

/** The name of each kind in the navigation. */
export const SECTION_TITLES: Record<StepKind, string> = {
  action: "Steps",
  trigger: "Triggers",
  dataSource: "Data sources",
};

/** The name of one step of each kind. */
export const KIND_NAMES: Record<StepKind, string> = {
  action: "Action",
  trigger: "Trigger",
  dataSource: "Data source",
};

/** Sorts steps into sections by kind, and into groups in them. A kind without a step has no section. */
export function sectionsOf(steps: readonly StepDescription[]): Section[] {
  return (Object.keys(SECTION_TITLES) as StepKind[]).flatMap((kind) => {
    const groups = new Map<string, StepDescription[]>();
    const own = steps.filter((step) => step.kind === kind);
    for (const step of own) {
      const group = groups.get(step.group);
      if (group) group.push(step);
      else groups.set(step.group, [step]);
    }
    const section: Section = {
      kind,
      title: SECTION_TITLES[kind],
      count: own.length,
      groups: [...groups].map(([name, some]) => ({ name, steps: some })),
    };
    return own.length === 0 ? [] : [section];
  });
}
