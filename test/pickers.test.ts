import { steps } from "./lifeCycle";
import { Walk } from "./lifeCycle/walk";
import { builtAction } from "./oracle/component";
import { actionFor, inputsFor } from "./oracle/fromRequest";
import { openBench, type TestBench } from "./support/segment";

/** What the life cycle names although its picker does not offer it, by action and input. */
const NOT_OFFERED: Readonly<Record<string, string>> = {
  "createDestinationSubscription.modelId": "a model that nobody made",
  "addUsersToUserGroup.emails": "the address of somebody who is only invited",
};

const walk = new Walk();
let bench: TestBench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

test.each(steps)("before %s %s %s its pickers offer what it names", async (...step) => {
  const request = walk.request(step);
  const action = actionFor(request.operationId);
  const inputs = inputsFor(action, request);
  for (const { key, dataSource } of builtAction(action).inputs) {
    const named = [inputs[key] ?? []].flat();
    if (!dataSource || named.length === 0 || NOT_OFFERED[`${action}.${key}`]) continue;
    const offered = (await bench.choices(dataSource, inputs)).map((choice) => choice.key);
    expect([dataSource, offered]).toEqual([dataSource, expect.arrayContaining(named)]);
  }
  const answer = await bench.run(action, inputs);
  walk.keep(step, answer.data);
});
