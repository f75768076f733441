import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { destinationMetadata, sourceMetadata, warehouseMetadata } from "../src/examples/catalog";
import { ACTION_KEYS, type BuiltInput, built } from "./oracle/component";
import { operationOf } from "./oracle/operationOf";

const actions = Object.values(built.actions);
const dataSources = Object.values(built.dataSources);
const picklists = dataSources.filter(({ dataSourceType }) => dataSourceType === "picklist");
const steps = [...actions, ...dataSources];
const inputs = steps.flatMap((step) =>
  step.inputs.map((input) => ({ step, input, name: `${step.key}.${input.key}` })),
);
const isTitleCase = (label: string): boolean =>
  label
    .split(/[ (]+/)
    .every((word) =>
      /^[A-Z0-9]|^(and|or|of|to|from|in|by|on|for|per|with|ms\)|minutes\))$/.test(word),
    );

/** Why an id has no picklist, by its key or by its action and key. */
const WITHOUT_PICKLIST: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      "addActivationToAudience",
      "updateActivationForAudience",
      "listSupportedDestinationsFromAudience",
    ].map((action) => [
      `${action}.actionId`,
      "an action of a destination, which the step does not take",
    ]),
  ),
  audiencePreviewId: "Segment lists no previews",
  collectionId: "Segment lists no collections",
  containerId: "Segment lists no journeys",
  filterByExternalIds: "names of identifiers such as user_id",
  resourceId: "any kind of resource",
  webhookActionId: "the step has no connection",
  webhookDestinationId: "the step has no connection",
  subjectIds: "people and objects of the customer's own",
  userIds: "people of the customer, without a list",
  syncId: "syncs are listed by model and subscription, which the step does not take both",
  anonymousId: "people of the customer, without a list",
  messageId: "events of the customer, without a list",
  "aliasUser.previousId": "people of the customer, without a list",
  "groupUser.groupId": "groups of the customer, without a list",
  ...Object.fromEntries(
    ["aliasUser", "groupUser", "identifyUser", "trackEvent", "trackPage", "trackScreen"].map(
      (action) => [`${action}.userId`, "people of the customer, without a list"],
    ),
  ),
  "createInsertFunctionInstance.integrationId": "a source or a destination",
  ...Object.fromEntries(
    ["EgressFailed", "EgressSuccess", "FilteredAtDestination"].flatMap((name) =>
      ["subscriptionId", "activationId", "audienceId"].map((key) => [
        `get${name}MetricsFromDeliveryOverview.${key}`,
        "listed below one destination, space or audience, of which the step takes several or none",
      ]),
    ),
  ),
};

/** The picklists of fixed choices, which send no request, for config variables. */
const FIXED = ["selectRegion", "selectRegulationType"];

test("there are 224 actions, 42 picklists, 6 forms, 1 field map and 1 connection", () => {
  expect(actions).toHaveLength(224);
  const ofType = (type: string) =>
    dataSources.filter(({ dataSourceType }) => dataSourceType === type);
  const counts = ["picklist", "jsonForm", "objectFieldMap"].map((type) => ofType(type).length);
  expect(counts).toEqual([42, 6, 1]);
  expect(dataSources).toHaveLength(42 + 6 + 1);
  expect(built.connections.map(({ key }) => key)).toEqual(["apiKey"]);
});

test("the component is private and has its icon, and so has its connection", () => {
  expect(built).toMatchObject({
    key: "segment",
    public: false,
    display: { iconPath: "icon.png" },
    connections: [{ avatarIconPath: "icon.png" }],
  });
  const icon = readFileSync(path.resolve(__dirname, "../assets/icon.png"));
  const [width, height, colorType] = [icon.readUInt32BE(16), icon.readUInt32BE(20), icon[25]];
  expect(icon.subarray(1, 4).toString()).toBe("PNG");
  expect(width).toBe(height);
  expect(width).toBeGreaterThanOrEqual(128);
  expect(colorType).toBe(6); // true colour with transparency
  expect(icon.length).toBeLessThan(6000);
});

