import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Examples, openExamples } from "./example";

const password = "a made-up password";
const payload = path.join(tmpdir(), `flow-payload-${process.pid}.json`);
const trace = path.join(tmpdir(), `flow-trace-${process.pid}.json`);
const file = path.resolve(__dirname, "fixtures/secrets.yml");
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

test("the trace tells what each step was given and answered, and neither it nor the output holds a secret", async () => {
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
