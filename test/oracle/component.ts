import { COMPOSITES } from "../../docs/generator/pages";
import { type BuiltStep, loadComponent } from "../../platform/component";

export type { BuiltInput, BuiltStep } from "../../platform/component";

/** The component as the platform receives it: the bundle that is published. */
export const built = loadComponent();

/** An action of the built component, by its key. */
export function builtAction(key: string): BuiltStep {
  const action = built.actions[key];
  if (!action) throw new Error(`the component has no action ${key}`);
  return action;
}

/** The actions that no single operation makes. */
export const COMPOSITE_KEYS: readonly string[] = Object.keys(COMPOSITES);

/** The keys of all actions of one operation each. */
export const ACTION_KEYS: readonly string[] = Object.keys(built.actions).filter(
  (key) => !COMPOSITE_KEYS.includes(key),
);
