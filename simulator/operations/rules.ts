import { invalid } from "../contract/errors";
import { jsonType } from "../contract/schema";
import type { Rule } from "../state/trackingPlans";
import { requireAtMost, requireText } from "./checks";

/** A rule in a request. */
export interface RuleInput {
  type: string;
  key?: string;
  version: number;
  jsonSchema?: unknown;
  newKey?: string;
}

const MOST_RULES = 200;

/** Replaces all rules. An existing rule keeps its creation time. Throws 422. */
export function replaceRules(current: readonly Rule[], given: RuleInput[], now: number): Rule[] {
  const before = byIdentity(current);
  const rules = new Map<string, Rule>();
  for (const [index, rule] of checked(given).entries()) {
    const identity = identityOf(rule);
    if (rules.has(identity)) throw invalid(`rules[${index}]`, `${named(rule)} is listed twice`);
    rules.set(identity, written(rule, before.get(identity), now));
  }
  return [...rules.values()];
}

/** Changes or adds rules. `newKey` renames an existing rule. Throws 422. */
export function updateRules(current: readonly Rule[], given: RuleInput[], now: number): Rule[] {
  const rules = byIdentity(current);
  for (const [index, { newKey, ...rule }] of checked(given).entries()) {
    const identity = identityOf(rule);
    const before = rules.get(identity);
    if (newKey === undefined || newKey === rule.key) {
      rules.set(identity, written(rule, before, now));
      continue;
    }
    const renamed = { ...rule, key: newKey };
    if (before === undefined) throw invalid(`rules[${index}]`, `${named(rule)} does not exist`);
    if (rules.has(identityOf(renamed))) {
      throw invalid(`rules[${index}].newKey`, `${named(renamed)} already exists`);
    }
    rules.delete(identity);
    rules.set(identityOf(renamed), written(renamed, before, now));
  }
  return [...rules.values()];
}

/** Removes rules. Throws 422 for a rule that does not exist. */
export function removeRules(current: readonly Rule[], given: RuleInput[]): Rule[] {
  const rules = byIdentity(current);
  for (const [index, rule] of given.entries()) {
    if (!rules.delete(identityOf(rule))) {
      throw invalid(`rules[${index}]`, `${named(rule)} does not exist`);
    }
  }
  return [...rules.values()];
}

function checked(given: RuleInput[]): RuleInput[] {
  for (const [index, { type, key = "", newKey, jsonSchema }] of given.entries()) {
    const at = `rules[${index}]`;
    if (newKey !== undefined) requireText(`${at}.newKey`, newKey);
    if (type === "TRACK" && key.trim() === "") {
      throw invalid(`${at}.key`, `${at}.key is required for a rule of type TRACK`);
    }
    if (jsonType(jsonSchema) !== "object") {
      throw invalid(
        `${at}.jsonSchema`,
        `${at}.jsonSchema must be an object, not ${jsonType(jsonSchema)}`,
      );
    }
  }
  return requireAtMost("rules", MOST_RULES, given);
}

function written(rule: RuleInput, before: Rule | undefined, now: number): Rule {
  const { type, key, version, jsonSchema } = rule;
  const updatedAt = new Date(now).toISOString();
  const createdAt = before?.createdAt ?? updatedAt;
  return { type, ...(key === undefined ? {} : { key }), version, jsonSchema, createdAt, updatedAt };
}

function byIdentity(rules: readonly Rule[]): Map<string, Rule> {
  return new Map(rules.map((rule) => [identityOf(rule), rule]));
}

function identityOf({ type, key = "", version }: RuleInput): string {
  return JSON.stringify([type, key, version]);
}

function named({ type, key = "", version }: RuleInput): string {
  return `rule ${[type, key].join(" ").trim()} version ${version}`;
}
