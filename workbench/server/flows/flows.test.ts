import { readFileSync } from "node:fs";
import path from "node:path";
import {
  code,
  integrationOf,
  loop,
  ownTrigger,
  reference,
  segment,
  text,
  times,
} from "../../../platform/fixtures/steps";
import type { Flow, Step } from "../../../platform/format/integration";
import { openTestWorkbench, readLines, type TestWorkbench } from "../../fixtures/open";
import type {
  DeployedFlow,
  DeploymentPart,
  FlowCall,
  FlowStepEvent,
  RunEvent,
  RunOutcome,
  SentSample,
} from "../../protocol";

const ROOT = path.resolve(__dirname, "../../..");
const read = (name: string) => readFileSync(path.join(ROOT, name), "utf8");

let workbench: TestWorkbench;
beforeAll(async () => {
  workbench = await openTestWorkbench({
    file: path.join(ROOT, "dist/index.js"),
    hasSimulator: true,
    stopMs: 1500,
  });
});
afterAll(() => workbench.close());

/** A run or a deployment as its reader sees it. */
interface Open {
  id: string;
  events: RunEvent[];
  until(passes: (event: RunEvent) => boolean): Promise<void>;
  ended: Promise<RunOutcome>;
}

/** Runs or deploys a flow. */
async function open(what: "flowRuns" | "deployments", call: FlowCall): Promise<Open> {
  const response = await workbench.fetchApi("POST", what, call);
  if (!response.body || !response.ok) throw new Error(await response.text());
  const { events, until, ended } = readLines<RunEvent>(response.body);
  await until(({ type }) => type === "started");
  const [started] = events;
  return {
    id: started?.type === "started" ? started.run : "",
    events,
    until,
    ended: ended.then(() => {
      const last = events.at(-1);
      if (last?.type !== "ended") throw new Error(`it ended with ${JSON.stringify(last)}`);
      return last.outcome;
    }),
  };
}

/** A file with one flow: steps after a trigger of the platform, or another. */
const callOf = (steps: Step[], more: Partial<Flow> & { first?: Step } = {}): FlowCall => ({
  text: JSON.stringify(integrationOf(steps, [], more)),
  flow: "Flow",
  payload: "",
  config: "",
});

const flowOf = (name: string, flow: string): FlowCall => ({
  text: read(`flows/${name}.yml`),
  flow,
  payload: "",
  config: read(`flows/samples/${name}.config.json`),
});

const stop = ({ id }: Open) => workbench.call("DELETE", `runs/${id}`);

const reach = async (
  { id }: Open,
  what: "sample" | "poll",
  sample?: unknown,
): Promise<SentSample> => {
  const body = sample === undefined ? undefined : { body: JSON.stringify(sample) };
  const response = await workbench.fetchApi("POST", `deployments/${id}/${what}`, body);
  return response.json() as Promise<SentSample>;
};

const partsOf = ({ events }: Open): DeploymentPart[] =>
  events.flatMap((event) => (event.type === "partBegan" ? [event.part] : []));

/** The events of a part of a deployment. */
const eventsOf = ({ events }: Open, id: number): RunEvent[] =>
  events.flatMap((event) => (event.type === "part" && event.id === id ? [event.event] : []));

/** Waits for the end of a part of a deployment, and returns it. */
async function endOf(deployment: Open, id: number): Promise<RunOutcome> {
  const isEnd = (event: RunEvent) =>
    event.type === "part" && event.id === id && event.event.type === "ended";
  await deployment.until(isEnd);
  const last = eventsOf(deployment, id).at(-1);
  return last?.type === "ended" ? last.outcome : { state: "failed", ms: 0 };
}

/** Waits until a flow is deployed. */
async function whenDeployed(deployment: Open): Promise<DeployedFlow> {
  await Promise.race([deployment.until(({ type }) => type === "deployed"), deployment.ended]);
  const found = deployment.events.find((event) => event.type === "deployed");
  if (!found) throw new Error(JSON.stringify(deployment.events.at(-1)));
  return found.deployed;
}

