export interface Violation {
  path: string;
  rule: string;
  problem: string;
}
export interface PlanCheck {
  violations(event: Readonly<Record<string, unknown>>): Violation[];
  isUnplanned(event: Readonly<Record<string, unknown>>): boolean;
}
export function createPlanCheck(_rules: readonly unknown[]): PlanCheck {
  return { violations: () => [], isUnplanned: () => false };
}
