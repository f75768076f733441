import { callOf } from "../oracle/calls";
import { ACTION_KEYS, builtAction } from "../oracle/component";
import { violations } from "../oracle/contract";
import { operationOf } from "../oracle/operationOf";
import { exampleResponse, recorded } from "../oracle/record";
import { openHarness, type TestHarness } from "../support/segment";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** An action's example with a field that no version of the contract has, in it and beside it. */
function newerResponse(action: string): object {
  const response = exampleResponse(action) as { data: object };
  return {
    ...response,
    data: { ...response.data, fieldOfALaterVersion: [1, null] },
    meta: { a: "b" },
  };
}

test.each(ACTION_KEYS)(
  "%s returns Segment's response in data, unlisted fields included",
  async (action) => {
    const body = newerResponse(action);
    let result: unknown;
    await recorded(harness, [{ status: operationOf(action).status, body }], async () => {
      result = await harness.run(action, callOf(action, "minimal").inputs);
    });
    expect(result).toEqual(body);
  },
);

test("rawRequest returns Segment's response in data too", async () => {
  const body = newerResponse("listSources");
  let result: unknown;
  await recorded(harness, [{ status: 200, body }], async () => {
    result = await harness.run("rawRequest", {
      url: "/sources",
      method: "GET",
      responseType: "json",
    });
  });
  expect(result).toEqual(body);
});

test.each(ACTION_KEYS)("%s has an example payload that matches the contract", (action) => {
  const { examplePayload: payload = {} } = builtAction(action);
  expect(Object.keys(payload)).toEqual(["data"]);
  expect(violations(operationOf(action).response, payload.data)).toEqual([]);
});
