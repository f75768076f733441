import type { BuiltComponent } from "../component";
import type { ComponentReference, Input, Inputs, Integration } from "../format/integration";
import { allSteps } from "../format/walk";

/** One place where an action or a data source of the component is used. */
interface Use {
  reference: ComponentReference;
  inputs: Inputs;
}

/** Every step and config variable of an integration that uses the component. */
function usesOf(integration: Integration, component: BuiltComponent): Use[] {
  const steps = integration.flows.flatMap((flow) => allSteps(flow.steps));
  return [
    ...(integration.requiredConfigVars ?? []).map(({ dataSource, inputs = {} }) => ({
      reference: dataSource,
      inputs,
    })),
    ...steps.map(({ action, inputs = {} }) => ({ reference: action, inputs })),
  ].filter((use): use is Use => use.reference?.component.key === component.key);
}

const variableOf = (input: Input | undefined): string | undefined =>
  input?.type === "configVar" && input.value !== "" ? input.value : undefined;

/** The config variables that say which region a step works in. */
export const regionVariables = (integration: Integration, component: BuiltComponent): Set<string> =>
  new Set(usesOf(integration, component).flatMap(({ inputs }) => variableOf(inputs.region) ?? []));

/**
 * The regions that each connection is used with: the name of a config variable, a region, or
 * undefined for the default of the input.
 */
export function connectionRegions(
  integration: Integration,
  component: BuiltComponent,
): Map<string, Input | undefined> {
  const regions = new Map<string, Input | undefined>();
  for (const { inputs } of usesOf(integration, component)) {
    const connection = variableOf(inputs.connectionInput ?? inputs.connection);
    if (connection && !regions.has(connection)) regions.set(connection, inputs.region);
  }
  return regions;
}