/** `POST /destinations 200` of each request among events. */
function requestsIn(events: readonly RunEvent[]): string[] {
  const statuses = new Map(
    events.flatMap((event) =>
      event.type === "response" ? [[event.outcome.id, event.outcome.status] as const] : [],
    ),
  );
  return events.flatMap((event) => {
    if (event.type !== "request") return [];
    const { id, method, url } = event.request;
    return [
      `${method} ${new URL(url).pathname.replaceAll(/\/[\w]{20,}/g, "/*")} ${statuses.get(id)}`,
    ];
  });
}

/** `name state: detail` of each step that ended. */
function stepsIn(events: readonly RunEvent[]): string[] {
  const told = events.flatMap((event) => (event.type === "step" ? [event.event] : []));
  const names = new Map(
    told.flatMap((event) => (event.type === "began" ? [[event.place.id, event.place.name]] : [])),
  );
  return told.flatMap((event) =>
    event.type === "ended"
      ? [`${names.get(event.id)} ${event.outcome.state}: ${event.outcome.detail}`]
      : [],
  );
}

const stepEnd = (events: readonly RunEvent[], name: string) => {
  const told = events.flatMap((event) => (event.type === "step" ? [event.event] : []));
  const id = told.find((event) => event.type === "began" && event.place.name === name);
  const ended = told.find(
    (event): event is FlowStepEvent & { type: "ended" } =>
      event.type === "ended" && id?.type === "began" && event.id === id.place.id,
  );
  return ended?.outcome;
};

/** The names of the destinations in the simulated workspace. */
async function destinations(): Promise<string[]> {
  const run = await workbench.run("listDestinations", {}, { workspace: "simulated" });
  const { result } = await run.ended;
  const { data } = result as { data: { data: { destinations: { name: string }[] } } };
  return data.data.destinations.map(({ name }) => name);
}

