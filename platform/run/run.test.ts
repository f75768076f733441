import { onFakeClock } from "../../test/support/clock";
import {
  breakLoop,
  code,
  equals,
  keep,
  kept,
  log,
  loop,
  onExpression,
  onValue,
  reference,
  runSteps,
  text,
  times,
} from "../fixtures/steps";
import type { ErrorConfig, Input, Step } from "../format/integration";
import { createSummary, formatSummary } from "./summary";

const nothingUnderWay = () => 0;

test("a step sees the payload, earlier results and config variables, and the last step's results are the run's", async () => {
  const run = await runSteps(
    [
      code("Add Up", "return { data: stepResults.trigger.results.body.data.parts.length };"),
      code("Tell", "return { data: [stepResults.addUp.results, context.configVars.Total] };"),
    ],
    { payload: { parts: [1, 2] }, configVars: { Total: "3" } },
  );
  expect(run).toMatchObject({ state: "done", results: [2, "3"] });
});

test("the trigger gives the payload as a body and as the text that came", async () => {
  const payload = { parts: [1] };
  const run = await runSteps([code("Take", "return { data: stepResults.trigger.results };")], {
    payload,
  });
  expect(run.results).toMatchObject({
    headers: { "Content-Type": "application/json" },
    body: { data: payload },
    rawBody: { data: '{"parts":[1]}', contentType: "application/json" },
  });
});

test("the summary counts a loop that fails by itself, and no loop for a step in it", async () => {
  const summaryOf = async (steps: Step[]) => {
    const summary = createSummary();
    await runSteps(steps, { onEvent: summary.watch });
    return formatSummary(summary);
  };
  const fails = code("Fail", 'throw new Error("no luck");');
  const counts = /^2 steps, 0 requests, 1 done, 1 failed, [\d.]+ s$/;
  expect(await summaryOf([loop("Each", reference("trigger.nothing"), [])])).toMatch(counts);
  expect(await summaryOf([times("Turns", text("1"), [fails])])).toMatch(counts);
});

test("a code step without data has no results, and one that exports no function fails", async () => {
  expect(await runSteps([code("Nothing", "")])).toMatchObject({
    state: "done",
    results: undefined,
  });
  const step = code("Odd", "");
  step.inputs = { code: text("module.exports = 4;") };
  const run = await runSteps([step]);
  expect(run.state).toBe("failed");
  expect(run.ended).toContain("Odd failed: Code: expected `module.exports` to be a function");
});

test("a loop runs its steps for each item with its index, and its results are those of its last step", async () => {
  const run = await runSteps(
    [
      loop("Each Part", reference("trigger.results.body.data"), [
        log("Say", {
          type: "template",
          value: "{{$eachPart.index}}: {{$eachPart.currentItem.id}}",
        }),
        code("Double", "return { data: stepResults.eachPart.currentItem.id * 2 };"),
      ]),
    ],
    { payload: [{ id: 3 }, { id: 5 }] },
  );
  expect(run.logged).toEqual(["0: 3", "1: 5"]);
  expect(run.results).toEqual([6, 10]);
  const within = run.events.flatMap(({ step }) => (step.name === "Double" ? step.within : []));
  expect(new Set(within)).toEqual(new Set(["Each Part 1 of 2", "Each Part 2 of 2"]));
});

test("a loop that is given no list fails and says what it got", async () => {
  const run = await runSteps([loop("Each", reference("trigger.results.body.data.parts"), [])]);
  expect(run.state).toBe("failed");
  expect(run.ended.at(-1)).toBe("Each failed: Items: expected a list, got nothing");
});

test("a loop of so many turns is left by Break Loop within a branch, and what follows runs", async () => {
  const run = await runSteps([
    times("Pages", text("5"), [
      onExpression("Enough", equals({ Yes: [reference("pages.index"), text("2")] }), [
        { name: "Yes", steps: [breakLoop("Break")] },
        { name: "Else", steps: [] },
      ]),
      code("Read", "return { data: stepResults.pages.index };"),
    ]),
    code("After", "return { data: stepResults.pages.results };"),
  ]);
  expect(run.state).toBe("done");
  expect(run.results).toStrictEqual([0, 1]);
});