/** The names of the inputs that break a rule. */
const breaking = (
  keeps: (input: BuiltInput) => boolean,
  among: (input: BuiltInput) => boolean = () => true,
) => inputs.filter(({ input }) => among(input) && !keeps(input)).map(({ name }) => name);

test("every step has a label in Title Case and one imperative sentence as its description", () => {
  const broken = steps.filter(({ display: { label, description } }) => {
    const isSentence = /^[A-Z][^.]+\.$/.test(description) && !/\byou(r)?\b/i.test(description);
    const isImperative = !/^\w+s (a|an|the)\b/.test(description); // not "Lists the"
    return !isTitleCase(label) || !isSentence || !isImperative;
  });
  expect(broken.map(({ key }) => key)).toEqual([]);
});

test("every input has a label in Title Case and a comment of whole sentences", () => {
  const isSentences = (text = "") => /^[A-Z].+\.$/s.test(text) && !/\byou(r)?\b/i.test(text);
  expect(breaking(({ label }) => isTitleCase(label))).toEqual([]);
  expect(breaking(({ comments }) => isSentences(comments))).toEqual([]);
});

test("every input that is true or false says what true means", () => {
  const isYesNo = ({ type, model }: BuiltInput) =>
    type === "boolean" || model?.map(({ value }) => value).join() === "true,false";
  expect(breaking(({ comments = "" }) => comments.startsWith("When true, "), isYesNo)).toEqual([]);
});

test("every input that is typed has a placeholder, which is its example", () => {
  const isTyped = ({ type, model }: BuiltInput) => /^(string|code|text|data)$/.test(type) && !model;
  const isShown = ({ example, placeholder }: BuiltInput) =>
    Boolean(placeholder) && (!example || placeholder === example);
  expect(inputs.filter(({ input }) => isTyped(input)).length).toBeGreaterThan(700);
  expect(breaking(isShown, isTyped)).toEqual([]);
});

test("every data source is labeled by what one does with it", () => {
  const labels = dataSources.map(({ display }) => display.label);
  const broken = labels.filter((label) => !/^(Select|Fetch|Enter|Define|Map) [A-Z]/.test(label));
  expect(broken).toEqual([]);
});

test("every input but the connection is cleaned", () => {
  const isCleaned = ({ clean }: BuiltInput) => typeof clean === "function";
  expect(breaking(isCleaned, ({ type }) => type !== "connection")).toEqual([]);
});

test("no default is sample data: what is prefilled is a region, a size, a switch or its own default", () => {
  const prefilled = inputs.filter(
    ({ input }) => input.default !== "" && input.default !== undefined,
  );
  const defaults = new Set(prefilled.map(({ input }) => `${input.key}=${input.default}`));
  expect([...defaults].sort()).toEqual([
    "acceptPartialSuccess=false",
    "count=10",
    "count=50",
    "debugRequest=false",
    "deduplicateBy=run",
    "dryRun=false",
    "enabled=true",
    "eventsPerSecond=1000",
    "fetchAll=false",
    "maxRetries=0",
    "onViolation=fail",
    "region=api",
    "responseType=json",
    "retryAllErrors=false",
    "retryDelayMS=0",
    "settingsAsTheyAre=false",
    "skipInvalid=false",
    "sourcesCount=50",
    "succeedWhenGone=false",
    "useExponentialBackoff=false",
    "warehousesCount=50",
  ]);
});

test("on updates nothing is prefilled, so that nothing changes unasked", () => {
  const updates = inputs.filter(({ step }) => step.key.startsWith("update"));
  const others = new Set(["region", "settingsAsTheyAre"]); // target and mode, not a value
  const prefilled = updates.filter(({ input }) => input.default && !others.has(input.key));
  expect(prefilled.filter(({ input }) => input.type !== "connection")).toEqual([]);
});

