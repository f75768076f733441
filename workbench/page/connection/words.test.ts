import { describeResult } from "./describeResult";
import { findMissing, readFields } from "./fields";
import { describeWorkspace } from "./workspaceNames";

const INPUTS = [
  { key: "apiKey", required: true },
  { key: "subdomain", required: true },
  { key: "note", required: false },
];

const formOf = (values: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [key, value] of Object.entries(values)) form.set(key, value);
  return form;
};

test("the form of a connection gives the values of its inputs, and none for an empty one", () => {
  const form = formOf({ apiKey: " secret ", subdomain: "", other: "not an input" });
  expect(readFields(form, INPUTS)).toEqual({ apiKey: " secret " });
});

test("a required input needs more than spaces", () => {
  expect(findMissing({ apiKey: "  ", note: "a" }, INPUTS)).toEqual(["apiKey", "subdomain"]);
  expect(findMissing({ apiKey: "a", subdomain: "b" }, INPUTS)).toEqual([]);
});

test("a result is described by its texts, numbers and booleans, by name", () => {
  const data = { workspaceName: "Acme", plan: { seats: 3 }, isActive: true, tags: ["a"], no: null };
  expect(describeResult({ data })).toEqual([
    { name: "Workspace name", text: "Acme" },
    { name: "Seats", text: "3" },
    { name: "Is active", text: "true" },
  ]);
  expect(describeResult("done")).toEqual([]);
});

test("a workspace is named, and has no name until it is connected", () => {
  const faults = {
    rateLimit: "off",
    serverError: "off",
    slow: "off",
    lostResponse: "off",
  } as const;
  const status = { simulated: { name: "Acme", faults }, own: { name: "my-shop" } };
  expect(describeWorkspace(status, "simulated")).toBe("Acme (simulated)");
  expect(describeWorkspace(status, "own")).toBe("my-shop");
  expect(describeWorkspace({}, "own")).toBeUndefined();
  expect(describeWorkspace({}, "simulated")).toBeUndefined();
});
