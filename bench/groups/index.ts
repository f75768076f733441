import type { GroupName, MakeGroup } from "../group";
import { cold } from "./cold";
import { lists } from "./lists";
import { payloads } from "./payloads";
import { steps } from "./steps";
import { warm } from "./warm";

/** How each group is made. */
export const GROUPS: Record<GroupName, MakeGroup> = { cold, warm, lists, payloads, steps };
