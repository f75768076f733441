import fc from "fast-check";
import type { Rule } from "../src/composite/ruleDifference";
import { type Replaced, usePlan } from "./steps/plan";

const LONG = "9223372036854775807";
const USER = "227490627192107008";
const LANTERN = "65f1c0de8a3b4d2e9c7f1a05";
const OK = { status: 200, body: { data: {} } };

const { steps, replace } = usePlan();
let sent: number;
const mark = () => {
  sent = steps.simulator.requests.length;
};
/** The bodies of the requests since the mark, as they were received. */
const bodies = () =>
  steps.simulator.requests.slice(sent).flatMap(({ text }) => (text === undefined ? [] : [text]));
const nothingSent = () => expect(steps.simulator.requests).toHaveLength(sent);
const planId = () => steps.simulator.workspace("us").trackingPlans.all[0]?.id ?? "";

/** Runs a step and returns its result. */
async function run<Data = Record<string, unknown>>(action: string, inputs: object): Promise<Data> {
  mark();
  return (await steps.harness.run<{ data: Data }>(action, { ...inputs })).data;
}
const raw = (inputs: object) =>
  steps.harness.run("rawRequest", {
    method: "POST",
    url: "/sources",
    responseType: "json",
    ...inputs,
  });

/** One rule as JSON text. */
const ruleOf = (schema: string, key = "Order Paid") =>
  `{"type":"TRACK","key":"${key}","version":1,"jsonSchema":${schema}}`;

describe("ids", () => {
  const deletion = { regulationType: "DELETE_ONLY" };

  test("a user whose ID is a number beyond 2^53 is the user that is deleted", async () => {
    await run("deleteOrSuppressUsers", { ...deletion, userIds: `[${USER}, 42]` });
    expect(bodies()).toEqual([
      `{"regulationType":"DELETE_ONLY","subjectType":"USER_ID","subjectIds":["${USER}","42"]}`,
    ]);
    await run("createWorkspaceRegulation", {
      ...deletion,
      subjectType: "USER_ID",
      subjectIds: `\ufeff[${USER}]`,
    });
    expect(bodies()[0]).toContain(`"subjectIds":["${USER}"]`);
  });

  test.each<[string, unknown, string]>([
    ["a number whose digits are lost", ["a", 2 ** 60], "User IDs[1]: expected text, which keeps"],
    ["a number in exponents", '["a", 1e21]', "User IDs[1]: expected text, which keeps"],
    ["a missing value", ["a", undefined], "User IDs[1]: expected text, got nothing"],
    ["the text of a missing value", ["a", "undefined"], "User IDs[1]: expected text, got text"],
    ["several IDs in one row", ["a", "b\nc"], "User IDs[1]: expected text without control"],
    ["a byte order mark", ["a", "\ufeffb"], "User IDs[1]: expected text without control"],
  ])("%s deletes nobody", async (_, userIds, message) => {
    mark();
    await expect(
      steps.harness.run("deleteOrSuppressUsers", { ...deletion, userIds }),
    ).rejects.toThrow(message);
    nothingSent();
  });

  test.each(["a, b", "a\nb", "\u200ba", "undefined", "null", "[object Object]", 2 ** 60])(
    "%j is no source to delete",
    async (sourceId) => {
      mark();
      await expect(steps.harness.run("deleteSource", { sourceId })).rejects.toThrow(
        "Source ID: expected an id",
      );
      nothingSent();
    },
  );
});

