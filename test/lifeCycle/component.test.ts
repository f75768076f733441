import { operations, violations } from "../oracle/contract";
import { actionFor, inputsFor, operationNamed } from "../oracle/fromRequest";
import { openBench, type TestBench } from "../support/segment";
import { steps } from "./index";
import { Walk } from "./walk";

describe("the component", () => {
  const walk = new Walk();
  let bench: TestBench;

  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  test.each(steps)(
    "completes the life cycle: %s %s %s, with a response as the contract lists it",
    async (...step) => {
      const request = walk.request(step);
      const operation = operationNamed(request.operationId);
      const action = actionFor(request.operationId);
      const response = await bench.run(action, inputsFor(action, request));
      expect(violations(operation.answer, response)).toEqual([]);
      expect(bench.simulator.requests.at(-1)).toMatchObject({
        operationId: request.operationId,
        method: request.method,
        path: request.path.split("?")[0],
        status: operation.status,
      });
      expect(bench.simulator.differences).toEqual([]);
      walk.keep(step, response.data);
    },
  );

  test("has then used all 208 operations", () => {
    const used = new Set(bench.simulator.requests.map(({ operationId }) => operationId));
    expect([...used].toSorted()).toEqual([...operations.keys()].toSorted());
  });
});
