import type { StepDescription, StepKind } from "../../protocol";

const ROOMS: Record<StepKind, string> = {
  action: "steps",
  trigger: "triggers",
  dataSource: "dataSources",
};

/** The address of the page of a step, such as `/steps/createSource`. */
export const addressOf = ({ kind, key }: Pick<StepDescription, "kind" | "key">): string =>
  `/${ROOMS[kind]}/${key}`;
