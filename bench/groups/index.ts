import type { MakeGroup } from "../group";
import { cold } from "./cold";
import { lists } from "./lists";
import { payloads } from "./payloads";
import { steps } from "./steps";
import { warm } from "./warm";

/** How each group of figures is made, in the order they are measured in. */
export const GROUPS = { cold, warm, lists, payloads, steps } satisfies Record<string, MakeGroup>;

/** One of {@link GROUPS}. */
export type GroupName = keyof typeof GROUPS;

/** The names of all. */
export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];
