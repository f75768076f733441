import { openHarness, type TestHarness } from "../support/segment";
import { type Call, callOf } from "./calls";
import { ACTION_KEYS } from "./component";
import { differences } from "./differences";
import { recordAction } from "./record";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** Runs a call in a region and expects its one request to be right. */
async function expectOneRightRequest(call: Call, region: "us" | "eu"): Promise<void> {
  const { requests } = await recordAction(harness, call, region);
  expect(requests).toHaveLength(1);
  const [request] = requests;
  if (!request) return;
  expect(request.region).toBe(region);
  expect(differences(call, request, harness.simulator[region].token)).toEqual([]);
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
