import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Examples, openExamples } from "../../test/flows/example";
import { code, integrationOf, segment, text, times } from "../fixtures/steps";

const password = "a made-up password";
const payload = path.join(tmpdir(), `flow-payload-${process.pid}.json`);
const trace = path.join(tmpdir(), `flow-trace-${process.pid}.json`);
const file = path.resolve(__dirname, "../fixtures/secrets.yml");
let examples: Examples;

beforeAll(async () => {
  examples = await openExamples();
  writeFileSync(payload, JSON.stringify({ password }));
});
afterAll(async () => {
  rmSync(payload);
  rmSync(trace);
  await examples.close();
});

test("the trace contains the inputs and results of each step, and neither it nor the output contains a secret", async () => {
  const { simulator } = examples.workspaces;
  const run = await examples.run("", { file, payload, trace });
  const text = readFileSync(trace, "utf8");
  const writeKeys = simulator.workspace("us").sources.all.flatMap((source) => source.writeKeys);
  expect(writeKeys).toHaveLength(3);
  for (const secret of [simulator.us.token, password, ...writeKeys]) {
    expect(text).not.toContain(secret);
    expect(run.text).not.toContain(secret);
  }
  expect(run.code).toBe(1);
  expect(run.text).toContain("no luck with Bearer [secret]");
  expect(run.steps).toMatchObject([
    { step: "Trigger", state: "done", results: { body: { data: { password: "[secret]" } } } },
    {
      step: "Create Warehouse",
      action: "segment.createWarehouse",
      state: "done",
      requests: 2,
      inputs: {
        name: "Lake",
        connectionInput: { fields: { apiKey: "[secret]", subdomain: "acme-us" } },
        settings: expect.arrayContaining([
          { key: "host", value: "db.example.com" },
          { key: "password", value: "[secret]" },
        ]),
      },
      results: { data: { warehouse: { settings: { host: "db.example.com" } } } },
    },
    { step: "List Sources", results: { data: { sources: expect.any(Array) } } },
    {
      step: "Tell All",
      state: "failed",
      error: { message: "no luck with Bearer [secret]" },
      logs: ["info: the key is [secret]"],
    },
  ]);
});

test("the trace shows the position of a step and the cost of each round", async () => {
  let asked = 0;
  const undo = examples.workspaces.simulator.intercept(() => {
    asked += 1;
    return asked === 2 ? { status: 503, body: {} } : undefined;
  });
  const steps = [times("Each Turn", text("3"), [segment("List Sources", "listSources")])];
  const run = await examples.run("", { file: examples.given(integrationOf(steps)) });
  undo();
  expect(run.text).toMatch(/\n4 steps, 4 requests, 1 retry, 4 done, 0 failed, .*$/);
  expect(run.steps).toMatchObject([
    { step: "Trigger", requests: 0 },
    { step: "Each Turn", requests: 4, retries: 1 },
    { within: ["Each Turn 1 of 3"], requests: 1, retries: 0 },
    { within: ["Each Turn 2 of 3"], requests: 2, retries: 1 },
    { within: ["Each Turn 3 of 3"], requests: 1, retries: 0 },
  ]);
});

test("whatever a code step returns, the trace is written and the run ends with its summary", async () => {
  const odd = code(
    "Odd",
    "const circle = { n: 5n }; circle.circle = circle; return { data: circle };",
  );
  const run = await examples.run("", { file: examples.given(integrationOf([odd])) });
  expect(run.results).toEqual({ n: "5", circle: "[circular]" });
  const fails = code("Fail", "return { data: { get a() { throw new Error('no luck'); } } };");
  const unwritten = await examples.run("", { file: examples.given(integrationOf([fails])) });
  expect(unwritten.code).toBe(0);
  expect(unwritten.text).toMatch(
    /\n--trace: \S+ was not written: no luck\n2 steps, 0 requests, 2 done, 0 failed, .*$/,
  );
});
