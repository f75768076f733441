import fc from "fast-check";
import { argumentShape } from "../contract/runtimeContract";
import type { Cleaner } from "../values/cleaner";
import { toJson } from "../values/json";
import { asSchema } from "./asSchema";

const cleanerOf = (operation: string, path: string): Cleaner<unknown> =>
  asSchema(argumentShape(operation, path));
const invites = cleanerOf("createInvites", "invites");
const schedule = cleanerOf("updateSubscriptionForDestination", "input.reverseETLSchedule");
const states = cleanerOf("createJourney", "definition.states");

test("JSON is taken as text and as a value alike", () => {
  const given = [{ email: "ada@example.com" }];
  expect(invites(JSON.stringify(given), "Invites")).toEqual(given);
  expect(invites(given, "Invites")).toEqual(given);
});

test("an empty list is a value, blank text and an object without need of content are blanks", () => {
  expect(invites("[]", "Invites")).toEqual([]);
  for (const blank of ["", "  ", null, undefined]) {
    expect(schedule(blank, "Schedule")).toBeUndefined();
  }
  const settings = cleanerOf("updateSource", "settings");
  const options = cleanerOf("createAudience", "options");
  for (const blank of ["{}", {}, ""]) {
    expect(settings(blank, "Settings")).toBeUndefined();
    expect(options(blank, "Options")).toBeUndefined();
  }
});

test.each(["{}", {}])("an empty object, %j, is refused if something is required of it", (empty) => {
  expect(() => schedule(empty, "Schedule")).toThrow(
    "Schedule.strategy: expected one of CRON, DBT_CLOUD, MANUAL, PERIODIC, SPECIFIC_DAYS, got nothing.",
  );
});

test.each([
  ["[{}]", "Invites[0].email: expected text, got nothing."],
  ['[{"email": 1}]', "Invites[0].email: expected text, got the number 1."],
  ['[{"email": "a"}, "b"]', "Invites[1]: expected an object, got text of 1 characters."],
  [
    '[{"email": "a", "permissions": [{"roleId": "r", "resources": [{"id": "i", "type": "SAUCE"}]}]}]',
    "Invites[0].permissions[0].resources[0].type: expected one of FUNCTION, SOURCE, SPACE, WAREHOUSE, WORKSPACE, got text of 5 characters.",
  ],
  [
    '[{"email": "a", "emial": "b"}]',
    "Invites[0]: expected nothing but email, permissions, got emial.",
  ],
  ['{"email": "a"}', "Invites: expected a list of objects, as JSON text or as a value, got"],
])("%s is refused with the path of what is wrong", (text, message) => {
  expect(() => invites(text, "Invites")).toThrow(message);
});

test("of an object that may be of several shapes the one that was meant is explained", () => {
  const delay = { type: "SIMPLE_DELAY", transitions: [{ next: "a" }], key: { id: "a", name: "A" } };
  expect(() => states([delay], "States")).toThrow(
    "States[0].duration: expected text, got nothing.",
  );
  expect(states([{ ...delay, duration: "1d" }], "States")).toHaveLength(1);
});

test("what may be null may be null, and a list may not be longer than the contract has it", () => {
  expect(schedule({ strategy: "MANUAL", config: null }, "Schedule")).toBeDefined();
  const sync = cleanerOf("updateDestinationForAudience", "idSyncConfiguration");
  const one = { externalId: "email", strategy: "first" };
  expect(sync(Array(5).fill(one), "ID Sync")).toHaveLength(5);
  expect(() => sync(Array(6).fill(one), "ID Sync")).toThrow(
    "ID Sync: expected a list of at most 5, got a list of 6.",
  );
});

test("an optional property that is null and may not be is left out", () => {
  const invite = { email: "ada@example.com", permissions: null };
  expect(invites([invite], "Invites")).toEqual([{ email: "ada@example.com" }]);
  expect(() => invites([{ email: null }], "Invites")).toThrow(
    "Invites[0].email: expected text, got nothing.",
  );
});

test("read-only fields are let through beside the shape, and nothing else is", () => {
  const rules = asSchema(argumentShape("removeRulesFromTrackingPlan", "rules"), ["createdAt"]);
  const rule = { type: "TRACK", key: "Order", version: 1, createdAt: "2026-01-31" };
  expect(rules([rule], "Rules")).toEqual([rule]);
  expect(() => rules([{ ...rule, updatedAt: "2026-01-31" }], "Rules")).toThrow("got updatedAt");
});

