import { steps } from "./lifeCycle";
import { Walk } from "./lifeCycle/walk";
import { builtAction } from "./oracle/component";
import { actionFor, inputsFor } from "./oracle/fromRequest";
import { openHarness, type TestHarness } from "./support/segment";

/** Values of the life cycle that their picker does not offer, by action and input. */
const NOT_OFFERED: Readonly<Record<string, string>> = {
  "createDestinationSubscription.modelId": "a model that nobody made",
  "addUsersToUserGroup.emails": "the address of somebody who is only invited",
};

const walk = new Walk();
let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

test.each(steps)("before %s %s %s its pickers offer what it names", async (...step) => {
  const request = walk.request(step);
  const action = actionFor(request.operationId);
  const inputs = inputsFor(action, request);
  for (const { key, dataSource } of builtAction(action).inputs) {
    const named = [inputs[key] ?? []].flat();
    if (!dataSource || named.length === 0 || NOT_OFFERED[`${action}.${key}`]) continue;
    const offered = (await harness.choices(dataSource, inputs)).map((choice) => choice.key);
    expect([dataSource, offered]).toEqual([dataSource, expect.arrayContaining(named)]);
  }
  const response = await harness.run(action, inputs);
  walk.keep(step, response.data);
});
