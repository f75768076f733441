import sample from "../../flows/samples/learning-locker-journeys.payload.json";
import { builtAction } from "../oracle/component";
import { useSteps } from "./steps";

const KEY = "convertLearningLockerJourney";
const steps = useSteps();
const [journey] = sample.journeys;

interface Converted {
  name: string;
  description: string;
  initialState: string;
  entryRules: object;
  exitRules: object;
  states: object[];
  notCarriedOver: { path: string; why: string }[];
}

/** Runs the built step, which has no connection and no region. */
async function convert(inputs: object): Promise<Converted> {
  const { perform, inputs: declared } = builtAction(KEY) as unknown as {
    perform(context: object, params: object): Promise<{ data: { data: Converted } }>;
    inputs: { key: string; clean(raw: unknown): unknown }[];
  };
  const given = inputs as Record<string, unknown>;
  const params = Object.fromEntries(
    declared.map(({ key, clean }) => [key, clean(given[key])] as const),
  );
  return (await perform({ logger: console }, params)).data.data;
}

test("the documented journey becomes nine states, which Create Journey sends exactly", async () => {
  const { id: sourceId } = await steps.made("createSource", {
    slug: "lms",
    enabled: "true",
    metadataId: "IqDTy1TpoU",
  });
  const { id: webhookDestinationId } = await steps.made("createDestination", {
    sourceId,
    metadataId: "614a3c7d791c91c41bae7599",
    settings: [],
    settingsJson: "{}",
  });
  const { states, ...converted } = await convert({
    journey: JSON.stringify(journey),
    webhookDestinationId,
    webhookActionId: "4ZvSLrQvGjRXJBUb3ygWpr",
  });
  const { name, description, initialState, entryRules, exitRules } = converted;
  const space = steps.simulator.workspace("us").spaces.all[0]?.id;
  const { data, requests } = await steps.take("createJourney", {
    spaceId: space,
    ...converted,
    states,
  });
  expect(states).toHaveLength(9);
  expect(requests).toHaveLength(1);
  expect(data).toMatchObject({ journey: {} });
  expect(requests[0]).toMatchObject({ method: "POST", path: `/spaces/${space}/journeys` });
  expect(requests[0]?.body).toEqual({
    name,
    description,
    definition: { initialState, entryRules, exitRules, states },
  });
});

test("the journey can be text or a value, and event names rows or an object", async () => {
  const iri = "http://adlnet.gov/expapi/verbs/commented";
  const one = await convert({ journey, eventNames: { [iri]: "Comment Posted" } });
  const other = await convert({
    journey: JSON.stringify(journey),
    eventNames: [{ key: iri, value: "Comment Posted" }],
  });
  expect(one).toEqual(other);
  expect(one.states[0]).toMatchObject({ condition: "event('Comment Posted').count() = 1" });
});

test.each([
  ["5m", "5m"],
  [" 12h ", "12h"],
  ["182d", "182d"],
  ["", "182d"],
  [undefined, "182d"],
])("the longest wait %j is sent as %s", async (longestWait, duration) => {
  const { states } = await convert({ journey, longestWait });
  expect(JSON.stringify(states[1])).toContain(`"duration":"${duration}"`);
});

const WAIT = "Longest Wait: expected a time from 5m to 182d, such as 30m, 12h or 7d, got";
test.each<[object, string]>([
  [{ journey: "" }, "Journey: expected an object, as JSON text or as a value, got nothing."],
  [{ journey: [1] }, "Journey: expected an object, as JSON text or as a value, got a list of 1."],
  [
    { journey: "{" },
    "Journey: expected an object, as JSON text or as a value, got JSON with an error at line 1, column 2.",
  ],
  [{ longestWait: "4m" }, `${WAIT} text "4m".`],
  [{ longestWait: "183d" }, `${WAIT} text "183d".`],
  [{ longestWait: "1 week" }, `${WAIT} text "1 week".`],
  [{ longestWait: "012h" }, `${WAIT} text "012h".`],
  [{ longestWait: 5 }, `${WAIT} the number 5.`],
  [{ longestWait: ["7d"] }, `${WAIT} a list of 1.`],
  [{ longestWait: Object.create(null) }, `${WAIT} an object.`],
  [
    { webhookActionId: "a" },
    "Webhook Destination ID: expected an id, as the other one is set, got nothing.",
  ],
  [
    { webhookDestinationId: "a" },
    "Webhook Action ID: expected an id, as the other one is set, got nothing.",
  ],
])("%j is refused", async (inputs, message) => {
  await expect(convert({ journey, ...inputs })).rejects.toThrow(message);
});

test("the step has no connection and no region, and may be run by the designer", () => {
  const { inputs, performSafety } = builtAction(KEY);
  expect(inputs.map(({ key }) => key)).toEqual([
    "journey",
    "eventNames",
    "longestWait",
    "webhookDestinationId",
    "webhookActionId",
  ]);
  expect(performSafety).toBe("SAFE");
});