test("Break Loop leaves the innermost loop only, and no error handler on its way holds it up", async () => {
  const leave = onExpression(
    "Leave",
    equals({ Yes: [text("a"), text("a")] }),
    [{ name: "Yes", steps: [breakLoop("Break")] }],
    { errorHandlerType: "retry", maxAttempts: 2, ignoreFinalError: true },
  );
  const run = await runSteps([
    times("Outer", text("2"), [
      times("Inner", text("3"), [leave]),
      code("Tell", "return { data: [stepResults.outer.index, stepResults.inner.results] };"),
    ]),
  ]);
  expect(run.results).toStrictEqual([
    [0, []],
    [1, []],
  ]);
  expect(run.events.filter(({ type }) => type === "again")).toEqual([]);
});

test("a loop goes over what its list held at its beginning, and counts turns as they come", async () => {
  const run = await runSteps(
    [
      loop("Each", reference("trigger.results.body.data"), [
        code("Add", "stepResults.trigger.results.body.data.push('more');"),
      ]),
      times("Many", text("1000000000"), [breakLoop("Break")]),
    ],
    { payload: ["a", "b"] },
  );
  expect(run.ended).toContain("Each done: 2 items");
  expect(run.ended).toContain("Many done: left in round 1 of 1000000000");
});

test.each([
  ["-1", "'-1'"],
  ["1.5", "'1.5'"],
  [" ", "' '"],
  [null, "null"],
  [true, "true"],
])("a loop of %j turns fails", async (payload, got) => {
  const run = await runSteps([times("Turns", reference("trigger.results.body.data"), [])], {
    payload,
  });
  expect(run.ended.at(-1)).toBe(
    `Turns failed: Iteration Count: expected a whole number from 0, got ${got}`,
  );
});

test.each([
  ["a", "first"],
  ["2", "second"],
  [2, "second"],
  ["c", "otherwise"],
  [null, "third"],
])("a branch on the value %j takes the branch that names it, or Else", async (kind, taken) => {
  const stepReturning = (data: string) => [code(`Return ${data}`, `return { data: "${data}" };`)];
  const run = await runSteps(
    [
      onValue("Which", reference("trigger.results.body.data.kind"), {
        One: { value: "a", steps: stepReturning("first") },
        Two: { value: "2", steps: stepReturning("second") },
        Blank: { value: "", steps: stepReturning("third") },
        Else: { steps: stepReturning("otherwise") },
      }),
    ],
    { payload: { kind } },
  );
  expect(run).toMatchObject({ state: "done", results: taken });
});

test("a branch on an object fails", async () => {
  const run = await runSteps([onValue("Which", reference("trigger.results.body"), {})]);
  expect(run.ended.at(-1)).toMatch(/^Which failed: Input Value: expected text, got /);
});

test("of several conditions that hold, the first says which branch is taken", async () => {
  const same: [Input, Input] = [text("a"), text("a")];
  const steps = (data: string) => [code(data, `return { data: "${data}" };`)];
  const run = await runSteps([
    onExpression("Which", equals({ First: same, Second: same }), [
      { name: "Second", steps: steps("second") },
      { name: "First", steps: steps("first") },
    ]),
  ]);
  expect(run.results).toBe("first");
  const outcomes = run.events.flatMap((event) => (event.type === "ended" ? [event] : []));
  expect(outcomes.at(-1)?.outcome.inputs).toEqual({});
});

test("a step that fails ends the run, and nothing after it is run", async () => {
  const run = await runSteps([
    code("Fail", 'throw new Error("no luck");'),
    log("After", text("never")),
  ]);
  expect(run.state).toBe("failed");
  expect(run.ended).toEqual(["Trigger done: ", "Fail failed: no luck"]);
  expect(run.logged).toEqual([]);
});

