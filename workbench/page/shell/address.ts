import type { StepDescription, StepKind } from "../../protocol";

/** The first part of the address of the pages of each kind. */
export const ROOMS: Record<StepKind, string> = {
  action: "steps",
  trigger: "triggers",
  dataSource: "dataSources",
};

/** The address of the page of the connection. */
export const CONNECTION_ADDRESS = "/connection";

/** The address of the list of flows. */
export const FLOWS_ADDRESS = "/flows";

/** The address of the page of a step, such as `/steps/createSource`. */
export const addressOf = ({ kind, key }: Pick<StepDescription, "kind" | "key">): string =>
  `/${ROOMS[kind]}/${encodeURIComponent(key)}`;

/** The step that an address leads to; undefined for any other page. */
export const stepAt = (
  address: string,
  steps: readonly StepDescription[],
): StepDescription | undefined => steps.find((step) => addressOf(step) === address);
