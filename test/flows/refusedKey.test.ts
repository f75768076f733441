import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { Integration } from "../../platform/format/integration";
import { listSteps } from "../../platform/format/walk";
import { type Examples, openExamples } from "./example";

const folder = path.resolve(__dirname, "../../flows");
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".yml"))
  .map((name) => name.replace(/\.yml$/, ""));

let examples: Examples;
beforeAll(async () => {
  examples = await openExamples();
});
afterAll(() => examples.close());

const simulator = () => examples.workspaces.simulator;

test.each(names)("no step of %s is retried by an error handler", (name) => {
  const { flows }: Integration = parse(readFileSync(path.join(folder, `${name}.yml`), "utf8"));
  const steps = flows.flatMap((flow) => listSteps(flow.steps));
  const retried = steps.filter(({ errorConfig }) => errorConfig?.errorHandlerType === "retry");
  expect(retried.map((step) => step.name)).toEqual([]);
});

/** Runs an example; counts the requests of its data sources and those of its steps. */
async function countRequests(name: string) {
  const before = simulator().requests.length;
  const run = await examples.run(name);
  const all = simulator().requests.length - before;
  const ofSteps = Number(/(\d+) requests?/.exec(run.text.split("\n").at(-1) ?? "")?.[1]);
  return { run, ofSteps, ofConfiguration: all - ofSteps };
}

// Only the trigger of sync-watch calls Segment.
test.each(names.filter((name) => name !== "sync-watch"))(
  "%s ends at the first request whose API key is refused",
  async (name) => {
    const { ofConfiguration } = await countRequests(name);
    let left = ofConfiguration;
    const body = { errors: [{ type: "unauthorized", message: "the token was revoked" }] };
    const end = simulator().intercept(() => {
      left -= 1;
      return left < 0 ? { status: 401, body } : undefined;
    });
    const { run, ofSteps } = await countRequests(name);
    end();
    expect(run.code).toBe(1);
    expect(run.text).toContain("401 the token was revoked");
    expect(ofSteps).toBe(1);
  },
);
