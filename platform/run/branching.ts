import { inspect } from "node:util";
import type { ComplexItem, Condition, Step } from "../format/integration";
import { resolveCondition, type Scope } from "../format/resolve";
import { type ConditionalExpression, evaluate } from "../format/spectral";

/** The branch that is taken where no other is. */
const ELSE = "Else";

/** The check has made sure that this is a condition. */
const conditionOf = (item: ComplexItem): Condition => item.value as Condition;

/** The branch whose conditions are the first to be met. */
export function chooseBranchByExpression(step: Step, scope: Scope): string {
  const { conditions } = step.inputs ?? {};
  const items = conditions?.type === "complex" ? conditions.value : [];
  const met = items.find((item) =>
    evaluate(resolveCondition(conditionOf(item), scope) as ConditionalExpression),
  );
  return (met?.name as string | undefined) ?? ELSE;
}

/**
 * The branch that the value is mapped to.
 * @param inputs of a Branch on Value step, resolved.
 */
export function chooseBranchByValue(inputs: Record<string, unknown>): string {
  const mappings = (inputs.branchValueMappings ?? []) as { key: string; value: unknown }[];
  const { inputValue = "" } = inputs;
  if (typeof inputValue === "object" && inputValue !== null) {
    throw new Error(`Input Value: expected text, got ${inspect(inputValue, { depth: 0 })}`);
  }
  const value = String(inputValue ?? "");
  return mappings.find((mapping) => String(mapping.value) === value)?.key ?? ELSE;
}
