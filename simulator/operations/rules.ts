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
export function replaceRules(current: readonly Rule[], inputs: RuleInput[], now: number): Rule[] {
  const before = indexRules(current);
  const rules = new Map<string, Rule>();
  for (const [index, rule] of checkRules(inputs).entries()) {
    const identity = ruleKey(rule);
    if (rules.has(identity))
      throw invalid(`rules[${index}]`, `${describeRule(rule)} is listed twice`);
    rules.set(identity, buildRule(rule, before.get(identity), now));
  }
  return [...rules.values()];
}

/** Changes or adds rules. `newKey` renames an existing rule. Throws 422. */
export function updateRules(current: readonly Rule[], inputs: RuleInput[], now: number): Rule[] {
  const rules = indexRules(current);
  for (const [index, { newKey, ...rule }] of checkRules(inputs).entries()) {
    const identity = ruleKey(rule);
    const before = rules.get(identity);
    if (newKey === undefined || newKey === rule.key) {
      rules.set(identity, buildRule(rule, before, now));
      continue;
    }
    const renamed = { ...rule, key: newKey };
    if (before === undefined)
      throw invalid(`rules[${index}]`, `${describeRule(rule)} does not exist`);
    if (rules.has(ruleKey(renamed))) {
      throw invalid(`rules[${index}].newKey`, `${describeRule(renamed)} already exists`);
    }
    rules.delete(identity);
    rules.set(ruleKey(renamed), buildRule(renamed, before, now));
  }
  return [...rules.values()];
}

/** Removes rules. Throws 422 for a rule that does not exist. */
export function removeRules(current: readonly Rule[], inputs: RuleInput[]): Rule[] {
  const rules = indexRules(current);
  for (const [index, rule] of inputs.entries()) {
    if (!rules.delete(ruleKey(rule))) {
      throw invalid(`rules[${index}]`, `${describeRule(rule)} does not exist`);
    }
  }
  return [...rules.values()];
}

function checkRules(inputs: RuleInput[]): RuleInput[] {
  for (const [index, { type, key = "", newKey, jsonSchema }] of inputs.entries()) {
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
  return requireAtMost("rules", MOST_RULES, inputs);
}

function buildRule(rule: RuleInput, before: Rule | undefined, now: number): Rule {
  const { type, key, version, jsonSchema } = rule;
  const updatedAt = new Date(now).toISOString();
  const createdAt = before?.createdAt ?? updatedAt;
  return { type, ...(key === undefined ? {} : { key }), version, jsonSchema, createdAt, updatedAt };
}

function indexRules(rules: readonly Rule[]): Map<string, Rule> {
  return new Map(rules.map((rule) => [ruleKey(rule), rule]));
}

function ruleKey({ type, key = "", version }: RuleInput): string {
  return JSON.stringify([type, key, version]);
}

function describeRule({ type, key = "", version }: RuleInput): string {
  return `rule ${[type, key].join(" ").trim()} version ${version}`;
}
