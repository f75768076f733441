import type { BuiltComponent } from "../component";
import type { ComponentReference, Input, Inputs, Integration } from "../format/integration";
import { listSteps } from "../format/walk";

/** One place where an action or a data source of the component is used. */
interface Use {
  reference: ComponentReference;
  inputs: Inputs;
}

/** Every step and config variable of an integration that uses the component. */
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

const findVariable = (input: Input | undefined): string | undefined =>
  input?.type === "configVar" && input.value !== "" ? input.value : undefined;

/** The config variables that say which region a step works in. */
export const findRegionVariables = (
  integration: Integration,
  component: BuiltComponent,
): Set<string> =>
  new Set(
    findUses(integration, component).flatMap(({ inputs }) => findVariable(inputs.region) ?? []),
  );

/**
 * The regions that each connection is used with: the name of a config variable, a region, or
 * undefined for the default of the input.
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
