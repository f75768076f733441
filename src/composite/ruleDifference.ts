import type { Operations } from "../contract/operations";
import { isSame } from "./difference";

/** A rule of a tracking plan as it is sent. */
export type Rule = NonNullable<Operations["updateRulesInTrackingPlan"]["args"]["rules"]>[number];
/** A rule as Segment lists it. */
type ListedRule = Operations["listRulesFromTrackingPlan"]["data"]["rules"][number];
/** The fields that identify a rule. */
export type RuleId = Pick<Rule, "type" | "version"> & { key?: string | null };

/** The changes that turn the existing rules into the wanted ones. */
interface RuleDifference {
  added: Rule[];
  changed: Rule[];
  removed: ListedRule[];
  unchanged: number;
}

/** Names a rule: two rules of one name are the same rule. A null or empty key counts as absent. */
export const ruleName = ({ type, key, version }: RuleId): string =>
  `${type}${key ? ` ${key}` : ""} version ${version}`;

/** Returns the first name that several rules share; undefined if all names differ. */
export function findRepeated(rules: readonly RuleId[]): string | undefined {
  const seen = new Set<string>();
  return rules.map(ruleName).find((name) => seen.size === seen.add(name).size);
}

/** Compares rules by type, key and version, and their JSON schemas by value. */
export function compareRules(
  current: readonly ListedRule[],
  wanted: readonly Rule[],
): RuleDifference {
  const existing = new Map(current.map((rule) => [ruleName(rule), rule]));
  const names = new Set(wanted.map(ruleName));
  const added = wanted.filter((rule) => !existing.has(ruleName(rule)));
  const kept = wanted.filter((rule) => existing.has(ruleName(rule)));
  const changed = kept.filter(
    (rule) => !isSame(existing.get(ruleName(rule))?.jsonSchema, rule.jsonSchema),
  );
  return {
    added,
    changed,
    removed: current.filter((rule) => !names.has(ruleName(rule))),
    unchanged: kept.length - changed.length,
  };
}
