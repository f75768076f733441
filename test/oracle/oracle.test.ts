import type { RecordedRequest } from "../../simulator";
import { openHarness, type TestHarness } from "../support/segment";
import { callOf } from "./calls";
import { differences } from "./differences";
import { recordAction } from "./record";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** The oracle's findings in a correct request after one change. */
async function findings(
  action: string,
  change: (request: RecordedRequest) => Partial<RecordedRequest>,
): Promise<string> {
  const call = callOf(action, "full");
  const { requests } = await recordAction(harness, call);
  const [request] = requests;
  if (!request) throw new Error("nothing was sent");
  const { token } = harness.simulator.us;
  return differences(call, { ...request, ...change(request) }, token).join("\n");
}

const withHeader = (name: string, value: string) => (request: RecordedRequest) => ({
  headers: { ...request.headers, [name]: value },
});
const withField = (name: string, value: unknown) => (request: RecordedRequest) => ({
  body: { ...(request.body as object), [name]: value },
});
const withQuery = (change: (query: string) => string) => (request: RecordedRequest) => ({
  query: change(request.query),
});

test.each<[string, string, (request: RecordedRequest) => Partial<RecordedRequest>, string]>([
  ["another method", "getSource", () => ({ method: "POST" }), "method"],
  ["an id that is not encoded", "getSource", () => ({ path: "/sources/a/b" }), "path"],
  ["a path of another operation", "listSources", () => ({ path: "/warehouses" }), "path"],
  [
    "a stray field in the body",
    "createSource",
    withField("name", "x"),
    "must NOT have additional properties",
  ],
  ["a boolean sent as text", "createSource", withField("enabled", "false"), "must be boolean"],
  ["a field without its value", "createSource", withField("slug", undefined), "slug"],
  ["a body for an operation without one", "getSource", () => ({ body: {} }), "body"],
  ["the form type on a JSON body", "createSource", withHeader("content-type", "text/a"), "listed"],
  [
    "plain JSON that the contract does not accept",
    "createDestinationSubscription",
    withHeader("content-type", "application/json"),
    "is not listed",
  ],
  [
    "a content type without a body",
    "addConnectionFromSourceToWarehouse",
    withHeader("content-type", "application/x-www-form-urlencoded"),
    "content-type",
  ],
  ["another Accept", "getSource", withHeader("accept", "*/*"), "accept"],
  ["another token", "getSource", withHeader("authorization", "Bearer x"), "authorization"],
  ["a stray header", "getSource", withHeader("prismatic-secret", "x"), "prismatic-secret"],
  ["an undeclared parameter", "listSources", withQuery((q) => `${q}&sort=asc`), "sort is not"],
  ["a missing required parameter", "deleteUser", withQuery(() => ""), "userIds is required"],
  [
    "a list without indexes",
    "deleteUser",
    withQuery((q) => q.replace(/(%5B|\[)0(%5D|\])/, "[]")),
    "userIds[] is not declared so",
  ],
  [
    "a page that is too large",
    "listSources",
    withQuery((q) => q.replace("=7", "=1001")),
    "must be <= 1000",
  ],
  [
    "a count that is no number",
    "listSources",
    withQuery((q) => q.replace("=7", "=many")),
    "must be integer",
  ],
])("the oracle finds %s", async (_what, action, change, said) => {
  expect(await findings(action, change)).toContain(said);
});

test("the oracle finds the wrapper of a subscription's update missing", async () => {
  const found = await findings("updateDestinationSubscription", ({ body }) => ({
    body: (body as { input: object }).input,
  }));
  expect(found).toContain("must have required property 'input'");
});
