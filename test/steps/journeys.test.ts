import { useSteps } from "./steps";

const steps = useSteps();
const ids = { spaceId: "spa_1", containerId: "jcon_2tG95HZh4oPsgHfcOlznyfcDDAg" };

/** The example body in the documentation of Segment's pre-release SDK of March 2025. */
const LISTED = {
  name: "Journey from API",
  description: "This is a journey created from the API",
  definition: {
    entryRules: {
      type: "MULTIPLE",
      concurrency: { enabled: true, concurrencyKey: "applicationId" },
    },
    exitRules: {
      enabled: true,
      rules: [
        {
          key: { id: "exitRuleExit_12345" },
          type: "EXIT_RULE",
          exitType: "EVENT_PERFORMED",
          condition: "event('Credit Card Application Discarded').count() = 1",
          enabled: true,
          concurrencyEnabled: true,
          connectedDestinations: ["destination_5678"],
        },
        {
          key: { id: "exitRuleExit_22345" },
          type: "EXIT_RULE",
          exitType: "AUDIENCE_MEMBERSHIP_CHANGE",
          enabled: true,
          concurrencyEnabled: false,
          audienceId: "aud_12345",
        },
      ],
      relatedDestinations: [
        {
          type: "DESTINATION",
          key: { id: "destination_5678" },
          destinations: [
            {
              destinationId: "67644425c7c427181c2dcb6a",
              activations: [
                {
                  id: "4R7udgi1oiCH8AooG3mC5",
                  eventName: "Credit Card Application Approved in journey",
                  actionDefinition: {
                    id: "ddond619L9vRgb1eAMhuKm",
                    name: "Send",
                    enabled: true,
                    actionId: "ddond619L9vRgb1eAMhuKm",
                    mappings: {
                      url: "https://webhook.site/1920a88d-fd67-429b-ba36-0f421581e67b",
                      method: "POST",
                      batch_size: 0,
                      data: { "@path": "$." },
                      enable_batching: false,
                    },
                  },
                  propertySelections: { profile: ["phone", "name", "whatsapp", "email"] },
                },
              ],
            },
          ],
        },
      ],
    },
    initialState: "entry_12345",
    states: [
      {
        key: { id: "entry_12345" },
        type: "EVENT_ENTRY",
        transitions: [{ next: "exit_12345" }],
        condition: "event('Credit Card Application Discarded').count() = 1",
      },
      { key: { id: "exit_12345" }, type: "EXIT" },
    ],
  },
};

/** The example steps there. */
const LISTED_STEPS = {
  initialState: "entry_12345",
  states: [
    { key: { id: "exit_12345" }, type: "EXIT" },
    { key: { id: "exit_22345" }, type: "EXIT" },
    {
      key: { id: "entry_12345" },
      type: "EVENT_ENTRY",
      transitions: [{ next: "split_12345" }],
      condition: "event('Credit Card Application Discarded').count() = 1",
    },
    {
      key: { id: "split_12345", name: "wait for event modified" },
      type: "EVENT_SPLIT",
      transitions: [
        {
          type: "CONDITION",
          next: "destination_12345",
          condition: "event('Credit Card Application Approved').count() = 1",
        },
        { type: "TIMEOUT", next: "exit_12345", duration: "2h" },
      ],
    },
    {
      key: { id: "destination_12345", name: "Send to Twilio Omni channel" },
      type: "DESTINATION",
      transitions: [{ next: "exit_22345" }],
      destinations: [],
    },
  ],
};

/** An example body in the form of the pre-release version 73.4.0, with states by their IDs. */
const KEYED = {
  name: "Checkout Abandonment",
  definition: {
    initial: "entry_ab1c2",
    states: {
      entry_ab1c2: {
        meta: { type: "entry", event: { type: "ast", options: { AND: [{ event: "checkout" }] } } },
        on: { next: "split_de3f4" },
      },
      split_de3f4: {
        meta: {
          type: "split",
          splitType: "event",
          delay: { duration: 3, durationUnits: "minutes" },
        },
        on: { branch_1: "exit_mn9o0", else: "exit_mn9o0" },
      },
      exit_mn9o0: { meta: { type: "exit", note: null } },
    },
    entryRules: { type: "multiple", concurrency: { enabled: true, anything: [1.5, "two"] } },
    exitRules: {},
  },
};

const { definition: PARTS, ...TEXTS } = LISTED;
const created = { journey: { containerId: ids.containerId, versionNumber: 1 } };

/** Runs a step whose request is accepted, and returns the parsed text that Segment received. */
async function bodyOf(action: string, inputs: object, status: number, data: object) {
  const end = steps.simulator.intercept(() => ({ status, body: { data } }));
  const { data: result, requests } = await steps.take(action, { ...ids, ...inputs });
  end();
  expect(result).toEqual(data);
  expect(requests).toHaveLength(1);
  const [request] = requests;
  expect(request?.headers["content-type"]).toBe("application/vnd.segment.v1alpha+json");
  return JSON.parse(request?.text ?? "");
}

