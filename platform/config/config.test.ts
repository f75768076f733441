import { Refusal } from "../../cli/errors";
import { parseJson } from "../../src/values/json";
import { loadComponent } from "../component";
import { silentLogger } from "../component/logger";
import type { ConfigVar, Integration, Step } from "../format/integration";
import { type SimulatedWorkspaces, simulatedWorkspaces } from "../workspaces";
import { ConfigurationError, type ConfigurationRequest, fillInConfiguration } from "./index";

const LONG = "9223372036854775807";
const component = loadComponent();
const segment = { key: "segment", isPublic: false, version: "LATEST" } as const;

const connection = (key = "Segment Connection"): ConfigVar => ({
  key,
  dataType: "connection",
  connection: { key: "apiKey", component: segment },
});
const region = (key = "Segment Region"): ConfigVar => ({
  key,
  dataType: "picklist",
  pickList: ["api", "eu1.api"],
  defaultValue: "api",
});
const picklist = (
  key: string,
  dataSource: string,
  inputs: ConfigVar["inputs"] = {},
): ConfigVar => ({
  key,
  dataType: "picklist",
  dataSource: { key: dataSource, component: segment },
  inputs: {
    connection: { type: "configVar", value: "Segment Connection" },
    region: { type: "configVar", value: "Segment Region" },
    ...inputs,
  },
});
const step = (connectionName: string, regionName: string): Step => ({
  name: "List Sources",
  action: { key: "listSources", component: segment },
  inputs: {
    connectionInput: { type: "configVar", value: connectionName },
    region: { type: "configVar", value: regionName },
  },
});

let workspaces: SimulatedWorkspaces;
beforeAll(async () => {
  workspaces = await simulatedWorkspaces(component, { rateLimits: false });
});
afterAll(() => workspaces.close());

const said: string[] = [];

function fillIn(
  requiredConfigVars: ConfigVar[],
  given: Record<string, unknown> = {},
  rest: Partial<ConfigurationRequest> & { steps?: Step[] } = {},
): Promise<Record<string, unknown>> {
  said.length = 0;
  const { steps = [step("Segment Connection", "Segment Region")], ...others } = rest;
  const integration: Integration = {
    definitionVersion: 7,
    name: "Integration",
    requiredConfigVars,
    flows: [{ name: "Flow", steps }],
  };
  return fillInConfiguration({
    integration,
    component,
    given,
    connectionFields: (_name, where) => workspaces.connectionFields(where),
    context: { logger: silentLogger },
    say: (line) => said.push(line),
    ...others,
  });
}

const refusal = (work: Promise<unknown>): Promise<ConfigurationError> =>
  work.then(
    () => Promise.reject(new Error("nothing was refused")),
    (error: ConfigurationError) => error,
  );

test.each(["Javascript", "IqDTy1TpoU"])(
  "a picklist's choice is given by its label or key: %s",
  async (choice) => {
    const values = await fillIn(
      [connection(), region(), picklist("Source Type", "selectSourceMetadata")],
      { "Source Type": choice },
    );
    expect(values["Source Type"]).toBe("IqDTy1TpoU");
    expect(said).toEqual(["Source Type: Javascript, of 180 choices"]);
  },
);

test("a choice that is not offered is refused, with what is near it and what is offered", async () => {
  const error = await refusal(
    fillIn([connection(), region(), picklist("Warehouse", "warehouses")], {
      Warehouse: "ANALITICS",
    }),
  );
  expect(error.message).toBe('Warehouse: "ANALITICS" is not offered; did you mean "Analytics"?');
  expect(error.choices).toMatchObject([{ label: "Analytics" }]);
});

test("a missing choice is asked for if somebody can be asked, and refused otherwise", async () => {
  const variables = [connection(), region(), picklist("Source", "sources")];
  const error = await refusal(fillIn(variables));
  expect(error.message).toBe("Source: expected a choice, got nothing");
  expect(error.choices).toHaveLength(3);
  const choose = async (_variable: ConfigVar, choices: readonly { key: string }[]) =>
    choices[1]?.key ?? "";
  const values = await fillIn(variables, {}, { choose });
  expect(values.Source).toBe(error.choices[1]?.key);
});

test("a picklist depends on the choices above it", async () => {
  const subscription = picklist("Subscription", "selectSubscription", {
    destinationId: { type: "configVar", value: "Destination" },
  });
  const variables = [connection(), region(), picklist("Destination", "destination"), subscription];
  const { choices } = await refusal(fillIn(variables, {}));
  const labelled = choices.find(({ label }) => label.includes("Order webhook"));
  const values = await fillIn(variables, { Destination: labelled?.key, Subscription: "Orders" });
  const [orders] = workspaces.simulator.workspace("us").subscriptions.all;
  expect(values.Subscription).toBe(orders?.id);
});