test("every id of an action is chosen from a picklist that takes the action's inputs", () => {
  const isId = ({ key, type }: BuiltInput) => type === "string" && /Ids?$/.test(key);
  const ids = inputs.filter(({ input, step }) => isId(input) && actions.includes(step));
  const used = new Set<string>();
  const broken = ids.filter(({ input, step, name }) => {
    const exempt = [name, input.key].find((one) => WITHOUT_PICKLIST[one] !== undefined);
    if (input.dataSource === undefined && exempt !== undefined) {
      used.add(exempt);
      return false;
    }
    const picklist = dataSources.find(({ key }) => key === input.dataSource);
    const offered = new Set(step.inputs.map(({ key }) => key));
    const needed = picklist?.inputs.filter(({ required }) => required) ?? [];
    return !picklist || !needed.every(({ key }) => offered.has(key));
  });
  expect(ids.length).toBeGreaterThan(200);
  expect(broken.map(({ name }) => name)).toEqual([]);
  expect([...used].toSorted()).toEqual(Object.keys(WITHOUT_PICKLIST).toSorted());
});

test("every input with a picklist offers it what it needs, and shows its example", () => {
  const offered = inputs.filter(({ input, step }) => input.dataSource && actions.includes(step));
  const broken = offered.filter(({ input, step, name }) => {
    const picklist = dataSources.find(({ key }) => key === input.dataSource);
    const keys = new Set(step.inputs.map(({ key }) => key));
    const needed = picklist?.inputs.filter(({ required }) => required) ?? [];
    const [choice] = [picklist?.examplePayload?.result ?? []].flat() as { key?: string }[];
    const isShown = input.example === choice?.key || OTHER_EXAMPLES.has(name);
    return !picklist || !isShown || !needed.every(({ key }) => keys.has(key));
  });
  expect(broken.map(({ name }) => name)).toEqual([]);
});

/** Inputs that are never what the picklist's example is: another kind of source or function. */
const OTHER_EXAMPLES = new Set([
  "createDbtModelSyncTrigger.sourceId",
  "createInsertFunctionInstance.functionId",
  "listInsertFunctionInstances.functionId",
  "runReverseETLSync.sourceId",
  "createReverseETLManualSync.sourceId",
  "createReverseEtlModel.sourceId",
  "updateSchemaSettingsInSource.forwardingViolationsTo",
  "updateSchemaSettingsInSource.forwardingBlockedEventsTo",
]);

/** Types of the catalog by the id that the steps show. */
const CATALOG = [sourceMetadata, destinationMetadata, warehouseMetadata];

test("the settings that a new object shows are those that the type it shows takes", () => {
  const shown = (step: { inputs: BuiltInput[] }, key: string) =>
    step.inputs.find((input) => input.key === key)?.example;
  const created = actions.filter(
    (step) => shown(step, "metadataId") !== undefined && shown(step, "settingsJson") !== undefined,
  );
  expect(created.map(({ key }) => key).toSorted()).toEqual([
    "createDestination",
    "createProfilesWarehouse",
    "createSource",
    "createValidationInWarehouse",
    "createWarehouse",
    "upsertDestination",
    "upsertSource",
  ]);
  for (const step of created) {
    const type = CATALOG.find(({ id }) => id === shown(step, "metadataId"));
    const options = (type?.options ?? []) as { name: string; required: boolean }[];
    const json = Object.keys(JSON.parse(shown(step, "settingsJson") ?? ""));
    const [row = ""] = (shown(step, "settings") ?? "").split(":");
    const names = options.map(({ name }) => name);
    const missing = options.filter(({ required, name }) => required && !json.includes(name));
    expect([step.key, names]).toEqual([step.key, expect.arrayContaining([row, ...json])]);
    expect([step.key, missing]).toEqual([step.key, []]);
  }
});

test("names that Segment publishes without a fixed set are offered, and others still pass", () => {
  const offered = (action: string, key: string) =>
    built.actions[action]?.inputs.find((input) => input.key === key);
  const others: [string, string, unknown, unknown][] = [
    ["addActivationToAudience", "activationType", "Account Entered", "Account Entered"],
    ["addDestinationToAudience", "destinationType", "lake", "lake"],
    ["listSupportedDestinationsFromAudience", "audienceType", "HOUSEHOLDS", "HOUSEHOLDS"],
    ["cancelReverseETLSyncForModel", "reasonForCanceling", "5", 5],
    ["getEventsVolumeFromWorkspace", "groupBy", ["appVersion"], ["appVersion"]],
    ["getEventsVolumeFromWorkspace", "eventType", ["delete"], ["delete"]],
    ["getEgressFailedMetricsFromDeliveryOverview", "groupBy", ["region"], ["region"]],
  ];
  for (const [action, key, given, sent] of others) {
    const input = offered(action, key);
    const values = input?.model?.map(({ value }) => value) ?? [];
    expect([action, key, values.length > 1]).toEqual([action, key, true]);
    expect(values).toContain(input?.example);
    expect(input?.clean?.(given)).toEqual(sent);
  }
});

