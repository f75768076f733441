import { openBench, type TestBench } from "../support/segment";
import { type Call, callOf } from "./calls";
import { ACTION_KEYS } from "./component";
import { differences } from "./differences";
import { recordAction } from "./record";

let bench: TestBench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/** Runs a call in a region and expects its one request to be right. */
async function expectOneRightRequest(call: Call, region: "us" | "eu"): Promise<void> {
  const { requests } = await recordAction(bench, call, region);
  expect(requests).toHaveLength(1);
  const [request] = requests;
  if (!request) return;
  expect(request.region).toBe(region);
  expect(differences(call, request, bench.simulator[region].token)).toEqual([]);
}

test.each(ACTION_KEYS)(
  "%s with every input set sends exactly those values, as the contract has it",
  async (action) => {
    await expectOneRightRequest(callOf(action, "full"), "eu");
  },
);

test.each(ACTION_KEYS)(
  "%s with its required inputs alone sends nothing that was not set",
  async (action) => {
    await expectOneRightRequest(callOf(action, "minimal"), "us");
  },
);
