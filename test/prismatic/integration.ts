import { parse } from "yaml";
import type { Publication, Refusal } from "./definition";

interface Reference {
  key: string;
  component: { key: string; isPublic: boolean };
}

interface Step {
  name: string;
  isTrigger?: boolean;
  action: Reference;
  inputs?: object;
  steps?: Step[];
  branches?: { steps: Step[] }[];
}

interface Imported {
  definitionVersion: number;
  name: string;
  requiredConfigVars?: {
    key: string;
    connection?: Reference;
    dataSource?: Reference;
    inputs?: object;
  }[];
  flows: { name: string; steps: Step[] }[];
}

type Members = "actions" | "triggers" | "dataSources" | "connections";

const within = (steps: Step[]): Step[] =>
  steps.flatMap((step) => [
    step,
    ...within(step.steps ?? []),
    ...(step.branches ?? []).flatMap((branch) => within(branch.steps)),
  ]);

/** The names of an integration's flows; read as YAML 1.1, where `no` and `on` are no text. */
export const flowsOf = (definition: string): string[] =>
  (parse(definition, { version: "1.1" }) as Imported).flows.map(({ name }) => name);

/**
 * The refusals of an integration at import: components of the organization's own that were not
 * published, actions, triggers, data sources and connections that they have not, and inputs that those have not.
 */
export function refusalsOfIntegration(
  definition: string,
  published: readonly Publication[],
): Refusal[] {
  const integration = parse(definition, { version: "1.1" }) as Imported;
  const refusals: Refusal[] = [];
  const refuse = (field: string, message: string) => refusals.push({ field, messages: [message] });
  const check = (field: string, kind: Members, reference: Reference, inputs: object = {}) => {
    if (reference.component.isPublic) return;
    const { key } = reference.component;
    const component = published.findLast((one) => one.definition.key === key);
    const member = component?.[kind]?.find((one) => one.key === reference.key);
    if (!member) return refuse(field, `${key} has no ${reference.key} among its ${kind}`);
    const known = new Set((member.inputs ?? []).map((input) => input.key));
    for (const name of Object.keys(inputs)) {
      if (!known.has(name)) refuse(field, `${reference.key} has no input ${name}`);
    }
  };
  if (integration.definitionVersion !== 7) refuse("definitionVersion", "is not 7");
  for (const { key, connection, dataSource, inputs } of integration.requiredConfigVars ?? []) {
    if (connection) check(key, "connections", connection, inputs);
    if (dataSource) check(key, "dataSources", dataSource, inputs);
  }
  for (const step of integration.flows.flatMap((flow) => within(flow.steps))) {
    check(step.name, step.isTrigger ? "triggers" : "actions", step.action, step.inputs);
  }
  return refusals;
}