test("no two inputs of a step have one label", () => {
  const broken = steps.filter(({ inputs: all }) => {
    const labels = all.map(({ label }) => label);
    return new Set(labels).size < labels.length;
  });
  expect(broken.map(({ key }) => key)).toEqual([]);
});

/** Labels that do not begin as their names do. */
const OTHER_LABELS: Readonly<Record<string, string>> = {
  0: "Wrong Model",
  1: "Wrong Destination",
  2: "Wrong Keys",
  3: "Wrong Mapping",
  4: "Other",
  api: "US",
  "eu1.api": "EU",
  arraybuffer: "Binary",
  INSERT_DESTINATION: "Destination Insert",
  INSERT_SOURCE: "Source Insert",
  INSERT_TRANSFORMATION: "Transformation Insert",
};

test("every choice is called what its name says", () => {
  const choices = inputs.flatMap(({ input, name }) =>
    (input.model ?? []).map(({ label, value }) => ({ name, label, value })),
  );
  const broken = choices.filter(({ label, value }) => {
    const [word = ""] = value.toLowerCase().split(/[_.]/);
    const begins = label.toLowerCase().startsWith(word.slice(0, 3));
    return OTHER_LABELS[value] === undefined ? !begins : OTHER_LABELS[value] !== label;
  });
  expect(choices.length).toBeGreaterThan(200);
  expect(broken).toEqual([]);
});

test("every data source that reads the workspace takes the connection under the key the actions give it", () => {
  const reading = dataSources.filter(({ key }) => !FIXED.includes(key));
  const keys = reading.map(({ inputs: all }) => all.map(({ key }) => key));
  for (const all of keys)
    expect(all).toEqual(expect.arrayContaining(["connectionInput", "region"]));
});

test("the example of every picklist is a choice", () => {
  const example = { label: expect.stringMatching(/./), key: expect.stringMatching(/./) };
  for (const { examplePayload } of picklists) {
    expect(examplePayload).toEqual({ result: [example] });
  }
});

test("every picklist is used, by an input or by a config variable of a flow", () => {
  const used = new Set([...inputs.map(({ input }) => input.dataSource), ...FIXED]);
  expect(picklists.filter(({ key }) => !used.has(key))).toEqual([]);
});

test("Fetch All, Count and Cursor stand in this order below all other inputs of a paged step", () => {
  const paged = actions.filter(({ inputs: all }) => all.some(({ key }) => key === "fetchAll"));
  expect(paged).toHaveLength(61);
  for (const { key, inputs: all } of paged) {
    const keys = all.map((input) => input.key);
    const fromFetchAll = keys.slice(keys.indexOf("fetchAll"));
    const pages = fromFetchAll.slice(1).map((one) => one.replace(/^\w+(?=Count$|Cursor$)/, ""));
    const pair = pages[0] === "count" ? ["count", "cursor"] : ["Count", "Cursor"];
    expect([key, pages]).toEqual([key, pages.length === 2 ? pair : [...pair, ...pair]]);
  }
});

test("inputs that must be filled in stand above optional ones, except one that narrows their choices", () => {
  const mustBeFilledIn = (input: BuiltInput) => input.required && !input.default;
  const narrows = (above: BuiltInput, { dataSource: key }: BuiltInput) =>
    dataSources.find((one) => one.key === key)?.inputs.some((one) => one.key === above.key);
  const misplaced = actions.flatMap(({ key: action, inputs: all }) =>
    all
      .filter(({ required }) => !required)
      .filter((input) =>
        all
          .slice(all.indexOf(input))
          .some((later) => mustBeFilledIn(later) && !narrows(input, later)),
      )
      .map(({ key }) => `${action}.${key}`),
  );
  expect(misplaced).toEqual([]);
});

