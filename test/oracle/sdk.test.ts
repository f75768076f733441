import { isDeepStrictEqual } from "node:util";
import type { RecordedRequest } from "../../simulator";
import { openBench, type TestBench } from "../support/segment";
import { type Call, callOf } from "./calls";
import { ACTION_KEYS } from "./component";
import { decodedQuery, type Pair, wrapperOf } from "./expected";
import { exampleAnswer, recordAction, recorded } from "./record";
import { callWithSdk, isInSdk } from "./sdk";
import { SDK_DIFFERENCES } from "./sdkDifferences";

const SHARED = ACTION_KEYS.filter((action) => isInSdk(callOf(action, "full").operation));

let bench: TestBench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/** What of a request is compared. */
interface Compared {
  method: string;
  path: string;
  query: Pair[];
  body: unknown;
  contentType: string | undefined;
  accept: string | undefined;
  authorization: string | undefined;
}

const compared = ({ method, path, query, body, headers }: RecordedRequest): Compared => ({
  method,
  path,
  query: decodedQuery(query),
  body,
  contentType: headers["content-type"],
  accept: headers.accept,
  authorization: headers.authorization,
});

/** The only request of several. */
function onlyOne(requests: RecordedRequest[]): Compared {
  const [request] = requests;
  if (!request || requests.length > 1) throw new Error(`${requests.length} requests were sent`);
  return compared(request);
}

/** What our action and the SDK send for the same values. */
async function bothRequests(call: Call): Promise<{ ours: Compared; theirs: Compared }> {
  const { requests } = await recordAction(bench, call);
  const answer = { status: call.operation.status, body: exampleAnswer(call.action) };
  const { token } = bench.simulator.us;
  return {
    ours: onlyOne(requests),
    theirs: onlyOne(await recorded(bench, [answer], () => callWithSdk(call, token))),
  };
}

/** Our request with the listed differences of the SDK made to it. */
function asTheSdkSends({ operation }: Call, ours: Compared): Compared {
  const { lacks = [], contentType = ours.contentType } =
    SDK_DIFFERENCES[operation.operationId] ?? {};
  const wrapper = wrapperOf(operation);
  const without = (fields: unknown) =>
    Object.fromEntries(Object.entries(fields as object).filter(([name]) => !lacks.includes(name)));
  const fields = wrapper ? (ours.body as Record<string, unknown>)[wrapper] : ours.body;
  const body = fields && without(fields);
  return { ...ours, contentType, body: wrapper ? { [wrapper]: body } : body };
}

test("the official SDK has all 44 operations of the actions", () => {
  expect(SHARED).toHaveLength(44);
});

test.each(SHARED)("%s with every input set sends what the official SDK sends", async (action) => {
  const call = callOf(action, "full");
  const { ours, theirs } = await bothRequests(call);
  expect(theirs).toEqual(asTheSdkSends(call, ours));
});

test.each(SHARED)(
  "%s with its required inputs sends what the official SDK sends",
  async (action) => {
    const call = callOf(action, "minimal");
    const { ours, theirs } = await bothRequests(call);
    expect(theirs).toEqual(asTheSdkSends(call, ours));
  },
);

test("38 operations are the same in both, and the 6 of the table are not", async () => {
  const different: string[] = [];
  for (const action of SHARED) {
    const call = callOf(action, "full");
    const { ours, theirs } = await bothRequests(call);
    if (!isDeepStrictEqual(ours, theirs)) different.push(call.operation.operationId);
  }
  expect(different.sort()).toEqual(Object.keys(SDK_DIFFERENCES).sort());
  expect(SHARED.length - different.length).toBe(38);
});