describe("rules of a tracking plan", () => {
  const schema = `{"type":"object","properties":{"id":{"type":"integer","maximum":${LONG},"enum":[1,${LONG}]}}}`;

  test("numbers beyond 2^53 are written, listed, written back and compared digit by digit", async () => {
    const trackingPlanId = planId();
    await run("replaceRulesInTrackingPlan", { trackingPlanId, rules: `[${ruleOf(schema)}]` });
    expect(bodies()).toEqual([`{"rules":[${ruleOf(schema)}]}`]);

    const listed = await run<{ rules: Rule[] }>("listRulesFromTrackingPlan", {
      trackingPlanId,
      fetchAll: true,
    });
    expect(listed.rules[0]?.jsonSchema).toEqual({
      type: "object",
      properties: { id: { type: "integer", maximum: LONG, enum: [1, LONG] } },
    });
    expect(await run("listRulesFromTrackingPlan", { trackingPlanId })).toEqual({
      ...listed,
      pagination: expect.anything(),
    });

    const rules = listed.rules.map(({ type, key, version, jsonSchema }) => ({
      ...{ type, key, version, jsonSchema },
    }));
    for (const action of ["updateRulesInTrackingPlan", "replaceRulesInTrackingPlan"]) {
      await run(action, { trackingPlanId, rules });
      expect(bodies()).toEqual([`{"rules":[${ruleOf(schema)}]}`]);
    }

    for (const same of [rules, `[${ruleOf(schema)}]`]) {
      const taken = await replace(same);
      expect(taken.data).toMatchObject({ unchanged: 1, changed: [], added: [], removed: [] });
      expect(taken.writes).toEqual([]);
    }
    const other = ruleOf(schema.replaceAll(LONG, "9223372036854775806"));
    const { data, writes } = await replace(`[${other}]`);
    expect((data satisfies Replaced).changed).toHaveLength(1);
    expect(writes.map(({ text }) => text)).toEqual([`{"rules":[${other}]}`]);
  });

  test("a version beyond 2^53 stands in a query by its digits", async () => {
    steps.simulator.intercept(() => OK);
    await run("removeRulesFromTrackingPlan", {
      trackingPlanId: planId(),
      rules: `[{"type": "TRACK", "key": "a", "version": ${LONG}}]`,
    });
    const { query } = steps.simulator.requests.at(-1) ?? {};
    expect(new URLSearchParams(query).get("rules[0][version]")).toBe(LONG);
  });

  test("any JSON text with any whole numbers goes out digit for digit", async () => {
    steps.simulator.intercept(() => OK);
    const trackingPlanId = planId();
    const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String);
    const json = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        whole,
        fc.string().map((text) => JSON.stringify(text)),
        fc.array(tie("value")).map((items) => `[${items.join(",")}]`),
        fc.array(tie("value")).map((all) => `{${all.map((one, at) => `"${at}":${one}`)}}`),
      ),
    })).value;
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        const rules = `[${ruleOf(`{"x":${value}}`)}]`;
        await run("updateRulesInTrackingPlan", { trackingPlanId, rules });
        expect(bodies()).toEqual([`{"rules":${rules}}`]);
      }),
      { numRuns: 60 },
    );
  });

  test.each<[string, (rule: Rule) => unknown, string]>([
    [
      "a number whose digits are lost",
      (rule) => [{ ...rule, jsonSchema: { maximum: Number(LONG) } }],
      "Rules[0].jsonSchema.maximum: expected a number that JavaScript keeps exactly, or its digits as text",
    ],
    [
      "a BigInt",
      (rule) => [{ ...rule, jsonSchema: { maximum: BigInt(LONG) } }],
      "Rules[0].jsonSchema.maximum: expected a number that JavaScript keeps exactly, or its digits as text",
    ],
    [
      "an object within itself",
      (rule) => {
        const circle: Record<string, unknown> = {};
        circle.properties = { circle };
        return [{ ...rule, jsonSchema: circle }];
      },
      "Rules[0].jsonSchema.properties.circle: expected a value of JSON, got an object that contains itself.",
    ],
    [
      "100,000 levels",
      () => "[".repeat(100_000) + "]".repeat(100_000),
      "Rules: expected JSON of at most 200 levels, got more.",
    ],
    [
      "a name that reaches into prototypes",
      () => `[${ruleOf('{"properties": {"__proto__": {"type": "string"}}}')}]`,
      "Rules[0].jsonSchema.properties: expected no key named __proto__, got one.",
    ],
  ])("%s is refused by its path, and nothing is sent", async (_, rulesOf, message) => {
    const rule: Rule = { type: "TRACK", key: "a", version: 1, jsonSchema: {} };
    for (const action of ["updateRulesInTrackingPlan", "replaceAllRulesInTrackingPlan"]) {
      mark();
      await expect(
        steps.harness.run(action, { trackingPlanId: planId(), rules: rulesOf(rule) }),
      ).rejects.toThrow(message);
      nothingSent();
    }
  });
});