test("a connection opens the workspace of the region that it is used with", async () => {
  const values = await fillIn(
    [connection(), region(), connection("Other"), region("Other Region")],
    { "Other Region": "eu1.api" },
    { steps: [step("Segment Connection", "Segment Region"), step("Other", "Other Region")] },
  );
  const { us, eu } = workspaces.simulator;
  expect(values["Segment Connection"]).toMatchObject({
    key: "apiKey",
    fields: { apiKey: us.token },
  });
  expect(values.Other).toMatchObject({ configVarKey: "Other", fields: { apiKey: eu.token } });
});

test("a connection's region is found in a loop, in a branch, and under the Raw Request's name for it", async () => {
  const raw = (connectionName: string, regionName: string): Step => {
    const { connectionInput, ...inputs } = step(connectionName, regionName).inputs ?? {};
    return {
      ...step("", ""),
      inputs: { ...inputs, ...(connectionInput && { connection: connectionInput }) },
    };
  };
  const holding = { name: "Holds", action: { key: "holds", component: segment } };
  const values = await fillIn(
    [connection(), region(), connection("Other"), region("Other Region")],
    { "Segment Region": "eu1.api", "Other Region": "eu1.api" },
    {
      steps: [
        { ...holding, steps: [step("Segment Connection", "Segment Region")] },
        { ...holding, branches: [{ name: "Else", steps: [raw("Other", "Other Region")] }] },
      ],
    },
  );
  const fields = { apiKey: workspaces.simulator.eu.token };
  expect(values).toMatchObject({ "Segment Connection": { fields }, Other: { fields } });
});

test("a region given for the run is that of every variable that says one and is not given", async () => {
  const values = await fillIn([connection(), region()], {}, { region: "eu1.api" });
  expect(values["Segment Region"]).toBe("eu1.api");
  const given = { "Segment Region": "api" };
  const kept = await fillIn([connection(), region()], given, { region: "eu1.api" });
  expect(kept["Segment Region"]).toBe("api");
  const error = await refusal(fillIn([connection()], {}, { region: "api", steps: [] }));
  expect(error.message).toBe("--region: no step takes its region from a config variable");
});

test("fields of a connection that are given come before those of the workspace", async () => {
  const values = await fillIn([connection(), region()], {
    "Segment Connection": { apiKey: "another-token" },
  });
  expect(values["Segment Connection"]).toMatchObject({
    fields: { apiKey: "another-token", subdomain: "acme-us" },
  });
});

test.each<[string, unknown, string]>([
  ["text", "a-token", "expected an object of its fields"],
  ["a list", ["a-token"], "expected an object of its fields"],
  ["a misspelt field", { apikey: "a-token" }, 'no field apikey; did you mean "apiKey"?'],
  ["a number in a field", { apiKey: 12345 }, "apiKey: expected text"],
  ["a blank field", { apiKey: "" }, "expected API Key (apiKey), got nothing"],
])("a connection given as %s is refused without quoting it", async (_what, given, message) => {
  const error = await refusal(fillIn([connection(), region()], { "Segment Connection": given }));
  expect(error.message).toBe(`Segment Connection: ${message}`);
});

test("fields of a connection in the file count if nothing else is given", async () => {
  const inputs: ConfigVar["inputs"] = {
    apiKey: { type: "value", value: "a-token-of-the-file" },
    subdomain: { type: "value", value: "of-the-file" },
  };
  const variables = [{ ...connection(), inputs }, region()];
  const rest = { connectionFields: () => undefined };
  const values = await fillIn(variables, { "Segment Connection": { subdomain: "given" } }, rest);
  expect(values["Segment Connection"]).toMatchObject({
    fields: { apiKey: "a-token-of-the-file", subdomain: "given" },
  });
});

test("a picklist has its default unless that is blank, and is refused if it offers nothing", async () => {
  const withDefault = (defaultValue: string): ConfigVar[] => [
    connection(),
    region(),
    { ...picklist("Warehouse", "warehouses"), defaultValue },
    { key: "Size", dataType: "picklist", pickList: ["5", "10"], defaultValue },
  ];
  const [warehouse] = workspaces.simulator.workspace("us").warehouses.all;
  const values = await fillIn(withDefault("Analytics").slice(0, 3));
  expect(values.Warehouse).toBe(warehouse?.id);
  const blank = await refusal(fillIn(withDefault(""), { Size: 5 }));
  expect(blank.message).toBe("Warehouse: expected a choice, got nothing");
  const size = await refusal(fillIn(withDefault("")));
  expect(size.message).toBe("Size: expected a choice, got nothing");
  const empty = await refusal(
    fillIn([connection(), region(), picklist("Group", "selectUserGroup")], {}),
  );
  expect(empty.message).toBe("Group: expected a choice, but none is offered");
});

