import { onFakeClock } from "../support/clock";
import {
  breakLoop,
  code,
  log,
  loop,
  onExpression,
  onValue,
  reference,
  runSteps,
  text,
  times,
} from "./steps";

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
      onExpression(
        "Enough",
        {
          conditions: {
            type: "complex",
            value: [
              {
                name: "Yes",
                type: "complex",
                value: ["and", ["equal", reference("pages.index"), text("2")]],
              },
            ],
          },
        },
        [
          { name: "Yes", steps: [breakLoop("Break")] },
          { name: "Else", steps: [] },
        ],
      ),
      code("Read", "return { data: stepResults.pages.index };"),
    ]),
    code("After", "return { data: stepResults.pages.results };"),
  ]);
  expect(run).toMatchObject({ state: "done", results: [0, 1] });
});

test.each([
  ["a", "first"],
  ["2", "second"],
  ["c", "otherwise"],
])("a branch on the value %s takes the branch that names it, or Else", async (kind, taken) => {
  const answers = (data: string) => [code(`Answer ${data}`, `return { data: "${data}" };`)];
  const run = await runSteps(
    [
      onValue("Which", reference("trigger.results.body.data.kind"), {
        One: { value: "a", steps: answers("first") },
        Two: { value: "2", steps: answers("second") },
        Else: { steps: answers("otherwise") },
      }),
    ],
    { payload: { kind } },
  );
  expect(run).toMatchObject({ state: "done", results: taken });
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
