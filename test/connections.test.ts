import { fault } from "../simulator";
import { openHarness, type TestHarness } from "./support/segment";

let harness: TestHarness;

beforeEach(async () => {
  harness = await openHarness();
});
afterEach(() => harness.close());

const NEW = { slug: "a", enabled: true, metadataId: "UBrsG9RVzw" };

/** The Connection header of each request so far, and the number of open connections. */
const asked = () => harness.simulator.requests.map(({ headers }) => headers.connection);

test("steps that read share one connection, which stays open between them", async () => {
  for (let step = 0; step < 5; step += 1) await harness.run("listSources");
  expect(asked()).toEqual(Array(5).fill("keep-alive"));
  expect(harness.simulator.connections).toBe(1);
});

test("every change goes over a connection of its own, which is closed after it", async () => {
  await harness.run("listSources");
  const { data } = await harness.run<{ data: { source: { id: string } } }>("createSource", NEW);
  const { id: sourceId } = data.source;
  await harness.run("updateSource", { sourceId, name: "B" });
  await harness.run("replaceLabelsInSource", { sourceId, labels: [] });
  await harness.run("deleteSource", { sourceId });
  expect(asked()).toEqual(["keep-alive", "close", "close", "close", "close"]);
});

test("tokens and regions share no connection", async () => {
  const { simulator } = harness;
  await harness.run("listSources");
  await harness.run("listSources", {
    region: "eu1.api",
    connectionInput: harness.connection(simulator.eu),
  });
  const other = harness.connection(simulator.us, { apiKey: simulator.eu.token });
  await expect(harness.run("listSources", { connectionInput: other })).rejects.toThrow(/401/);
  expect(simulator.connections).toBe(3);
});

test("reads at once keep no more than two connections for later", async () => {
  await Promise.all(Array.from({ length: 8 }, () => harness.run("listSources")));
  while (harness.simulator.connections > 2) await new Promise((resolve) => setImmediate(resolve));
  await harness.run("listSources");
  expect(harness.simulator.connections).toBe(2);
});

test("a read over a connection that the server has just closed is sent again at once", async () => {
  await harness.run("listSources");
  const faults = [fault("connection reset", "before")];
  harness.simulator.intercept(() => faults.shift());
  const { result, ms } = await harness.onClock(() => harness.run("listSources"));
  expect(result).toHaveProperty("data.sources");
  expect(ms).toBe(0);
  expect(asked()).toEqual(["keep-alive", "keep-alive", "close"]);
});

test("so is a raw request, whatever delay it asks for between retries", async () => {
  await harness.run("listSources");
  const faults = [fault("connection reset", "before")];
  harness.simulator.intercept(() => faults.shift());
  const inputs = { method: "GET", url: "/sources", maxRetries: "1", retryDelayMS: "5000" };
  const { result, ms } = await harness.onClock(() => harness.run("rawRequest", inputs));
  expect(result).toHaveProperty("data.sources");
  expect(ms).toBe(0);
});

test("a new connection that breaks off is no such thing: the read waits before it is sent again", async () => {
  jest.spyOn(Math, "random").mockReturnValue(0.5);
  const faults = [fault("connection reset", "before")];
  harness.simulator.intercept(() => faults.shift());
  const { ms } = await harness.onClock(() => harness.run("listSources"));
  expect(ms).toBe(250);
});

test("a read that may not be sent again goes over a connection of its own", async () => {
  await harness.run("listSources");
  await harness.run("rawRequest", { method: "GET", url: "/sources" });
  await harness.run("rawRequest", { method: "GET", url: "/sources", maxRetries: "1" });
  expect(asked()).toEqual(["keep-alive", "close", "keep-alive"]);
});

test("a page that may not be sent again, all retries being used up, goes over a connection of its own", async () => {
  const fails = { status: 500 };
  const page = (next?: string) => ({
    status: 200,
    body: { data: { sources: [], pagination: { current: "a", next } } },
  });
  const failing = [fails, fails, fails];
  const responses = [...failing, page("b"), ...failing, page("c"), ...failing, page("d")];
  responses.push(fails, page("e"), page());
  harness.simulator.intercept(() => responses.shift());
  await harness.onClock(() => harness.run("listSources", { fetchAll: true }));
  const firsts = [0, 4, 8, 12, 14].map((index) => asked()[index]);
  expect(firsts).toEqual(["keep-alive", "keep-alive", "keep-alive", "keep-alive", "close"]);
});
