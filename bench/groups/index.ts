import type { MakeGroup } from "../group";
import { changes } from "./changes";
import { cold } from "./cold";
import { customers } from "./customers";
import { events } from "./events";
import { everyday } from "./everyday";
import { lists } from "./lists";
import { payloads } from "./payloads";
import { steps } from "./steps";
import { warm } from "./warm";

/** All groups, in the order in which they are measured. */
export const GROUPS = {
  everyday,
  cold,
  warm,
  changes,
  lists,
  payloads,
  steps,
  customers,
  events,
} satisfies Record<string, MakeGroup>;

/** The name of one of {@link GROUPS}. */
export type GroupName = keyof typeof GROUPS;

/** The names of all groups. */
export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];
