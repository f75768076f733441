import component from "../../src";
import { openBench, type TestBench } from "../support/segment";

let bench: TestBench;

beforeAll(async () => {
  bench = await openBench({}, component);
});

afterAll(() => bench.close());

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
  const undo = bench.simulator.intercept(({ method, path }) => {
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
  const failed = await bench.run(action, { ...inputs, settings }).catch((error: Error) => error);
  undo();
  expect(String(failed)).toContain("licence [secret] of example.com is invalid");
  expect(JSON.stringify(failed)).not.toContain("hunter22");
});
