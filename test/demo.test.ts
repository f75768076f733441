import { type BuiltComponent, openPlatform } from "../demo/platform";
import { createReport } from "../demo/report";
import { readStory, shopStory } from "../demo/story";
import { builtBundle } from "./support/bundle";
import { openBench, type TestBench } from "./support/segment";

let bench: TestBench;

beforeEach(async () => {
  bench = await openBench({ rateLimits: true }, builtBundle());
});
afterEach(() => bench.close());

/** A report into a string instead of a terminal. */
function recorded() {
  let text = "";
  const out = { isTTY: false, write: (chunk: string) => (text += chunk) };
  return { report: createReport(out as unknown as NodeJS.WriteStream), text: () => text };
}

const platform = (apiKey: string) =>
  openPlatform(
    builtBundle() as BuiltComponent,
    { key: "apiKey", configVarKey: "c", fields: { apiKey, subdomain: "acme-us" } },
    "api",
  );

test("the shop's story runs through the built bundle, meets its error and leaves nothing behind", async () => {
  const { report, text } = recorded();
  await shopStory(platform(bench.simulator.us.token), report);
  expect(report.end(bench.simulator.requests.length)).toBe(true);
  expect(text()).toContain("Create Source: 422 slug is already taken (field slug)");
  expect(text()).toMatch(
    /31 steps, 34 requests, 30 done, 1 refused as expected, 0 failed, [\d.]+ s/,
  );
  const left = await bench.run("listSources", { fetchAll: true });
  expect(left.data.sources).toEqual([]);
  expect(bench.simulator.differences).toEqual([]);
});

test("the story for a real workspace only reads", async () => {
  const { report, text } = recorded();
  await readStory(platform(bench.simulator.us.readOnlyToken), report);
  expect(report.end(undefined)).toBe(true);
  expect(new Set(bench.simulator.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(text()).toContain("8 steps, 8 done, 0 failed");
});

test("a removal that fails is reported and keeps none of the others from being tried", async () => {
  const { report, text } = recorded();
  bench.simulator.intercept(({ method, path }) =>
    method === "DELETE" && path.startsWith("/functions/") ? { status: 404, body: {} } : undefined,
  );
  await shopStory(platform(bench.simulator.us.token), report);
  expect(report.end(undefined)).toBe(false);
  expect(text()).toMatch(/✗ .*Delete Function +Delete Function: 404 Not Found/);
  expect((await bench.run("listSources")).data.sources).toEqual([]);
});

test("a step that fails is reported, and what was made before is still removed", async () => {
  const { report, text } = recorded();
  bench.simulator.intercept(({ method, path }) =>
    method === "POST" && path === "/warehouses"
      ? { status: 422, body: { errors: [{ message: "no more warehouses" }] } }
      : undefined,
  );
  await expect(shopStory(platform(bench.simulator.us.token), report)).rejects.toThrow();
  expect(report.end(undefined)).toBe(false);
  expect(text()).toContain("Create Warehouse: 422 no more warehouses");
  expect((await bench.run("listSources")).data.sources).toEqual([]);
});