describe("a deployed flow", () => {
  test("makes its destination, runs for an event that its source receives, and removes the destination", async () => {
    const before = await destinations();
    const deployment = await open("deployments", flowOf("events-to-traits", "Keep Last Order"));
    const { url, sourceId } = await whenDeployed(deployment);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/keepLastOrder$/);
    expect(sourceId).toBeDefined();
    const made = eventsOf(deployment, 1);
    expect(requestsIn(made)).toContain("POST /destinations 200");
    expect(JSON.stringify(made)).toContain("[secret]");
    expect(await endOf(deployment, 1)).toMatchObject({ state: "done" });
    expect(await destinations()).toHaveLength(before.length + 1);

    const order = { type: "track", event: "Order Completed", userId: "u-1", messageId: "order-1" };
    const sample = { ...order, properties: { order_id: "77", total: 5 } };
    expect(await reach(deployment, "sample", sample)).toEqual({
      isTaken: true,
      text: "The source Web shop received it, and sends it to the flow.",
    });
    expect(await endOf(deployment, 2)).toMatchObject({ state: "done" });
    expect(stepsIn(eventsOf(deployment, 2))).toEqual([
      "Order Completed done: ",
      "Read Order done: ",
      "Identify Customer done: ",
      "Write Order done: ",
      "Is the Customer Known done: Known Customer",
    ]);
    expect(stepEnd(eventsOf(deployment, 2), "Read Order")).toMatchObject({
      result: { value: { lastOrderId: "77", lastOrderTotal: 5 } },
    });
    const [, arrived] = partsOf(deployment);
    expect(arrived).toMatchObject({
      kind: "request",
      number: 1,
      received: { value: { body: { messageId: "order-1", properties: { order_id: "77" } } } },
    });
    expect(JSON.stringify(arrived)).toMatch(/"x-flow-secret":"\[secret\]"/i);

    expect(await reach(deployment, "sample", sample)).toEqual({
      isTaken: false,
      text: "The source Web shop dropped it: duplicate messageId.",
    });
    expect(
      await reach(deployment, "sample", { ...order, event: "Refund", messageId: "r" }),
    ).toEqual({
      isTaken: false,
      text: "The source Web shop received it, and does not send it to the flow: the trigger listens for other events.",
    });

    await stop(deployment);
    expect(await deployment.ended).toMatchObject({
      state: "done",
      report: ["1 run: 1 done, 0 failed."],
    });
    expect(partsOf(deployment).map(({ kind }) => kind)).toEqual(["create", "request", "remove"]);
    expect(requestsIn(eventsOf(deployment, 3))).toContain("DELETE /destinations/* 200");
    expect(await destinations()).toEqual(before);
    expect(await reach(deployment, "sample", sample)).toEqual({
      error: "The flow is not deployed.",
    });
  });

  test("receives what the sender of a webhook that was set up by hand signs, and shows what it refuses", async () => {
    const sharedSecret = "3f1c9a7e2b";
    const first = ownTrigger("webhook", {
      sharedSecret: text(sharedSecret),
      headerName: text("X-Sender"),
      headerValue: text("of the shop"),
    });
    const tell = code("Tell", "return { data: stepResults.trigger.results.body.data };");
    const deployment = await open("deployments", callOf([tell], { first }));
    const { url = "", sourceId } = await whenDeployed(deployment);
    expect(sourceId).toBeUndefined();
    expect(await reach(deployment, "sample", { event: "Paid" })).toEqual({
      isTaken: true,
      text: "The flow responded with 200.",
    });
    await endOf(deployment, 1);
    expect(stepEnd(eventsOf(deployment, 1), "Tell")?.result?.value).toEqual([{ event: "Paid" }]);
    await reach(deployment, "sample", [{ n: 1 }, { n: 2 }]);
    await endOf(deployment, 2);
    expect(stepEnd(eventsOf(deployment, 2), "Tell")?.result?.value).toEqual([{ n: 1 }, { n: 2 }]);

    const forged = await fetch(url, { method: "POST", body: '{"event":"Forged"}' });
    expect(forged.status).toBe(500);
    expect(await endOf(deployment, 3)).toMatchObject({ state: "failed" });
    expect(stepsIn(eventsOf(deployment, 3))).toEqual([
      expect.stringMatching(
        /^Trigger failed: Webhook: the request was refused: it has no header X-Sender/,
      ),
    ]);
    await stop(deployment);
    await deployment.ended;
    expect(partsOf(deployment).map(({ kind }) => kind)).toEqual(["request", "request", "request"]);
    expect(JSON.stringify(deployment.events)).not.toContain(sharedSecret);
    await expect(fetch(url, { method: "POST" })).rejects.toThrow("fetch failed");
  });

  test("polls at once and when asked, and runs for what it finds", async () => {
    const deployment = await open("deployments", flowOf("sync-watch", "Watch Syncs"));
    expect(await whenDeployed(deployment)).toEqual({
      schedule: { text: "*/5 * * * *", isFollowed: true },
    });
    await endOf(deployment, 1);
    expect(partsOf(deployment)).toMatchObject([{ kind: "poll", number: 1 }]);
    expect(requestsIn(eventsOf(deployment, 1))).toEqual([
      expect.stringMatching(/^GET \/reverse-etl-models\/\*\/.*\/syncs 200$/),
    ]);
    expect(stepsIn(eventsOf(deployment, 1))).toContain("Each Sync done: 1 item");
    expect(await reach(deployment, "poll")).toMatchObject({ isTaken: true });
    expect(await endOf(deployment, 2)).toMatchObject({
      state: "done",
      report: ["Nothing new: the flow did not run."],
    });
    expect(await reach(deployment, "sample", {})).toMatchObject({
      isTaken: false,
      text: "The flow receives no request.",
    });
    await stop(deployment);
    expect(await deployment.ended).toMatchObject({ state: "done" });
  });

  test("is removed before a reset of the workspace", async () => {
    const deployment = await open("deployments", flowOf("events-to-traits", "Keep Last Order"));
    await whenDeployed(deployment);
    await workbench.call("POST", "workspaces/simulated/reset");
    expect(await deployment.ended).toMatchObject({ state: "done" });
    expect(partsOf(deployment).at(-1)).toMatchObject({ kind: "remove" });
  });

  test("and a run that begin during a reset wait for its end", async () => {
    const reset = workbench.call("POST", "workspaces/simulated/reset");
    const call = flowOf("events-to-traits", "Keep Last Order");
    const [deployment, run] = await Promise.all([
      open("deployments", call),
      open("flowRuns", call),
    ]);
    await whenDeployed(deployment);
    expect((await reset).status).toBe(200);
    expect(requestsIn(eventsOf(deployment, 1))).toContain("POST /destinations 200");
    expect((await run.ended).error?.message ?? "").not.toContain("is not offered");
    await stop(deployment);
    expect(await deployment.ended).toMatchObject({ state: "done" });
  });

  test("fails with its process, and the next deployment takes over what is left", async () => {
    const before = await destinations();
    const call = flowOf("events-to-traits", "Keep Last Order");
    const exits = {
      ...call,
      text: call.text.replace("const { properties", "process.exit(4); const { properties"),
    };
    const deployment = await open("deployments", exits);
    await whenDeployed(deployment);
    await reach(deployment, "sample", { type: "track", event: "Order Completed", userId: "u" });
    expect(await deployment.ended).toMatchObject({
      state: "failed",
      error: { message: expect.stringContaining("it ended with the code 4") },
      report: [expect.stringMatching(/^The trigger was not removed\. Deploy the flow again/)],
    });
    expect(await destinations()).toHaveLength(before.length + 1);
    const again = await open("deployments", call);
    await whenDeployed(again);
    expect(await destinations()).toHaveLength(before.length + 1);
    await stop(again);
    await again.ended;
    expect(await destinations()).toEqual(before);
  });

  test("is refused without a trigger of the component, and with a configuration that is not complete", async () => {
    const platform = await open("deployments", callOf([code("Say", "return { data: 1 };")]));
    expect(await platform.ended).toMatchObject({
      state: "failed",
      error: { message: "Only a flow with a trigger of the component is deployed." },
    });
    const call = { ...flowOf("events-to-traits", "Keep Last Order"), config: "" };
    const unset = await open("deployments", call);
    expect(await unset.ended).toMatchObject({
      state: "failed",
      error: {
        message: expect.stringMatching(/^Configuration: Shop: expected a choice, got nothing/),
      },
    });
  });
});

