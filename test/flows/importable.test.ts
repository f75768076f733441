import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { loadComponent } from "../../platform/component";
import type { ComponentReference, Inputs, Integration } from "../../platform/format/integration";
import { listSteps } from "../../platform/format/walk";

const folder = path.resolve(__dirname, "../../flows");
const examples = readdirSync(folder).filter((name) => name.endsWith(".yml"));
const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
const component = loadComponent();

/** Everything of the component that an integration uses, with the inputs it is given. */
function usesOf({ requiredConfigVars = [], flows }: Integration) {
  const steps = flows.flatMap((flow) => listSteps(flow.steps));
  const uses: { what: string; reference?: ComponentReference; inputs?: Inputs }[] = [
    ...requiredConfigVars.map(({ key, dataSource, connection, inputs }) => ({
      what: key,
      reference: dataSource ?? connection,
      inputs,
    })),
    ...steps.map(({ name, action, inputs }) => ({ what: name, reference: action, inputs })),
  ];
  return uses.filter(({ reference }) => reference?.component.key === component.key);
}

test.each(examples)("%s means the same to readers of YAML 1.1 and 1.2", (name) => {
  expect(parse(read(name), { version: "1.1" })).toEqual(parse(read(name)));
});

test.each(examples)(
  "%s writes every required input down: the designer shows no value that is not in the file",
  (name) => {
    const uses = usesOf(parse(read(name)));
    expect(uses.length).toBeGreaterThan(2);
    for (const { what, reference, inputs = {} } of uses) {
      const key = reference?.key ?? "";
      const connection = component.connections.find((one) => one.key === key);
      const declared = component.actions[key] ?? component.dataSources[key] ?? connection;
      const required = declared?.inputs.filter((input) => input.required) ?? [];
      const missing = required.filter((input) => !(input.key in inputs));
      expect([what, missing.map((input) => input.key)]).toEqual([what, []]);
    }
  },
);

test.each(examples)("%s gives builders and customers words to go by", (name) => {
  const integration: Integration = parse(read(name));
  expect(integration.description).toMatch(/\.$/);
  expect(integration.documentation).toMatch(/again/);
  for (const page of integration.configPages ?? []) expect(page.tagline).toBeTruthy();
  for (const variable of integration.requiredConfigVars ?? []) {
    if (variable.dataType !== "connection") expect(variable.description).toBeTruthy();
  }
  for (const flow of integration.flows) {
    expect(flow.description).toMatch(/\.$/);
    for (const step of listSteps(flow.steps))
      expect([step.name, step.description]).toEqual([step.name, expect.stringMatching(/\.$/)]);
  }
});