const create = (inputs: object, status = 201) => bodyOf("createJourney", inputs, status, created);

/** The message of a Create Journey that must send nothing. */
async function refusal(inputs: object): Promise<string> {
  const { error, requests } = await steps.take("createJourney", { ...ids, name: "x", ...inputs });
  expect(requests).toEqual([]);
  return error.message;
}

test("Create Journey sends the documented journey exactly, from its parts or from Definition", async () => {
  expect(await create({ ...TEXTS, ...PARTS })).toEqual(LISTED);
  const written = Object.entries(PARTS).map(([key, value]) => [key, JSON.stringify(value)]);
  const asText = { ...Object.fromEntries(written), initialState: PARTS.initialState };
  expect(await create({ ...TEXTS, ...asText })).toEqual(LISTED);
  expect(await create(LISTED)).toEqual(LISTED);
  expect(await create({ ...TEXTS, definition: JSON.stringify(PARTS) })).toEqual(LISTED);
});

test("Create Journey sends the form with initial exactly, with a description or without", async () => {
  expect(await create(KEYED, 200)).toEqual(KEYED);
  expect(await create({ ...KEYED, definition: JSON.stringify(KEYED.definition) }, 200)).toEqual(
    KEYED,
  );
  const described = { ...KEYED, description: "Why" };
  expect(await create(described, 200)).toEqual(described);
});

test("Segment's own response to either form is the result of the step", async () => {
  const spaceId = steps.simulator.workspace("us").spaces.all[0]?.id;
  const { data, requests } = await steps.take("createJourney", { ...KEYED, spaceId });
  expect(requests.map(({ status }) => status)).toEqual([200]);
  expect(data).toEqual({ journey: { containerId: expect.any(String), versionNumber: 1 } });
  const { containerId } = (data as typeof created).journey;
  const shown = await steps.take("getJourney", { spaceId, containerId });
  expect(shown.data).toMatchObject({ journey: { version: { definition: KEYED.definition } } });
  const { initial, states } = KEYED.definition;
  const inputs = { spaceId, containerId, initialState: initial, states };
  const replaced = await steps.take("replaceStepsForJourney", inputs);
  expect(replaced.data).toEqual({ containerId, versionNumber: 2 });
});

test("Replace Steps sends a list under initialState, and steps by their IDs under initial", async () => {
  const replaced = { containerId: ids.containerId, versionNumber: 2 };
  const replace = (initialState: string, states: unknown) =>
    bodyOf("replaceStepsForJourney", { initialState, states }, 200, replaced);
  const { initialState, states } = LISTED_STEPS;
  expect(await replace(initialState, JSON.stringify(states))).toEqual(LISTED_STEPS);
  const { initial, states: keyed } = KEYED.definition;
  expect(await replace(initial, keyed)).toEqual({ initial, states: keyed });
  expect(await replace(initial, JSON.stringify(keyed))).toEqual({ initial, states: keyed });
  const { error, requests } = await steps.take("replaceStepsForJourney", {
    ...ids,
    initialState,
    states: "7",
  });
  expect(error.message).toContain(
    "States: expected an object or a list of objects, as JSON text or as a value, got the number 7.",
  );
  expect(requests).toEqual([]);
});

test("without Definition its parts are required, and the error names the missing ones", async () => {
  expect(await refusal(TEXTS)).toBe(
    "Initial State, Entry Rules, Exit Rules, States: expected values either here or in Definition, got neither.",
  );
  const { entryRules, states, ...rest } = PARTS;
  expect(await refusal({ ...TEXTS, ...rest })).toContain("Entry Rules, States: expected values");
  expect(await refusal(PARTS)).toBe("Description: expected text, got nothing.");
  expect(await refusal({ definition: PARTS })).toContain(
    "Description: expected text, got nothing.",
  );
});

test("Definition beside its parts is refused, and so is one that is in neither form", async () => {
  const { states } = PARTS;
  expect(await refusal({ ...TEXTS, definition: KEYED.definition, states })).toBe(
    "States: expected values either here or in Definition, got both.",
  );
  const definition = KEYED.definition;
  for (const [wrong, said] of [
    [{ states }, "Definition.initial: expected text, got nothing."],
    [{ ...definition, initial: 1 }, "Definition.initial: expected text, got the number 1."],
    [{ ...definition, states }, "Definition.states: expected an object, got a list of 2."],
    [{ ...definition, states: { a: "b" } }, "Definition.states.a: expected an object, got text"],
    [{ ...definition, extra: 1 }, "entryRules, exitRules, got extra."],
    [{ ...definition, initialState: "a" }, "entryRules, exitRules, got initialState."],
    [{ ...PARTS, states: [{ type: "EXIT" }] }, "Definition.states[0].key: expected an object"],
    [{ initialState: "a", states }, "Definition.entryRules: expected an object, got nothing."],
    ["[]", "Definition: expected an object, as JSON text or as a value, got a list of 0."],
  ] as const) {
    expect(await refusal({ ...TEXTS, definition: wrong })).toContain(said);
  }
});
