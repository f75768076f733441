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

test("documents give the right numbers of triggers, data sources and dropdowns", () => {
  const readme = readFile("README.md");
  const ofType = (type: string) =>
    Object.values(component.dataSources).filter(({ dataSourceType }) => dataSourceType === type)
      .length;
  expect(readme).toContain(`| triggers | ${Object.keys(component.triggers).length} |`);
  expect(readme).toMatch(new RegExp(`^\\| picklists .* \\| ${ofType("picklist")} \\|$`, "m"));
  const wizards = ofType("jsonForm") + ofType("objectFieldMap");
  expect(readme).toMatch(new RegExp(`^\\| forms and field maps .* \\| ${wizards} \\|$`, "m"));
  const inputs = Object.values(component.actions)
    .flatMap((action) => action.inputs)
    .filter(({ key, label, dataSource }) => {
      const isId = /(?:Id|Ids|ID|IDs)$/.test(key) || /\bIDs?$/.test(label);
      return isId && (dataSource !== undefined || !NOT_OBJECTS.test(key));
    });
  const dropdowns = inputs.filter(({ dataSource }) => dataSource !== undefined);
  const page = readFile("docs/build-a-flow.md");
  expect(page).toContain(`(${dropdowns.length} of the ${inputs.length} inputs of actions`);
});

test("the README counts every action once", () => {
  const rows = readFile("README.md").matchAll(
    /^\| (?:operations of the Public API|steps that|other steps).* \| (\d+) \|$/gm,
  );
  const counts = [...rows].map(([, count]) => Number(count));
  expect(counts).toHaveLength(4);
  const sum = counts.reduce((total, count) => total + count, 0);
  expect(sum).toBe(Object.keys(component.actions).length);
});
