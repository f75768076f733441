import { toReferenceName } from "./names";

// As Prismatic's published exports refer to steps of these names.
test.each([
  ["Create Source", "createSource"],
  ["Handle GitHub Updates Trigger", "handleGithubUpdatesTrigger"],
  ["Raw GraphQL Request", "rawGraphqlRequest"],
  ["JavaScript Object to JSON", "javascriptObjectToJson"],
  ["Get a Queue's URL", "getAQueueSUrl"],
  ["Execution - Get AFTER", "executionGetAfter"],
  ["Add 1 to current page value", "add1ToCurrentPageValue"],
])("a step called %s is referred to as %s", (name, reference) => {
  expect(toReferenceName(name)).toBe(reference);
});

test("a name without letters and digits is no name", () => {
  expect(toReferenceName("!")).toBe("");
});
