import type { Operations } from "../contract/operations";
import { isSame } from "./difference";

/** A rule of a tracking plan as it is sent. */
export type Rule = NonNullable<Operations["updateRulesInTrackingPlan"]["args"]["rules"]>[number];
/** A rule as Segment lists it. */
export type ListedRule = Operations["listRulesFromTrackingPlan"]["data"]["rules"][number];
/** What names a rule. */
export type RuleId = Pick<Rule, "type" | "version"> & { key?: string | null };

/** What must happen to the rules there are so that they become those wanted. */
export interface RuleDifference {
  added: Rule[];
  changed: Rule[];
  removed: ListedRule[];
  unchanged: number;
}

/** A rule's name: two with the same one are the same rule. A key that is null or empty is none. */
export const ruleName = ({ type, key, version }: RuleId): string =>
  `${type}${key ? ` ${key}` : ""} version ${version}`;

/** The first name that several rules have. */
export function findRepeated(rules: readonly RuleId[]): string | undefined {
  const seen = new Set<string>();
  return rules.map(ruleName).find((name) => seen.size === seen.add(name).size);
}

/** Compares rules by type, key and version, and their JSON schemas by what they say. */
export function compareRules(
  current: readonly ListedRule[],
  wanted: readonly Rule[],
): RuleDifference {
  const there = new Map(current.map((rule) => [ruleName(rule), rule]));
  const names = new Set(wanted.map(ruleName));
  const added = wanted.filter((rule) => !there.has(ruleName(rule)));
  const kept = wanted.filter((rule) => there.has(ruleName(rule)));
  const changed = kept.filter(
    (rule) => !isSame(there.get(ruleName(rule))?.jsonSchema, rule.jsonSchema),
  );
  return {
    added,
    changed,
    removed: current.filter((rule) => !names.has(ruleName(rule))),
    unchanged: kept.length - changed.length,
  };
}