test("a run and a deployment with an unknown field name those that are known", async () => {
  const body = { ...callOf([]), extra: 1 };
  for (const what of ["flowRuns", "deployments"]) {
    expect(await workbench.call("POST", what, body)).toMatchObject({
      status: 400,
      body: { error: "extra: unknown field; expected only text, flow, payload or config." },
    });
  }
});

describe("a step of a flow", () => {
  const before = code("Before", "return { data: 1 };");

  /** Runs steps after one that is done. */
  const run = (steps: Step[]) => open("flowRuns", callOf([before, ...steps]));

  /** Shows that the next run works. */
  const expectNext = async () => {
    const next = await run([]);
    expect(await next.ended).toMatchObject({ state: "done" });
  };

  test("that ends its process fails the run at that step, and the next run works", async () => {
    const exits = await run([code("Leave", "process.exit(5);")]);
    expect(await exits.ended).toMatchObject({
      state: "failed",
      error: { message: expect.stringContaining("it ended with the code 5") },
    });
    expect(stepsIn(exits.events)).toEqual(["Trigger done: ", "Before done: "]);
    expect(exits.events).toContainEqual({
      type: "step",
      event: { type: "began", place: expect.objectContaining({ name: "Leave" }) },
    });
    await expectNext();
  });

  test("that throws later ends its process with its message", async () => {
    const later = await run([
      code(
        "Late",
        'setTimeout(() => { throw new Error("too late"); }); await new Promise(() => undefined);',
      ),
    ]);
    expect(await later.ended).toMatchObject({
      state: "failed",
      error: { message: "The process that runs the steps is gone: too late." },
    });
    await expectNext();
  });

  test("that loops for ever is ended by Stop, and the next run works", async () => {
    const endless = await run([code("Endless", "for (;;);")]);
    await endless.until(({ type }) => type === "step");
    await stop(endless);
    expect(await endless.ended).toMatchObject({
      state: "stopped",
      error: { message: expect.stringMatching(/^The step did not stop within 1\.5 s/) },
    });
    await expectNext();
  });

  test("that throws fails the run with its message", async () => {
    const failed = await run([
      code("Break", 'throw new Error("no such order");'),
      code("After", "return { data: 2 };"),
    ]);
    expect(await failed.ended).toMatchObject({ state: "failed" });
    expect(stepsIn(failed.events)).toEqual([
      "Trigger done: ",
      "Before done: ",
      "Break failed: no such order",
    ]);
    await expectNext();
  });

  test("that returns 50 MiB shows the start of it, in less than 2 MiB", async () => {
    const long = await run([
      code(
        "Long",
        'return { data: { text: "x".repeat(50 * 1024 * 1024), list: Array(100000).fill({ id: 1 }) } };',
      ),
      code("Length", "return { data: stepResults.long.results.text.length };"),
    ]);
    expect(await long.ended).toMatchObject({ state: "done", result: 50 * 1024 * 1024 });
    const { result } = stepEnd(long.events, "Long") ?? {};
    expect(result?.omitted).toEqual([
      { path: "text", characters: expect.any(Number) },
      { path: "list", items: expect.any(Number) },
    ]);
    expect(result?.omittedBytes).toBeGreaterThan(50 * 1024 * 1024);
    expect(JSON.stringify(long.events).length).toBeLessThan(2 * 1024 * 1024);
    await expectNext();
  });

  test("beyond the first 3,000 is counted, and shown if it fails", async () => {
    const many = await run([
      times("Rounds", text("4000"), [
        code(
          "Count",
          "if (stepResults.rounds.index === 3990) throw new Error('round 3991'); return { data: 1 };",
        ),
      ]),
    ]);
    expect(await many.ended).toMatchObject({ state: "failed" });
    const ended = stepsIn(many.events);
    expect(ended).toHaveLength(3001);
    expect(ended.at(-2)).toBe("Count failed: round 3991");
    expect(many.events).toContainEqual({ type: "omittedSteps", steps: 993 });
  });

  test("that sends batches shows each of its requests", async () => {
    const sources = await workbench.run("listSources", {}, { workspace: "simulated" });
    const { data } = (await sources.ended).result as {
      data: { data: { sources: { id: string; name: string }[] } };
    };
    const till = data.data.sources.find(({ name }) => name === "Till")?.id ?? "";
    const batch = await run([
      code(
        "Make",
        `return { data: Array.from({ length: 250 }, (_, at) => ({
           type: "track", event: "Counted", userId: "u" + at, properties: { text: "x".repeat(4000) } })) };`,
      ),
      segment("Send", "sendEvents", { sourceId: text(till), events: reference("make.results") }),
    ]);
    expect(await batch.ended).toMatchObject({ state: "done" });
    const sent = requestsIn(batch.events).filter((line) => line === "POST /v1/batch 200");
    expect(sent.length).toBeGreaterThanOrEqual(2);
    const step = stepEnd(batch.events, "Send");
    expect(step?.requests).toBe(requestsIn(batch.events).length);
    const received = batch.events.find(({ type }) => type === "received");
    expect(received).toMatchObject({ omitted: 50 });
  });

  test("in a loop can be stopped, and no round begins after it", async () => {
    const looping = await run([
      code("Items", "return { data: Array.from({ length: 1000 }, (_, at) => at) };"),
      loop("Each", reference("items.results"), [segment("List", "listSources")]),
    ]);
    const isSecond = (event: RunEvent) =>
      event.type === "step" &&
      event.event.type === "began" &&
      event.event.place.within[0] === "Each 2 of 1000";
    await looping.until(isSecond);
    await stop(looping);
    const { state, report = [] } = await looping.ended;
    expect(state).toBe("stopped");
    expect(report.join("\n")).toMatch(/Stopped (in|between)/);
    const lists = stepsIn(looping.events).filter((line) => line.startsWith("List"));
    expect(lists.length).toBeLessThan(1000);
    await expectNext();
  });
});
