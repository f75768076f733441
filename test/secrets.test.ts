import component from "../src";
import { openHarness, type TestHarness } from "./support/segment";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness({}, component);
});

afterAll(() => harness.close());

const OPTIONS = [
  { name: "licence", type: "password", required: true, label: "Licence", description: "" },
  { name: "host", type: "string", required: false, label: "Host", description: "" },
];
const METADATA = { id: "m1", name: "Lantern", slug: "lantern", options: OPTIONS, actions: [] };

test.each([
  ["createDestination", { sourceId: "s1", metadataId: "m1", name: "D" }],
  ["updateDestination", { destinationId: "d1" }],
  ["upsertDestination", { sourceId: "s1", metadataId: "m1", name: "D" }],
])("%s hides a setting that only the catalog describes as secret", async (action, inputs) => {
  const undo = harness.simulator.intercept(({ method, path }) => {
    if (method !== "GET") {
      const message = "licence hunter22 of example.com is invalid";
      return { status: 400, body: { errors: [{ message }] } };
    }
    const data = path.startsWith("/catalog")
      ? { destinationMetadata: METADATA }
      : path === "/destinations/d1"
        ? { destination: { id: "d1", settings: {}, metadata: METADATA } }
        : { destinations: [], pagination: {} };
    return { status: 200, body: { data } };
  });
  const settings = { licence: "hunter22", host: "example.com" };
  const failed = await harness.run(action, { ...inputs, settings }).catch((error: Error) => error);
  undo();
  expect(String(failed)).toContain("licence [secret] of example.com is invalid");
  expect(JSON.stringify(failed)).not.toContain("hunter22");
});

test.each<[string, Record<string, unknown>]>([
  ["a form as text", { data: "password=hunter22&x=1", headers: { "Content-Type": "text/plain" } }],
  ["bytes", { data: { data: Buffer.from('{"password":"hunter22"}'), contentType: "a/json" } }],
  ["a field of a form", { formData: [{ key: "config", value: { password: "hunter22" } }] }],
  ["a file", { fileData: [{ key: "config", value: '{"password":"hunter22"}' }] }],
  ["a file whose key is a secret's name", { fileData: [{ key: "privateKey", value: "hunter22" }] }],
  ["JSON in a query", { queryParams: { filter: '{"password":"hunter22"}' } }],
  ["a path", { url: "/x?a=1;password=hunter22" }],
  ["a header with a scheme", { headers: { "X-Auth": "Bearer hunter22" } }],
  ["a list of rows", { data: [{ id: "password", value: "hunter22" }] }],
])("a raw request hides a secret in %s", async (_, inputs) => {
  const body = { errors: [{ message: "hunter22 is invalid" }] };
  const undo = harness.simulator.intercept(() => ({ status: 400, body }));
  const request = { url: "/x", method: "POST", responseType: "json", ...inputs };
  const failed = await harness.run("rawRequest", request).catch((error: Error) => error);
  undo();
  expect(String(failed)).toContain("400 [secret] is invalid");
  expect(JSON.stringify(failed)).not.toContain("hunter22");
});
