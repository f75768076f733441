import component from "../../src";

/** An input of the built component. */
export interface BuiltInput {
  key: string;
  label: string;
  type: string;
  required?: boolean;
  collection?: string;
  /** Of a code input. */
  language?: string;
  default?: unknown;
  example?: string;
  placeholder?: string;
  model?: { label: string; value: string }[];
  clean?: (raw: unknown) => unknown;
}

/** An action of the built component. */
export interface BuiltAction {
  key: string;
  display: { label: string };
  inputs: BuiltInput[];
  examplePayload: { data: unknown };
}

/** A picklist of the built component. */
export interface BuiltPicklist {
  key: string;
  display: { label: string };
  dataSourceType: string;
  inputs: BuiltInput[];
}

/** A connection of the built component. */
export interface BuiltConnection {
  key: string;
  label: string;
  inputs: BuiltInput[];
}

/** The component as the platform receives it. */
export const built = component as unknown as {
  key: string;
  display: { label: string };
  actions: Record<string, BuiltAction>;
  dataSources: Record<string, BuiltPicklist>;
  connections: BuiltConnection[];
};

/** An action of the built component, by its key. */
export function builtAction(key: string): BuiltAction {
  const action = built.actions[key];
  if (!action) throw new Error(`the component has no action ${key}`);
  return action;
}

/** The actions that no single operation makes. */
export const COMPOSITE_KEYS: readonly string[] = [
  "deleteOrSuppressUsers",
  "deployFunctionAndWait",
  "rawRequest",
  "replaceAllRulesInTrackingPlan",
  "runReverseETLSync",
  "testConnection",
  "upsertDestination",
  "upsertSource",
];

/** The keys of all actions of one operation each. */
export const ACTION_KEYS: readonly string[] = Object.keys(built.actions).filter(
  (key) => !COMPOSITE_KEYS.includes(key),
);