test("a choice's key comes before another's label", async () => {
  const variables: ConfigVar[] = [connection(), region(), picklist("Source", "sources")];
  const { choices } = await refusal(fillIn(variables));
  const [first, last] = [choices[0], choices.at(-1)];
  const { simulator } = workspaces;
  const named = simulator.workspace("us").sources.all.find(({ id }) => id === first?.key);
  const name = named?.name;
  try {
    Object.assign(named ?? {}, { name: last?.key });
    expect((await fillIn(variables, { Source: last?.key })).Source).toBe(last?.key);
  } finally {
    Object.assign(named ?? {}, { name });
  }
});

test("a data source that fails refuses the run with its own reason, not as a value that is wrong", async () => {
  const variables = [connection(), region(), picklist("Source", "sources")];
  const given = { "Segment Connection": { apiKey: "revoked-token" } };
  const error = await fillIn(variables, given).catch((thrown: Refusal) => thrown);
  expect(error).toBeInstanceOf(Refusal);
  expect((error as Refusal).lines).toEqual([
    expect.stringMatching(/^Source: .*401/),
    "nothing was run",
  ]);
});

test("a connection without a field it requires is refused", async () => {
  const error = await refusal(
    fillIn([connection(), region()], {}, { connectionFields: () => undefined }),
  );
  expect(error.message).toBe("Segment Connection: expected API Key (apiKey), got nothing");
});

test("a config variable that does not exist is refused, with what is near it", async () => {
  const error = await refusal(fillIn([connection(), region()], { "Segment Regoin": "api" }));
  expect(error.message).toBe(
    'Segment Regoin: no config variable of that name; did you mean "Segment Region"?',
  );
});

test("a config variable with a name that every object has is like any other", async () => {
  const text = (key: string): ConfigVar => ({ key, dataType: "string", defaultValue: "preset" });
  const variables = [connection(), region(), text("constructor"), text("__proto__")];
  const filled = await fillIn(variables, { ["__proto__"]: "given" });
  expect(Object.entries(filled).filter(([name]) => name.includes("o_") || name[0] === "c")).toEqual(
    [
      ["constructor", "preset"],
      ["__proto__", "given"],
    ],
  );
  const missing = { key: "constructor", dataType: "number" } as ConfigVar;
  await expect(fillIn([connection(), region(), missing])).rejects.toThrow(
    "constructor: expected a number, got nothing",
  );
});

test("a value that is nested too deeply is refused, whatever its variable is", async () => {
  const deep = JSON.parse(`${"[".repeat(5_000)}${"]".repeat(5_000)}`);
  const text: ConfigVar = { key: "Text", dataType: "string" };
  for (const name of ["Segment Connection", "Segment Region", "Text"]) {
    await expect(fillIn([connection(), region(), text], { [name]: deep })).rejects.toThrow(
      new ConfigurationError(`${name}: expected JSON of at most 200 levels, got more`),
    );
  }
});

test("a form is taken as it begins unless it is given", async () => {
  const form: ConfigVar = {
    ...picklist("Settings", "destinationSettings", {
      metadataId: { type: "value", value: "65f1c0de8a3b4d2e9c7f1a05" },
    }),
    dataType: "jsonForm",
  };
  const values = await fillIn([connection(), region(), form]);
  expect(values.Settings).toMatchObject({ region: "eu", batchSize: 50 });
  expect(said).toContain("Settings: initial values of the form");
  const settings = { apiKey: "lantern-key" };
  expect((await fillIn([connection(), region(), form], { Settings: settings })).Settings).toBe(
    settings,
  );
  const error = await refusal(fillIn([connection(), region(), form], { Settings: "text" }));
  expect(error.message).toBe('Settings: expected an object, got "text"');
});

test("a field map without a value starts with the defaults of its fields", async () => {
  const [orders] = workspaces.simulator.workspace("us").subscriptions.all;
  const map: ConfigVar = {
    ...picklist("Fields", "subscriptionFieldMap", {
      destinationId: { type: "value", value: orders?.destinationId ?? "" },
      actionId: { type: "value", value: orders?.actionId ?? "" },
    }),
    dataType: "objectFieldMap",
  };
  const { Fields } = await fillIn([connection(), region(), map]);
  expect(Object.keys(Fields as object)).toEqual(["fields"]);
  const { fields } = Fields as { fields: { field: { key: string } }[] };
  expect(fields.find(({ field }) => field.key === "data")).toMatchObject({
    field: { key: "data", label: "Data" },
    mappedField: { key: "$." },
  });
  expect(fields.find(({ field }) => field.key === "url")).toEqual({
    field: { key: "url", label: "Url" },
  });
});