describe("names that every object has", () => {
  const names = ["constructor", "prototype", "toString", "valueOf", "hasOwnProperty"];
  const properties = Object.fromEntries(names.map((name) => [name, { type: "string" }]));

  test("are properties of a tracking plan like others, for every step", async () => {
    const schema = JSON.stringify({ type: "object", properties });
    const trackingPlanId = planId();
    for (const rules of [`[${ruleOf(schema)}]`, JSON.parse(`[${ruleOf(schema)}]`)]) {
      for (const action of ["updateRulesInTrackingPlan", "replaceRulesInTrackingPlan"]) {
        await run(action, { trackingPlanId, rules });
        expect(bodies()).toEqual([`{"rules":[${ruleOf(schema)}]}`]);
      }
      expect((await replace(rules)).data.unchanged).toBe(1);
    }
    const fewer = ruleOf('{"type":"object","properties":{}}');
    expect((await replace(`[${fewer}]`)).data.changed).toHaveLength(1);
    expect((await replace(`[${ruleOf(schema)}]`)).data.changed).toHaveLength(1);
  });

  test("are settings, fields of a form and query parameters like others", async () => {
    steps.simulator.intercept(() => OK);
    const settings = Object.fromEntries(names.map((name) => [name, "x"]));
    const rows = names.map((key) => ({ key, value: "x" }));
    for (const given of [settings, rows, JSON.stringify(settings)]) {
      await run("updateSource", { sourceId: "s", settings: given, settingsAsTheyAre: true });
      expect(bodies()).toEqual([JSON.stringify({ settings })]);
    }
    await raw({ data: settings, queryParams: rows });
    expect(bodies()[1]).toBe(JSON.stringify(settings));
    const { query } = steps.simulator.requests.at(-1) ?? {};
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual(settings);
    await raw({ fileData: [{ key: "constructor", value: "x" }] });
    expect(steps.simulator.requests.at(-1)?.text).toContain('filename="constructor"');
    await raw({ formData: rows });
    for (const name of names) {
      expect(steps.simulator.requests.at(-1)?.text).toContain(`name="${name}"\r\n\r\nx\r\n`);
    }
  });
});

describe("settings", () => {
  const settings = (batchSize: string) =>
    `{"apiKey": "key-of-lantern", "accountId": ${USER}, "region": "eu", "batchSize": ${batchSize}}`;

  test("an upsert sends digits as they are, and knows them again", async () => {
    const source = { slug: "web", metadataId: "IqDTy1TpoU", enabled: true };
    const sourceId = (await steps.made("createSource", source)).id;
    const upsert = (batchSize: string) =>
      run<{ outcome: string; destination: { settings: object } }>("upsertDestination", {
        ...{ sourceId, metadataId: LANTERN, name: "Lantern", enabled: true },
        settingsJson: settings(batchSize),
      });
    const made = await upsert("9007199254740993");
    expect(made.outcome).toBe("created");
    expect(bodies()[0]).toContain(
      `"accountId":"${USER}","region":"eu","batchSize":9007199254740993`,
    );
    // A flow gets the digits as text, which the step takes for the number that it is.
    expect(made.destination.settings).toMatchObject({ batchSize: "9007199254740993" });
    await upsert('"9007199254740993"');
    // The secret is always sent, what is equal never.
    expect(bodies()).toEqual(['{"settings":{"apiKey":"key-of-lantern"}}']);
    await upsert("9007199254740992");
    expect(bodies()).toEqual([
      '{"settings":{"apiKey":"key-of-lantern","batchSize":9007199254740992}}',
    ]);
  });

  test("a number whose digits are lost is refused by its name, as a row and in an object", async () => {
    const given = { sourceId: "s", settingsAsTheyAre: true };
    mark();
    await expect(
      steps.harness.run("updateSource", { ...given, settings: { batchSize: 2 ** 60 } }),
    ).rejects.toThrow("Settings.batchSize: expected a number that JavaScript keeps exactly");
    const rows = [{ key: "batchSize", value: 2 ** 60 }];
    await expect(steps.harness.run("updateSource", { ...given, settings: rows })).rejects.toThrow(
      "Settings[0].value: expected a number that JavaScript keeps exactly",
    );
    nothingSent();
  });
});

