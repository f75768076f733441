import { openHarness, type TestHarness } from "../support/segment";
import { callOf } from "./calls";
import { ACTION_KEYS } from "./component";
import { differences } from "./differences";
import { pagesOf } from "./fields";
import { operationOf } from "./operationOf";
import { exampleResponse, recorded } from "./record";

const PAGED = ACTION_KEYS.filter((action) => pagesOf(operationOf(action)).length > 0);

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** The example response of an action, with a next page of the list with this pagination. */
function withNext(action: string, pagination: string, next: string | number): object {
  const { data } = exampleResponse(action) as { data: Record<string, object> };
  return { data: { ...data, [pagination]: { ...data[pagination], next } } };
}

test.each(PAGED)(
  "%s with Fetch All follows every page, the largest each, with its filters on all of them",
  async (action) => {
    const call = callOf(action, "full");
    const pages = pagesOf(call.operation);
    const names = pages.flatMap(({ parameter, count, cursor }) => parameter ?? [count, cursor]);
    const filters = Object.fromEntries(
      Object.entries(call.sent).filter(([name]) => !names.includes(name)),
    );
    const asked = pages.flatMap(({ parameter, counts, cursors }) => {
      const isNumber = cursors.type === "number";
      const nexts = isNumber ? [5, 0] : ["b&c=", "d"];
      return [undefined, ...nexts].map((cursor, at) => {
        const page = { count: counts.maximum, ...(cursor !== undefined && { cursor }) };
        const next = nexts[at];
        return {
          call: { ...call, sent: { ...filters, ...(parameter ? { [parameter]: page } : page) } },
          body:
            next === undefined
              ? exampleResponse(action)
              : withNext(action, parameter ?? "pagination", next),
        };
      });
    });
    const requests = await recorded(
      harness,
      asked.map(({ body }) => ({ status: 200, body })),
      () => harness.run(action, { ...call.inputs, fetchAll: true }),
    );
    const { token } = harness.simulator.us;
    expect(requests).toHaveLength(asked.length);
    expect(
      requests.flatMap((request, at) => differences(asked[at]?.call ?? call, request, token)),
    ).toEqual([]);
  },
);