test.each<[string, Partial<ConfigVar>, unknown, string]>([
  ["nothing", { dataType: "string" }, undefined, "V: expected a string, got nothing"],
  ["an object for text", { dataType: "string" }, {}, "V: expected a string, got {}"],
  ["a word for a boolean", { dataType: "boolean" }, "maybe", 'V: expected a boolean, got "maybe"'],
  ["half a boolean", { dataType: "boolean" }, "untrue", 'V: expected a boolean, got "untrue"'],
  ["a word for a number", { dataType: "number" }, "many", 'V: expected a number, got "many"'],
  ["blanks for a number", { dataType: "number" }, " ", 'V: expected a number, got " "'],
  ["a boolean for a number", { dataType: "number" }, true, "V: expected a number, got true"],
  ["a word for a date", { dataType: "date" }, "soon", 'V: expected a date, got "soon"'],
  ["a number for a form", { dataType: "jsonForm" }, 5, "V: expected an object, got 5"],
  ["text for a form", { dataType: "jsonForm" }, "a", 'V: expected an object, got "a"'],
  [
    "objects for texts",
    { dataType: "string", collectionType: "valuelist" },
    [{}],
    "V: expected a list, got [{}]",
  ],
  [
    "rows without values",
    { dataType: "string", collectionType: "keyvaluelist" },
    [{ key: "a" }],
    'V: expected a list of keys and values, got [{"key":"a"}]',
  ],
  [
    "a number that a form cannot keep",
    { dataType: "jsonForm" },
    parseJson('{"a": [9223372036854775807]}'),
    "V: a[0]: expected a number that JavaScript keeps exactly, or its digits as text, got more digits",
  ],
  [
    "text for a list",
    { dataType: "string", collectionType: "valuelist" },
    "a",
    'V: expected a list, got "a"',
  ],
])("a value that does not fit is refused: %s", async (_what, variable, given, message) => {
  const error = await refusal(
    fillIn(
      [{ key: "V", dataType: "string", ...variable }],
      given === undefined ? {} : { V: given },
    ),
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(error.message).toBe(message);
});

test.each<[Partial<ConfigVar>, unknown, unknown]>([
  [{ dataType: "boolean" }, true, "true"],
  [{ dataType: "number" }, 5, "5"],
  [{ dataType: "code" }, { a: 1 }, '{"a":1}'],
  [{ dataType: "string", defaultValue: "d" }, undefined, "d"],
  [{ dataType: "string" }, parseJson(LONG), LONG],
  [{ dataType: "number" }, parseJson(LONG), LONG],
  [{ dataType: "code" }, parseJson(`{"a":${LONG}}`), `{"a":${LONG}}`],
  [{ dataType: "string", collectionType: "valuelist" }, parseJson(`[${LONG}]`), [LONG]],
  [
    { dataType: "string", collectionType: "keyvaluelist" },
    parseJson(`{"a": ${LONG}}`),
    [{ key: "a", value: LONG }],
  ],
  [
    { dataType: "string", collectionType: "valuelist", defaultValue: `\ufeff[${LONG}]` },
    undefined,
    [LONG],
  ],
  [{ dataType: "string", collectionType: "valuelist" }, ["a", 1], ["a", "1"]],
  [{ dataType: "string", collectionType: "keyvaluelist" }, { a: "b" }, [{ key: "a", value: "b" }]],
  [{ dataType: "date", defaultValue: "" }, undefined, ""],
  [{ dataType: "objectFieldMap" }, { fields: [] }, { fields: [] }],
  // The platform writes the defaults of collections as JSON.
  [{ dataType: "string", collectionType: "valuelist", defaultValue: '["a"]' }, undefined, ["a"]],
  [
    {
      dataType: "string",
      collectionType: "keyvaluelist",
      defaultValue: '[{"key":"a","value":"b"}]',
    },
    undefined,
    [{ key: "a", value: "b" }],
  ],
  [{ dataType: "string", collectionType: "valuelist", defaultValue: "" }, undefined, []],
])("a plain value is kept as the platform keeps it: %j of %j", async (variable, given, kept) => {
  const values = await fillIn(
    [{ key: "V", dataType: "string", ...variable }],
    given === undefined ? {} : { V: given },
  );
  expect(values.V).toEqual(kept);
});
