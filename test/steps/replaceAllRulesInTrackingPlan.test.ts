import type { Rule } from "../../src/composite/ruleDifference";
import { numbered, rule, rulesIn, sorted, usePlan } from "./plan";

const { replace, planned, expectPlanned } = usePlan();
/** The longest address that every server on the way accepts. */
const LONGEST_ADDRESS = 8000;
const names = (rules: Rule[]) => rules.map(({ key }) => `TRACK ${key} version 1`);

test("450 rules go into an empty plan in three requests, and the log tells how far they are", async () => {
  const wanted = numbered(0, 450);
  const taken = await replace(JSON.stringify(wanted));
  expect(taken.writes.map((write) => rulesIn(write).length)).toEqual([200, 200, 50]);
  expect(taken.data).toEqual({
    added: names(wanted),
    changed: [],
    removed: [],
    unchanged: 0,
    dryRun: false,
  });
  expect(taken.told).toEqual(
    [
      "450 to add, 0 to change, 0 to remove, 0 unchanged",
      "200 of 450 changes made",
      "400 of 450 changes made",
      "450 of 450 changes made",
    ].map((text) => `Replace All Rules in Tracking Plan: ${text}`),
  );
  await expectPlanned(wanted);
});

describe("in a plan of 450 rules", () => {
  const before = numbered(0, 450);
  /** 20 changed, 380 as they were, 50 gone, 30 new. */
  const wanted = [...numbered(0, 20, "integer"), ...numbered(20, 400), ...numbered(900, 930)];
  beforeEach(async () => {
    await replace(before);
  });

  test("differences are reported and applied, and nothing else is sent", async () => {
    const taken = await replace(wanted);
    expect(taken.data).toEqual({
      added: names(wanted.slice(400)),
      changed: names(wanted.slice(0, 20)),
      removed: names(before.slice(400)),
      unchanged: 380,
      dryRun: false,
    });
    const updates = taken.writes.filter(({ method }) => method === "PATCH");
    expect(sorted(updates.flatMap(rulesIn))).toEqual(
      sorted([...wanted.slice(0, 20), ...wanted.slice(400)]),
    );
    const removals = taken.writes.filter((write) => !updates.includes(write));
    expect(new Set(removals.map(({ method }) => method))).toEqual(new Set(["DELETE"]));
    await expectPlanned(wanted);
  });

  test("a second run changes nothing and writes nothing", async () => {
    await replace(wanted);
    const { data, writes } = await replace(wanted);
    expect(data).toMatchObject({ added: [], changed: [], removed: [], unchanged: 430 });
    expect(writes).toEqual([]);
  });

  test("an empty list removes every rule", async () => {
    const { data } = await replace("[]");
    expect(data).toMatchObject({ added: [], changed: [], unchanged: 0 });
    expect(data.removed.toSorted()).toEqual(names(before).toSorted());
    expect(await planned()).toEqual([]);
  });

  test("a dry run reports the same difference and writes nothing", async () => {
    const { data, writes } = await replace(wanted, { dryRun: true });
    expect(writes).toEqual([]);
    await expectPlanned(before);
    expect({ ...(await replace(wanted)).data, dryRun: true }).toEqual(data);
  });

  test("rules go only after all that are new are in", async () => {
    const { writes } = await replace(numbered(450, 900));
    const methods = writes.map(({ method }) => method);
    expect(methods.lastIndexOf("PATCH")).toBeLessThan(methods.indexOf("DELETE"));
  });
});

test.each([
  ["ASCII", "x"],
  ["accented", "ä"],
  ["Chinese", "事"],
  ["pictorial", "🛒"],
])(
  "%s keys of 255 characters are removed in addresses that every server takes",
  async (_, letter) => {
    const wanted = numbered(0, 60).map((one) => ({
      ...one,
      key: `${one.key} ${letter.repeat(255)}`.slice(0, 255).toWellFormed(),
    }));
    await replace(wanted);
    const { writes } = await replace([]);
    for (const { path, query } of writes) {
      expect(path.length + query.length).toBeLessThan(LONGEST_ADDRESS);
    }
    expect(await planned()).toEqual([]);
  },
);

test("many short keys go in few requests", async () => {
  await replace(numbered(0, 160));
  expect((await replace([])).writes).toHaveLength(3);
});

test("rules without a key, or of another type or version, are rules of their own", async () => {
  const { jsonSchema } = rule("");
  const wanted: Rule[] = [
    { type: "IDENTIFY", version: 1, jsonSchema },
    { type: "GROUP", key: "", version: 1, jsonSchema },
    { ...rule("Order"), version: 2 },
    { ...rule("Order"), version: 10 },
    { type: "PAGE", key: "Order", version: 1, jsonSchema },
  ];
  const { data } = await replace(wanted);
  expect(data.added).toEqual([
    "IDENTIFY version 1",
    "GROUP version 1",
    "TRACK Order version 2",
    "TRACK Order version 10",
    "PAGE Order version 1",
  ]);
  expect((await replace(wanted.slice(2))).data.removed).toEqual(data.added.slice(0, 2));
  expect(await planned()).toHaveLength(3);
});

test("rules that differ in the order of keys only are equal", async () => {
  await replace([rule("Order")]);
  const properties = { id: { type: "string" }, total: { type: "number" } };
  const { data, writes } = await replace([
    { jsonSchema: { properties, type: "object" }, version: 1, key: "Order", type: "TRACK" },
  ]);
  expect(data.unchanged).toBe(1);
  expect(writes).toEqual([]);
});

test.each([
  ["the same rule twice", [rule("A"), rule("B"), rule("A", "integer")], /every rule once.*TRACK A/],
  ["a newKey", [rule("A"), { ...rule("B"), newKey: "C" }], /^Rules\[1\]: .*newKey/],
  [
    "a rule without a version",
    [{ type: "TRACK", key: "A", jsonSchema: {} }],
    /^Rules\[0\]\.version/,
  ],
  ["no list", "", /^Rules: expected a list/],
])("%s is refused before anything is sent", async (_, rules, message) => {
  const { error, requests } = await replace(rules);
  expect(error.message).toMatch(message);
  expect(requests).toEqual([]);
});

test("a plan that is not there is not written to", async () => {
  const { error, writes } = await replace([rule("A")], { trackingPlanId: "nowhere" });
  expect(error).toMatchObject({ status: 404 });
  expect(error.message).toMatch(/^Replace All Rules in Tracking Plan: 404 /);
  expect(writes).toEqual([]);
});