/** Besides what gets and lists: they look, and change nothing. */
const READS = new Set([
  "convertLearningLockerJourney",
  "batchQueryMessagingSubscriptionsForSpace",
  "createValidationInWarehouse",
  "echo",
  "previewDestinationFilter",
  "testConnection",
]);

test("reads may be run by the designer, everything else may not", () => {
  for (const { key, performSafety } of actions) {
    const isRead = /^(get|list)/.test(key) || READS.has(key);
    expect(`${key} ${performSafety}`).toBe(`${key} ${isRead ? "SAFE" : "NOT_ALLOWED"}`);
  }
});

test("spectral finds no key on a step that it does not publish", () => {
  const known = ["key", "display", "inputs", "perform", "performSafety", "examplePayload"];
  for (const step of actions) {
    expect([...known, "outputSchema"]).toEqual(expect.arrayContaining(Object.keys(step)));
  }
});

test("every step but the raw request has an output schema, which its example payload fits", () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats(ajv);
  const without = actions.filter(({ outputSchema }) => !outputSchema).map(({ key }) => key);
  expect(without).toEqual(["rawRequest"]);
  for (const { key, outputSchema, examplePayload } of actions) {
    if (!outputSchema) continue;
    expect(outputSchema.type).toBe("actionOutput");
    const fits = ajv.compile(JSON.parse(outputSchema.schema));
    expect([key, fits(examplePayload?.data), fits.errors]).toEqual([key, true, null]);
    expect([key, fits({ data: null })]).toEqual([key, false]);
  }
});

test("every JSON input shows an example that it takes", () => {
  const isJson = ({ language }: BuiltInput) => language === "json";
  const takes = ({ clean, example }: BuiltInput) => clean?.(example) !== undefined;
  expect(breaking(takes, isJson)).toEqual([]);
});

/** The words in brackets at the end of a description. */
const marksIn = (description = ""): string[] =>
  (/\(([^)]+)\)\.$/.exec(description)?.[1] ?? "").split(", ").filter(Boolean);

test("the description of an operation ends with its stability and its rate limit, if it has them", () => {
  const words: Record<string, string[]> = {
    v1: [],
    alpha: ["alpha"],
    beta: ["beta"],
    "pre-release": ["alpha", "only in pre-releases of Segment's SDKs"],
  };
  let limited = 0;
  for (const action of ACTION_KEYS) {
    const { stability, perMinute } = operationOf(action);
    if (perMinute !== undefined) limited++;
    const limit = perMinute === undefined ? [] : [`at most ${perMinute} requests a minute`];
    const said = marksIn(built.actions[action]?.display.description);
    expect([action, said]).toEqual([action, [...(words[stability] ?? []), ...limit]]);
  }
  expect(limited).toBe(66);
});

test("the descriptions of actions differ, and each fits in a line of the designer", () => {
  const descriptions = actions.map(({ display }) => display.description);
  expect(descriptions.filter((one) => one.length > 120)).toEqual([]);
  expect(new Set(descriptions).size).toBe(descriptions.length);
});

test("the steps that builders start with are marked as important", () => {
  const important = actions.filter(({ display }) => display.important).map(({ key }) => key);
  expect(important.toSorted()).toEqual(
    [
      ...["createSource", "listSources", "createDestination", "listDestinations"],
      ...["createWarehouse", "listWarehouses", "rawRequest"],
      ...["upsertSource", "upsertDestination", "replaceAllRulesInTrackingPlan", "testConnection"],
      ...["deleteOrSuppressUsers", "deployFunctionAndWait", "runReverseETLSync"],
      ...["trackEvent", "identifyUser", "trackPage", "trackScreen", "groupUser", "aliasUser"],
      "sendEvents",
    ].toSorted(),
  );
});

test("the documentation of the connection and of the component exists", () => {
  for (const file of ["description.md", "connections/apiKey.md"]) {
    expect(existsSync(path.resolve(__dirname, "../documentation", file))).toBe(true);
  }
});
