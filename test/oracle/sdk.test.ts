import { isDeepStrictEqual } from "node:util";
import type { RecordedRequest } from "../../simulator";
import { openHarness, type TestHarness } from "../support/segment";
import { type Call, callOf } from "./calls";
import { ACTION_KEYS } from "./component";
import { decodedQuery, type Pair } from "./expected";
import { exampleResponse, recordAction, recorded } from "./record";
import { callWithSdk, isInSdk } from "./sdk";
import { SDK_DIFFERENCES } from "./sdkDifferences";

const SHARED = ACTION_KEYS.filter((action) => isInSdk(callOf(action, "full").operation));

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** The compared parts of a request. */
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

/** The requests of our action and of the SDK for the same values. */
async function bothRequests(call: Call): Promise<{ ours: Compared; theirs: Compared }> {
  const { requests } = await recordAction(harness, call);
  const response = { status: call.operation.status, body: exampleResponse(call.action) };
  const { token } = harness.simulator.us;
  return {
    ours: onlyOne(requests),
    theirs: onlyOne(await recorded(harness, [response], () => callWithSdk(call, token))),
  };
}

/** A value without what is at a path of names. */
function without(value: unknown, [name = "", ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, [name, ...rest]));
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return value;
  const { [name]: inner, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [name]: without(inner, rest) };
}

/** Our request with the listed differences of the SDK made to it. */
function asTheSdkSends({ operation }: Call, ours: Compared): Compared {
  const { lacks = [], contentType = ours.contentType } =
    SDK_DIFFERENCES[operation.operationId] ?? {};
  const body = lacks.reduce((left: unknown, path) => without(left, path.split(".")), ours.body);
  const pathOf = (name: string) => name.replaceAll("]", "").split("[");
  const isLacking = (name: string) =>
    lacks.some((path) => path.split(".").every((step, at) => pathOf(name)[at] === step));
  return { ...ours, contentType, body, query: ours.query.filter(([name]) => !isLacking(name)) };
}

test("the official SDK has 153 of the 208 operations", () => {
  expect(SHARED).toHaveLength(153);
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

test("129 operations are the same in both, and the 24 of the table are not", async () => {
  const different: string[] = [];
  for (const action of SHARED) {
    const call = callOf(action, "full");
    const { ours, theirs } = await bothRequests(call);
    if (!isDeepStrictEqual(ours, theirs)) different.push(call.operation.operationId);
  }
  expect(different.sort()).toEqual(Object.keys(SDK_DIFFERENCES).sort());
  expect(SHARED.length - different.length).toBe(129);
});
