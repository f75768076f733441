import { planConnections, planEnds } from "./plan";
import { FULL, judgeCreates, runAhead, STOPPED, WRONGS } from "./run";

const SEED = 11;

test("creates in a row are never applied twice or reported falsely, however connections end", async () => {
  const SHORT = { oneWayMs: 5, gapMs: { least: 0, most: 300 }, latestMs: 300, attemptMs: 1500 };
  const findings = await Promise.all([
    runAhead({ ...FULL, ...SHORT, loops: 40, creates: 200, seed: SEED, settles: false }),
    runAhead({ ...STOPPED, creates: 12, seed: SEED, settles: false }),
  ]);
  for (const found of findings) {
    for (const wrong of WRONGS) expect([wrong, found[wrong]]).toEqual([wrong, 0]);
  }
  const [met, stopped] = findings;
  expect(met.creates).toBe(200);
  expect(met.succeeded).toBeGreaterThan(50);
  expect(met.connections).toBeGreaterThan(200);
  expect(stopped).toMatchObject({ creates: 12, unknown: 12, unknownDone: 12 });
}, 60_000);

test("a create is judged by its end and by the number of times that it was carried out", () => {
  const ended = ["done", "done", "not_applied", "unknown", "unknown", "done for another"] as const;
  expect(judgeCreates(ended, { journal: { 0: 1, 2: 1, 3: 2, 5: 1 } })).toEqual({
    creates: 6,
    succeeded: 2,
    notApplied: 1,
    unknown: 2,
    unknownDone: 1,
    twice: 1,
    falseSuccess: 2,
    falseNotApplied: 1,
  });
});

test("a plan has every way of ending, and the same seed gives the same", () => {
  const plan = planConnections(SEED, 3000);
  expect(planConnections(SEED, 3000)).toEqual(plan);
  expect(planConnections(SEED + 1, 3000)).not.toEqual(plan);
  const unused = new Set(plan.map(({ whenUnused }) => whenUnused?.act));
  expect([...unused].sort()).toEqual([
    "400 and close",
    "408",
    "408 and close",
    "FIN",
    "RST",
    "close_notify",
    "close_notify and FIN",
    undefined,
  ]);
  const onRequest = new Set(plan.map((one) => one.onRequest));
  expect([...onRequest].sort()).toEqual(["RST", "black hole", "cut", "nothing", "respond"]);
  expect(new Set(planEnds(SEED).map((one) => one.onRequest)).size).toBe(4);
});
