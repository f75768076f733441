import { operations, violations } from "../oracle/contract";
import { actionFor, inputsFor, operationNamed } from "../oracle/fromRequest";
import { openHarness, type TestHarness } from "../support/segment";
import { steps } from "./index";
import { Walk } from "./walk";

describe("the component", () => {
  const walk = new Walk();
  let harness: TestHarness;

  beforeAll(async () => {
    harness = await openHarness();
  });
  afterAll(() => harness.close());

  test.each(steps)(
    "completes the life cycle: %s %s %s, with a response as the contract lists it",
    async (...step) => {
      const request = walk.request(step);
      const operation = operationNamed(request.operationId);
      const action = actionFor(request.operationId);
      const response = await harness.run(action, inputsFor(action, request));
      expect(violations(operation.response, response)).toEqual([]);
      expect(harness.simulator.requests.at(-1)).toMatchObject({
        operationId: request.operationId,
        method: request.method,
        path: request.path.split("?")[0],
        status: operation.status,
      });
      expect(harness.simulator.differences).toEqual([]);
      walk.keep(step, response.data);
    },
  );

  test("has then used all 208 operations", () => {
    const used = new Set(harness.simulator.requests.map(({ operationId }) => operationId));
    expect([...used].toSorted()).toEqual([...operations.keys()].toSorted());
  });
});
