import { openHarness, type TestHarness } from "../support/segment";
import { apiInputs, type Call, callOf, fieldFor, place } from "./calls";
import { ACTION_KEYS, type BuiltInput, builtAction } from "./component";
import { differences } from "./differences";
import { recordAction } from "./record";
import { givenFor, sampleOf } from "./samples";

/** Inputs of one object that are refused without the other: what each needs, by label. */
const TOGETHER: Readonly<Record<string, string>> = {
  "addActivationToAudience.settings": "Action ID",
  "listAudienceConsumersFromSpaceAndAudience.searchType": "Search Query",
  "listAudienceConsumersFromSpaceAndAudience.searchQuery": "Search Type",
  "listAudienceConsumersFromSpaceAndAudience.sortField": "Sort Direction",
  "listAudienceConsumersFromSpaceAndAudience.sortDirection": "Sort Field",
  "listAudiences.searchType": "Search Query",
  "listAudiences.searchQuery": "Search Type",
  "replaceAdvancedSyncScheduleForWarehouse.times": "Timezone",
  "replaceAdvancedSyncScheduleForWarehouse.timezone": "Times",
  "updateActivationForAudience.settings": "Action ID",
  "updateComputedTraitForSpace.definitionQuery": "Definition Type",
  "updateComputedTraitForSpace.definitionType": "Definition Query",
};

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** The call with the required inputs and one more; a flag is true, unlike the others. */
function callWith(action: string, input: BuiltInput): Call {
  const call = callOf(action, "minimal");
  const { path, schema } = fieldFor(action, input);
  const value = schema.type === "boolean" ? true : sampleOf(schema, "full", input.key);
  place(call.sent, path, value);
  return { ...call, inputs: { ...call.inputs, [input.key]: givenFor(input, value) } };
}

const OPTIONAL = ACTION_KEYS.flatMap((action) =>
  apiInputs(action)
    .filter(({ required }) => !required)
    .map((input): [string, BuiltInput, string] => [`${action}.${input.key}`, input, action]),
);

test.each(OPTIONAL.filter(([name]) => TOGETHER[name] === undefined))(
  "%s alone is sent alone, beside what is required",
  async (_name, input, action) => {
    const call = callWith(action, input);
    const { requests } = await recordAction(harness, call);
    const [request] = requests;
    expect(requests).toHaveLength(1);
    if (request) expect(differences(call, request, harness.simulator.us.token)).toEqual([]);
  },
);

test.each(OPTIONAL.filter(([name]) => TOGETHER[name] !== undefined))(
  "%s without what it goes together with is refused by that input's name",
  async (name, input, action) => {
    const before = harness.simulator.requests.length;
    await expect(harness.run(action, callWith(action, input).inputs)).rejects.toThrow(
      `${TOGETHER[name]}: expected a value, since ${input.label} is set, got nothing.`,
    );
    expect(harness.simulator.requests).toHaveLength(before);
    expect(input.comments).toMatch(/together with|need/);
  },
);

test("every input that goes together with another is one of these", () => {
  const known = new Set(OPTIONAL.map(([name]) => name));
  expect(Object.keys(TOGETHER).filter((name) => !known.has(name))).toEqual([]);
  const labels = ACTION_KEYS.flatMap((action) =>
    builtAction(action).inputs.map((one) => one.label),
  );
  for (const label of Object.values(TOGETHER)) expect(labels).toContain(label);
});
