import type { BuiltComponent } from "../component";
import type { ComponentReference, Input, Inputs, Integration } from "../format/integration";
import { listSteps } from "../format/walk";

/** A step or config variable that uses an action or a data source of the component. */
interface Use {
  reference: ComponentReference;
  inputs: Inputs;
}

/** Finds every step and config variable of an integration that uses the component. */
function findUses(integration: Integration, component: BuiltComponent): Use[] {
  const steps = integration.flows.flatMap((flow) => listSteps(flow.steps));
  return [
    ...(integration.requiredConfigVars ?? []).map(({ dataSource, inputs = {} }) => ({
      reference: dataSource,
      inputs,
    })),
    ...steps.map(({ action, inputs = {} }) => ({ reference: action, inputs })),
  ].filter((use): use is Use => use.reference?.component.key === component.key);
}

/** Finds the keys of the component's actions, triggers and data sources that an integration uses. */
export const findUsedKeys = (integration: Integration, component: BuiltComponent): Set<string> =>
  new Set(findUses(integration, component).map(({ reference }) => reference.key));

const findVariable = (input: Input | undefined): string | undefined =>
  input?.type === "configVar" && input.value !== "" ? input.value : undefined;

/** Finds the config variables that hold the region of a step. */
export const findRegionVariables = (
  integration: Integration,
  component: BuiltComponent,
): Set<string> =>
  new Set(
    findUses(integration, component).flatMap(({ inputs }) => findVariable(inputs.region) ?? []),
  );

/**
 * Finds the region input that each connection is used with, by the name of the connection. It is
 * undefined if the input has its default.
 */
export function findConnectionRegions(
  integration: Integration,
  component: BuiltComponent,
): Map<string, Input | undefined> {
  const regions = new Map<string, Input | undefined>();
  for (const { inputs } of findUses(integration, component)) {
    const connection = findVariable(inputs.connectionInput ?? inputs.connection);
    if (connection && !regions.has(connection)) regions.set(connection, inputs.region);
  }
  return regions;
}
