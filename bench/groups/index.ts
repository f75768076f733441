import type { MakeGroup } from "../group";
import { cold } from "./cold";
import { events } from "./events";
import { lists } from "./lists";
import { payloads } from "./payloads";
import { steps } from "./steps";
import { warm } from "./warm";

/** All groups, in the order in which they are measured. */
export const GROUPS = { cold, warm, lists, payloads, steps, events } satisfies Record<
  string,
  MakeGroup
>;

/** The name of one of {@link GROUPS}. */
export type GroupName = keyof typeof GROUPS;

/** The names of all groups. */
export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];
