import { loadComponent } from "../platform/component";
import { componentCaller } from "./component";
import { controlCaller } from "./control";
import { KINDS } from "./kinds";
import { LANES, planOperations } from "./plan";
import { runSoak } from "./run";
import { countWrongs, tableOf } from "./table";

const SEED = 11;
const COUNT = 240;
const plan = planOperations(SEED, COUNT);
const component = loadComponent();
const throughComponent = () => componentCaller(component);

const named = (operations: typeof plan) =>
  operations.map(({ faults, ...operation }) => ({
    ...operation,
    faults: faults.map((fault) => fault?.name),
  }));

test("the built component has no violations under any fault", async () => {
  const findings = await runSoak(plan, throughComponent(), { seed: SEED });
  const { operations, requests, faults, succeeded, failed, violations } = findings;
  expect(violations).toEqual([]);
  expect(operations).toBe(COUNT);
  expect(requests).toBeGreaterThan(operations);
  expect(faults).toBeGreaterThan(COUNT / 2);
  expect(succeeded).toBeGreaterThan(COUNT / 3);
  expect(failed.unknown).toBeGreaterThan(0);
  expect(failed.not_applied).toBeGreaterThan(0);
  expect(failed.unsaid).toBe(0);
}, 60_000);

test("the judge finds violations of axios-retry's default under the same faults", async () => {
  const half = plan.slice(0, COUNT / 2);
  const counts = countWrongs(await runSoak(half, controlCaller(), { seed: SEED }));
  expect(counts.duplicate).toBeGreaterThan(0);
  expect(counts["false success"]).toBeGreaterThan(0);
  expect(counts["false failure"]).toBeGreaterThan(0);
  expect(counts["too soon"]).toBeGreaterThan(0);
  expect(counts.leak).toBeGreaterThan(0);
}, 60_000);

test("one operation of a plan can be run alone", async () => {
  const only = await runSoak(plan, throughComponent(), { seed: SEED, only: 17 });
  expect(only).toMatchObject({ operations: 1, violations: [] });
});

test("the same seed gives the same operations and faults, another seed different ones", () => {
  expect(named(planOperations(SEED, COUNT))).toEqual(named(plan));
  expect(named(planOperations(SEED + 1, COUNT))).not.toEqual(named(plan));
});

test("a plan has operations of every kind, and most faults", () => {
  const long = planOperations(1, 4000);
  expect(new Set(long.map(({ kind }) => kind))).toEqual(new Set(Object.keys(KINDS)));
  const faults = new Set(long.flatMap(({ faults: all }) => all.map((fault) => fault?.name)));
  for (const name of [
    "route: black hole",
    "connection: unread",
    "silence, late",
    "429, no hint, before",
  ]) {
    expect(faults).toContain(name);
  }
  expect(faults.size).toBeGreaterThan(300);
});

test("no object is the target of two lanes, or of an operation after its deletion", () => {
  const lanes = new Map<string, number>();
  const ended = new Set<string>();
  for (const { region, lane, target, kind } of planOperations(3, 4000)) {
    if (!target) continue;
    const object = `${region} ${target.of} ${target.index}`;
    expect(lanes.get(object) ?? lane).toBe(lane);
    expect(ended).not.toContain(object);
    lanes.set(object, lane);
    if ("ends" in KINDS[kind]) ended.add(object);
  }
  expect(new Set(lanes.values()).size).toBe(LANES);
});

test("the table has a column for each run, under its name", () => {
  const findings = {
    operations: 1234,
    requests: 2000,
    faults: 900,
    succeeded: 1000,
    failed: { not_applied: 200, unknown: 34, unsaid: 0 },
    took: [...Array(98).fill(0), 1000, 2000],
    violations: [{ wrong: "duplicate" as const, text: "twice" }],
    ms: 9000,
  };
  const table = tableOf([
    { name: "one", findings },
    { name: "other", findings: { ...findings, violations: [] } },
  ]);
  expect(table).toMatch(/^ +one +other$/m);
  expect(table).toMatch(/^operations +1,234 +1,234$/m);
  expect(table).toMatch(/p99.* +1\.0 s +1\.0 s$/m);
  expect(table).toMatch(/duplicates.* +1 +0$/m);
});
