import { loadComponent } from "../../platform/component";
import { readFile } from "./read";

interface Input {
  key: string;
  label: string;
  dataSource?: string;
}

const component = loadComponent() as unknown as {
  actions: Record<string, { inputs: Input[] }>;
  triggers: Record<string, unknown>;
  dataSources: Record<string, { dataSourceType: string }>;
};
/** IDs of people, groups and events, which Segment does not list. */
const NOT_OBJECTS =
  /^(?:userIds?|anonymousId|previousId|groupId|messageId|subjectIds|filterByExternalIds)$/;

test("the README gives the right numbers of triggers, data sources and dropdowns", () => {
  const readme = readFile("README.md");
  const ofType = (type: string) =>
    Object.values(component.dataSources).filter(({ dataSourceType }) => dataSourceType === type)
      .length;
  const types = ["picklist", "jsonForm", "objectFieldMap"].map(ofType);
  expect(readme).toContain(`| triggers | ${Object.keys(component.triggers).length} |`);
  expect(readme).toContain(` | ${types[0]}, ${types[1]} and ${types[2]} |`);
  const inputs = Object.values(component.actions)
    .flatMap((action) => action.inputs)
    .filter(({ key, label, dataSource }) => {
      const isId = /(?:Id|Ids|ID|IDs)$/.test(key) || /\bIDs?$/.test(label);
      return isId && (dataSource !== undefined || !NOT_OBJECTS.test(key));
    });
  const dropdowns = inputs.filter(({ dataSource }) => dataSource !== undefined);
  expect(readme).toContain(`(${dropdowns.length} of the ${inputs.length} inputs of actions`);
});

test("the README counts every action once", () => {
  const readme = readFile("README.md");
  const [, operations] = readme.match(/each a step \| (\d+) \|/) ?? [];
  const [, ...others] = readme.match(/and others \| (\d+), (\d+) and (\d+) \|/) ?? [];
  const sum = [operations, ...others].reduce((total, count) => total + Number(count), 0);
  expect(sum).toBe(Object.keys(component.actions).length);
});
