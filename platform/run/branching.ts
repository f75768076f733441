import { inspect } from "node:util";
import type { ComplexItem, Condition, Step } from "../format/integration";
import { resolveCondition, type Scope } from "../format/resolve";
import { type ConditionalExpression, evaluate } from "../format/spectral";

/** The branch for everything that no other branch matches. */
const ELSE = "Else";

/** The condition of an item; the check has verified that it is one. */
const conditionOf = (item: ComplexItem): Condition => item.value as Condition;

/** Chooses the first branch whose condition is true. */
export function chooseBranchByExpression(step: Step, scope: Scope): string {
  const { conditions } = step.inputs ?? {};
  const items = conditions?.type === "complex" ? conditions.value : [];
  const met = items.find((item) =>
    evaluate(resolveCondition(conditionOf(item), scope) as ConditionalExpression),
  );
  return (met?.name as string | undefined) ?? ELSE;
}

/** Chooses the branch that the value is mapped to. */
export function chooseBranchByValue(inputs: Record<string, unknown>): string {
  const mappings = (inputs.branchValueMappings ?? []) as { key: string; value: unknown }[];
  const { inputValue = "" } = inputs;
  if (typeof inputValue === "object" && inputValue !== null) {
    throw new Error(`Input Value: expected text, got ${inspect(inputValue, { depth: 0 })}`);
  }
  const value = String(inputValue ?? "");
  return mappings.find((mapping) => String(mapping.value) === value)?.key ?? ELSE;
}