test("a step within a loop that fails ends the loop and the run", async () => {
  const run = await runSteps([
    loop("Each", { type: "complex", value: [text("a"), text("b")] }, [
      code("Fail", "throw new Error(stepResults.each.currentItem);"),
    ]),
  ]);
  expect(run.state).toBe("failed");
  expect(run.ended).toEqual([
    "Trigger done: ",
    "Fail failed: a",
    "Each failed: a step in it failed",
  ]);
});

test("a failure within loops is told once, by the step and by the handler of the loop around", async () => {
  const fails = code("Fail", 'throw new Error("no luck");');
  const run = await runSteps([
    times("Outer", text("1"), [times("Inner", text("1"), [fails])], {
      errorHandlerType: "retry",
      maxAttempts: 1,
      ignoreFinalError: true,
    }),
  ]);
  expect(run.state).toBe("done");
  const again = run.events.flatMap((event) => (event.type === "again" ? [event] : []));
  expect(again).toMatchObject([
    { step: { name: "Outer" }, waitMs: 0, error: { message: "no luck" } },
  ]);
  const failures = run.events.flatMap((event) =>
    event.type === "ended" && event.outcome.error !== undefined ? [event.step.name] : [],
  );
  expect(failures).toEqual(["Fail", "Fail"]);
});

test("a step ignored in a loop is null in its results", async () => {
  const fails = code("Fail", 'throw new Error("no luck");', { errorHandlerType: "ignore" });
  const run = await runSteps([times("Turns", text("2"), [fails])]);
  expect(run.results).toStrictEqual([null, null]);
});

test.each([
  ["null", "null"],
  ["undefined", "undefined"],
  ['"no luck"', "no luck"],
  ["{ no: 1 }", "{ no: 1 }"],
])("a code step can throw any value: %s", async (thrown, said) => {
  const run = await runSteps([
    code("Odd", `throw ${thrown};`, { errorHandlerType: "retry", maxAttempts: 1 }),
  ]);
  expect(run.ended.at(-1)).toBe(`Odd failed: ${said}`);
  const again = run.events.flatMap((event) => (event.type === "again" ? [event.error] : []));
  expect(again).toMatchObject([{ message: said }]);
});

test("an error without a message is told by its name", async () => {
  const run = await runSteps([code("Odd", "throw new TypeError();")]);
  expect(run.ended.at(-1)).toBe("Odd failed: TypeError");
});

test.each<[string, ErrorConfig]>([
  ["says no number of attempts", { errorHandlerType: "retry" }],
  ["is no retry", { errorHandlerType: "fail", maxAttempts: 2, ignoreFinalError: true }],
])("a handler that %s tries nothing again, and fails the run", async (_what, errorConfig) => {
  const run = await runSteps([code("Fail", 'throw new Error("no luck");', errorConfig)]);
  expect(run.state).toBe("failed");
  expect(run.events.filter(({ type }) => type === "again")).toEqual([]);
});

test("a code step that never ends is stopped, and not tried again", async () => {
  const never = code("Never", "await new Promise(() => undefined);", {
    errorHandlerType: "retry",
    maxAttempts: 2,
  });
  const { result } = await onFakeClock(nothingUnderWay, () =>
    runSteps([never], {
      onEvent: ({ type, step }, stop) => {
        if (type === "began" && step.name === "Never") stop();
      },
    }),
  );
  expect(result.state).toBe("stopped");
  expect(result.ended.at(-1)).toBe("Never stopped: stopped");
  expect(result.events.filter(({ type }) => type === "again")).toEqual([]);
});

test("an ignored failure leaves null, and the flow goes on", async () => {
  const run = await runSteps([
    code("Fail", 'throw new Error("no luck");', { errorHandlerType: "ignore" }),
    code("After", "return { data: { before: stepResults.fail.results } };"),
  ]);
  expect(run).toMatchObject({ state: "done", results: { before: null } });
  expect(run.ended).toContain("Fail ignored: no luck");
});