describe("Raw Request", () => {
  test("JSON text goes out byte for byte, but for a byte order mark", async () => {
    steps.simulator.intercept(() => OK);
    const data = `{ "id": ${LONG},\n  "rate": 1.10, "e": 1e21, "name": "\\u00e4" }`;
    mark();
    await raw({ data });
    await raw({ data: `\ufeff${data}` });
    expect(bodies()).toEqual([data, data]);
  });

  test("the digits of a response reach the flow", async () => {
    steps.simulator.intercept(() => ({ status: 200, body: `{"data": {"id": ${LONG}, "n": 5}}` }));
    expect(await raw({ method: "GET" })).toEqual({ data: { id: LONG, n: 5 } });
  });

  test.each<[string, object, string]>([
    ["data", { data: { id: 2 ** 60 } }, "Data.id: expected a number that JavaScript keeps exactly"],
    ["data", { data: { id: 1n } }, "Data.id: expected a number that JavaScript keeps exactly"],
    [
      "a form",
      { formData: [{ key: "id", value: 2 ** 60 }] },
      "Form Data[0].value: expected a number that JavaScript keeps exactly",
    ],
    [
      "a query",
      { queryParams: [{ key: "id", value: 2 ** 60 }] },
      "Query Parameter[0].value: expected a number that JavaScript keeps exactly",
    ],
    ["data", { data: "{\n  oops" }, "got JSON with an error at line 2, column 3."],
  ])("%s that cannot go out as it was is refused by its path", async (_, inputs, message) => {
    mark();
    await expect(raw(inputs)).rejects.toThrow(message);
    nothingSent();
  });

  test("numbers of rows that are JSON text go out by their digits", async () => {
    steps.simulator.intercept(() => OK);
    const rows = `[{"key": "id", "value": ${LONG}}]`;
    await raw({ formData: rows, queryParams: rows });
    const { text, query } = steps.simulator.requests.at(-1) ?? {};
    expect(query).toBe(`id=${LONG}`);
    expect(text).toContain(`name="id"\r\n\r\n${LONG}\r\n`);
  });
});

describe("what replaces a list", () => {
  test.each<[string, unknown, string]>([
    ["an empty list", [], "Emails: expected at least one text"],
    ["an empty list as text", "[]", "Emails: expected at least one text"],
    ["blank rows alone", ["", undefined], "Emails: expected at least one text"],
    ["a blank row", ["ada@example.com", ""], "Emails[1]: expected text, got nothing."],
    ["a missing value", ["ada@example.com", undefined], "Emails[1]: expected text, got nothing."],
  ])("%s never takes users out of a group", async (_, emails, message) => {
    mark();
    await expect(
      steps.harness.run("replaceUsersInUserGroup", { userGroupId: "g", emails }),
    ).rejects.toThrow(message);
    nothingSent();
  });

  test.each([
    ["replacePermissionsForUser", { userId: "u" }, "permissions", "Permissions"],
    ["replacePermissionsForUserGroup", { userGroupId: "g" }, "permissions", "Permissions"],
    ["replaceLabelsInSource", { sourceId: "s" }, "labels", "Labels"],
    ["replaceRulesInTrackingPlan", { trackingPlanId: "t" }, "rules", "Rules"],
    ["replaceMessagingSubscriptionsInSpaces", { spaceId: "s" }, "subscriptions", "Subscriptions"],
  ])("%s empties what it replaces for an empty list only", async (action, ids, key, label) => {
    steps.simulator.intercept(() => OK);
    for (const empty of ["[]", []]) {
      await run(action, { ...ids, [key]: empty });
      expect(bodies()).toEqual([`{"${key}":[]}`]);
    }
    mark();
    for (const blank of ["", undefined, null, {}, [""], [undefined], "[null]"]) {
      await expect(steps.harness.run(action, { ...ids, [key]: blank })).rejects.toThrow(
        new RegExp(`^${label}(\\[0\\])?: expected `),
      );
    }
    nothingSent();
  });
});

test("the schedule of a reverse ETL names the very field that is wrong", async () => {
  const update = (reverseETLSchedule: unknown) =>
    steps.harness.run("updateDestinationSubscription", {
      ...{ destinationId: "d", subscriptionId: "s", reverseETLSchedule },
    });
  mark();
  await expect(
    update({ strategy: "DBT_CLOUD", config: { jobId: 5, accountId: "7" } }),
  ).rejects.toThrow("Reverse ETL Schedule.config.jobId: expected text, got the number 5.");
  await expect(update({ strategy: "CRON", config: { spec: "0 8 * * *" } })).rejects.toThrow(
    "Reverse ETL Schedule.config.timezone: expected text, got nothing.",
  );
  nothingSent();
});
