import { code, loop, reference, runSteps, text } from "../fixtures/steps";
import { createSummary, formatSummary } from "./summary";

/** The summary of a run of these steps, without its time. */
async function summaryOf(steps: Parameters<typeof runSteps>[0]): Promise<string> {
  const { events } = await runSteps(steps, { payload: ["a", "b"] });
  const summary = createSummary();
  for (const event of events) summary.watch(event);
  return formatSummary(summary).replace(/, [\d.]+ s$/, "");
}

const items = reference("trigger.results.body.data");
const fails = (name: string) => code(name, 'throw new Error("no luck");');

test("steps that ended are counted, and not the loop that held them", async () => {
  const steps = [loop("Each", items, [code("Work", "return { data: 1 };")])];
  expect(await summaryOf(steps)).toBe("3 steps, 0 requests, 3 done, 0 failed");
});

test("a step that fails the run is counted as failed, and the loop around it is not", async () => {
  const steps = [loop("Each", items, [fails("Fail")])];
  expect(await summaryOf(steps)).toBe("2 steps, 0 requests, 1 done, 1 failed");
});

test("a loop that fails by itself is counted", async () => {
  expect(await summaryOf([loop("Each", text("no list"), [])])).toBe(
    "2 steps, 0 requests, 1 done, 1 failed",
  );
});

test("handled errors are listed apart: of the step, or of the loop around it", async () => {
  const ignored = { errorConfig: { errorHandlerType: "ignore" } } as const;
  const retried = { errorConfig: { errorHandlerType: "retry", maxAttempts: 1 } } as const;
  const own = code("Own", 'throw new Error("no luck");', ignored.errorConfig);
  expect(await summaryOf([own])).toBe(
    "2 steps, 0 requests, 1 done, 1 failed and handled, 0 failed",
  );
  expect(await summaryOf([loop("Each", items, [fails("Fail")], ignored)])).toBe(
    "2 steps, 0 requests, 1 done, 1 failed and handled, 0 failed",
  );
  expect(await summaryOf([loop("Each", items, [fails("Fail")], retried)])).toBe(
    "3 steps, 0 requests, 1 done, 1 failed and handled, 1 failed",
  );
});