test("a number is held to its range", () => {
  const times = cleanerOf("replaceAdvancedSyncScheduleForWarehouse", "schedule.times");
  expect(times([{ hourOfDay: 23, enabled: true }], "Times")).toHaveLength(1);
  expect(() => times([{ hourOfDay: 24, enabled: true }], "Times")).toThrow(
    "Times[0].hourOfDay: expected a number from 0 to 23, got the number 24.",
  );
});

test("a number that JSON cannot write is refused", () => {
  const actions = cleanerOf("createFilterForDestination", "actions");
  for (const percent of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => actions([{ type: "SAMPLE", percent }], "Actions")).toThrow(
      `Actions[0].percent: expected a number that JSON can write, got the number ${percent}.`,
    );
  }
});

test("broken JSON is refused by its input's name and position, without quoting it", () => {
  const text = '{"password": "hunter2" oops}';
  expect(() => schedule(text, "Schedule")).toThrow(
    "Schedule: expected an object, as JSON text or as a value, got JSON with an error at line 1, column 24.",
  );
  expect(() => schedule(text, "Schedule")).not.toThrow(/hunter2/);
});

test("any value gives a value or an error naming the input", () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (raw) => {
      for (const clean of [invites, schedule, states]) {
        try {
          clean(raw, "Label");
        } catch (error) {
          expect((error as Error).message).toMatch(/^Label.*: expected .+, got /s);
        }
      }
    }),
  );
});

test("an argument that the operation does not take as JSON is a mistake of the declaration", () => {
  expect(() => argumentShape("createInvites", "sauces")).toThrow(
    "createInvites takes no JSON as sauces",
  );
});

test.each([
  [
    '{"strategy": "DBT_CLOUD", "config": {"jobId": 5, "accountId": "7"}}',
    "Schedule.config.jobId: expected text, got the number 5.",
  ],
  [
    '{"strategy": "DBT_CLOUD", "config": {"jobId": 9007199254740993, "accountId": "7"}}',
    "Schedule.config.jobId: expected text, got the number 9007199254740993.",
  ],
  [
    '{"strategy": "CRON", "config": {"spec": "0 8 * * *"}}',
    "Schedule.config.timezone: expected text, got nothing.",
  ],
  [
    '{"strategy": "SPECIFIC_DAYS", "config": {"days": [1], "hours": [8]}}',
    "Schedule.config.timezone: expected text, got nothing.",
  ],
  [
    '{"strategy": "CRON", "config": {"spec": "0 8 * * *", "timezone": "UTC", "zone": "UTC"}}',
    "Schedule.config: expected nothing but spec, timezone, got zone.",
  ],
])("of the schedules of reverse ETL the one that was meant is explained: %s", (text, message) => {
  expect(() => schedule(text, "Schedule")).toThrow(message);
});

test("numbers that JavaScript has none for are numbers, held to their range digit by digit", () => {
  const rules = cleanerOf("updateRulesInTrackingPlan", "rules");
  const text = '[{"type": "TRACK", "version": 9007199254740993, "jsonSchema": {"maximum": 1e400}}]';
  expect(toJson(rules(text, "Rules"))).toBe(text.replaceAll(": ", ":").replaceAll(", ", ","));
  const actions = cleanerOf("createFilterForDestination", "actions");
  const percent = (digits: string) =>
    actions(`[{"type": "SAMPLE", "percent": ${digits}}]`, "Actions");
  expect(toJson(percent("0.99999999999999999999"))).toContain("0.99999999999999999999");
  expect(() => percent("1.00000000000000000001")).toThrow(
    "Actions[0].percent: expected a number from 0 to 1, got the number 1.00000000000000000001.",
  );
});

test("a name that every object has is a name like another", () => {
  const rules = cleanerOf("updateRulesInTrackingPlan", "rules");
  const names = ["constructor", "prototype", "toString", "hasOwnProperty", "valueOf"];
  const properties = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  const given = [{ type: "TRACK", version: 1, jsonSchema: { properties } }];
  expect(rules(given, "Rules")).toEqual(given);
  expect(rules(JSON.stringify(given), "Rules")).toEqual(given);
});
