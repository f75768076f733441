import { openBench, type TestBench } from "../support/segment";
import { type Call, callOf } from "./calls";
import { ACTION_KEYS, builtAction } from "./component";
import { differences } from "./differences";
import { exampleAnswer, recorded } from "./record";

const PAGED = ACTION_KEYS.filter((action) =>
  builtAction(action).inputs.some(({ key }) => key === "fetchAll"),
);
const LARGEST_PAGE = 1000;

let bench: TestBench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/** The answer of an action's example, with a next page. */
function withNext(action: string, next: string): object {
  const { data } = exampleAnswer(action) as { data: { pagination: object } };
  return { data: { ...data, pagination: { ...data.pagination, next } } };
}

/** The same call asking for another page. */
const asking = (call: Call, pagination: object): Call => ({
  ...call,
  sent: { ...call.sent, pagination },
});

test.each(PAGED)(
  "%s with Fetch All follows every page, the largest each, with its filters on all of them",
  async (action) => {
    const call = callOf(action, "full");
    const answers = [withNext(action, "b&c="), withNext(action, "d"), exampleAnswer(action)];
    const requests = await recorded(
      bench,
      answers.map((body) => ({ status: 200, body })),
      () => bench.run(action, { ...call.inputs, fetchAll: true }),
    );
    const pages = [undefined, "b&c=", "d"].map((cursor) =>
      asking(call, { count: LARGEST_PAGE, ...(cursor && { cursor }) }),
    );
    expect(requests).toHaveLength(3);
    const { token } = bench.simulator.us;
    expect(
      requests.flatMap((request, at) => differences(pages[at] ?? call, request, token)),
    ).toEqual([]);
  },
);