test("a step is tried again as often as its handler says, with its delay doubled each time", async () => {
  const fails = code(
    "Flaky",
    `globalThis.flaky = (globalThis.flaky ?? 0) + 1;
     if (globalThis.flaky < 4) throw new Error("no luck " + globalThis.flaky);
     return { data: globalThis.flaky };`,
    {
      errorHandlerType: "retry",
      maxAttempts: 3,
      delaySeconds: 2,
      usesExponentialBackoff: true,
    },
  );
  const { result, ms } = await onFakeClock(nothingUnderWay, () => runSteps([fails]));
  expect(result).toMatchObject({ state: "done", results: 4 });
  expect(ms).toBe(2000 + 4000 + 8000);
  const waits = result.events.flatMap((event) => (event.type === "again" ? [event.waitMs] : []));
  expect(waits).toEqual([2000, 4000, 8000]);
});

test.each([
  [false, "failed"],
  [true, "done"],
])(
  "after the last attempt the run fails unless the final error is ignored: %s",
  async (ignoreFinalError, state) => {
    const never = code("Never", 'throw new Error("no luck");', {
      errorHandlerType: "retry",
      maxAttempts: 2,
      delaySeconds: 1,
      ignoreFinalError,
    });
    const { result, ms } = await onFakeClock(nothingUnderWay, () => runSteps([never]));
    expect(result.state).toBe(state);
    expect(result.events.filter(({ type }) => type === "again")).toHaveLength(2);
    expect(ms).toBe(2000);
  },
);

test("a log without a level is info, and what is not text is shown as it is", async () => {
  const run = await runSteps([log("Say", reference("trigger.results.body.data"), "")], {
    payload: { a: null },
  });
  expect(run.events).toContainEqual(
    expect.objectContaining({ type: "logged", level: "info", text: "{ a: null }" }),
  );
});

test("a log line of a code step has its level, except metrics", async () => {
  const run = await runSteps([
    code(
      "Say",
      `const { logger } = context;
       logger.debug("a", 1, { b: null });
       logger.metric("seconds", 5);
       logger.warn("careful");`,
    ),
  ]);
  const told = run.events.flatMap((event) =>
    event.type === "logged" ? [`${event.level} ${event.text}`] : [],
  );
  expect(told).toEqual(["debug a 1 { b: null }", "warn careful"]);
});

test("a value is kept for later steps, blank as well; before that there is a default", async () => {
  const run = await runSteps([
    kept("Before", "cursor", "first"),
    keep("Keep", "cursor", text("")),
    kept("After", "cursor", "first"),
    code(
      "Tell",
      `const { before, keep, after } = stepResults;
       return { data: [before.results, keep.results, after.results] };`,
    ),
  ]);
  expect(run.results).toStrictEqual(["first", null, ""]);
});

test.each([
  ["5", undefined],
  ["null", undefined],
  ["{ results: 1 }", undefined],
  ["{ data: null }", null],
  ["{ data: [typeof require('node:path').join, params] }", ["function", {}]],
])("a code step that returns %s has these results: %j", async (returned, results) => {
  const step = code("Return", "");
  step.inputs = { code: text(`module.exports = (context, stepResults, params) => (${returned});`) };
  expect((await runSteps([step])).results).toStrictEqual(results);
});

test("an input is text, a reference of whatever type, a config variable, or a list of them", async () => {
  const step = code("Show", "");
  const run = await runSteps(
    [
      onValue(
        "Which",
        { type: "template", value: "{{#Kind}}-{{$trigger.results.body.data.list}}" },
        {
          Match: {
            value: 'k-[1,{"a":2}]',
            steps: [log("Say", reference("trigger.results.body.data.list.1.a"))],
          },
          Else: { steps: [step] },
        },
      ),
    ],
    { payload: { list: [1, { a: 2 }] }, configVars: { Kind: "k" } },
  );
  expect(run.logged).toEqual(["2"]);
});

test("a log entry is shown in full, and an error without its stack", async () => {
  const run = await runSteps([
    code(
      "Say",
      `context.logger.info({ a: { b: { c: { d: 1 } } } });
       context.logger.warn("failed:", new TypeError("no luck"));`,
    ),
  ]);
  expect(run.logged).toHaveLength(2);
  expect(run.logged[0]).toContain("d: 1");
  expect(run.logged[1]).toBe("failed: TypeError: no luck");
});
