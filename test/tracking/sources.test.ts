import { inspect } from "node:util";
import component from "../../src";
import { openHarness, type TestHarness } from "../support/segment";
import {
  act,
  beginRun,
  newSource,
  refusal,
  STRIPE,
  send,
  sentEvents,
  track,
  trackingRequests,
} from "./sent";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness({}, component);
});
beforeEach(() => {
  harness.simulator.reset();
  harness.logged.length = 0;
  harness.debug = false;
  beginRun(harness);
});
afterAll(() => harness.close());

const readers = () => ({
  connectionInput: harness.connection(harness.simulator.us, {
    apiKey: harness.simulator.us.readOnlyToken,
  }),
});

describe.each([
  ["Track Event", "trackEvent", { event: "E", userId: "u1" }],
  ["Send Events", "sendEvents", { events: [track()] }],
])("%s refuses before it sends anything", (label, step, inputs) => {
  it("a source that the workspace does not have", async () => {
    expect(
      await refusal(harness, step, { ...inputs, sourceId: "qQEHquLrjRDN9j1ByrChyn" }),
    ).toContain(
      "The workspace has no source qQEHquLrjRDN9j1ByrChyn in the US region. Choose another source or region.",
    );
  });

  it("a source of another region", async () => {
    const { id: sourceId } = await newSource(harness);
    const elsewhere = {
      region: "eu1.api",
      connectionInput: harness.connection(harness.simulator.eu),
    };
    expect(await refusal(harness, step, { ...inputs, ...elsewhere, sourceId })).toContain(
      `The workspace has no source ${sourceId} in the EU region. Choose another source or region.`,
    );
  });

  it("a disabled source, with its write key too", async () => {
    const { id: sourceId, key } = await newSource(harness, { enabled: false });
    const expected =
      /^(?:Track Event|Send Events): The source .+ is disabled, and Segment would drop its events\. Enable it first\. Nothing was sent\.$/;
    expect(await refusal(harness, step, { ...inputs, sourceId })).toMatch(expected);
    expect(await refusal(harness, step, { ...inputs, sourceId, writeKey: key })).toMatch(expected);
  });

  it("a source that reads from a cloud app", async () => {
    const { id: sourceId } = await newSource(harness, { metadataId: STRIPE });
    expect(await refusal(harness, step, { ...inputs, sourceId })).toMatch(
      new RegExp(
        `^${label}: The source .+ \\(${sourceId}\\) reads from .+ and takes no events\\. Choose another source\\. Nothing was sent\\.$`,
      ),
    );
  });

  it("the write key of another source", async () => {
    const { id: sourceId } = await newSource(harness);
    const { key } = await newSource(harness);
    const message = await refusal(harness, step, { ...inputs, sourceId, writeKey: key });
    expect(message).toMatch(
      new RegExp(
        `^${label}: The write key in Write Key is not one of the source .+ \\(${sourceId}\\)\\. Correct it, or leave it empty\\. Nothing was sent\\.$`,
      ),
    );
    expect(message).not.toContain(key);
  });

  it("a source whose write key the API key cannot read", async () => {
    const { id: sourceId } = await newSource(harness);
    expect(await refusal(harness, step, { ...inputs, ...readers(), sourceId })).toMatch(
      new RegExp(
        `^${label}: Segment does not show the write key of the source .+ to this API key\\. Give the API key the role Source Admin, or enter the write key in Write Key\\. Nothing was sent\\.$`,
      ),
    );
  });

  it("neither a source nor a write key", async () => {
    expect(await refusal(harness, step, inputs)).toContain(
      "Source ID: expected a source, or a write key in Write Key, got neither.",
    );
  });
});

describe("the write key", () => {
  it("of a source goes to the tracking host of its region, with the events", async () => {
    const connectionInput = harness.connection(harness.simulator.eu);
    const eu = { region: "eu1.api", connectionInput };
    const { id: sourceId, key } = await newSource(harness, eu);
    await send(harness, { ...eu, sourceId, events: [track()] });
    expect(trackingRequests(harness)).toMatchObject([
      {
        region: "eu",
        body: { writeKey: key },
        headers: {
          host: "events.eu1.segmentapis.com",
          authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
        },
      },
    ]);
    expect(harness.simulator.eu.tracking.counts.bySource).toEqual({ [sourceId]: 1 });
  });

  it("is enough without a source, and nothing is read then", async () => {
    const { key, id } = await newSource(harness);
    const before = harness.simulator.requests.length;
    await act(harness, "trackEvent", { writeKey: ` ${key} `, event: "E", userId: "u1" });
    expect(harness.simulator.requests.slice(before).map(({ path }) => path)).toEqual(["/v1/batch"]);
    expect(harness.simulator.us.tracking.counts.bySource).toEqual({ [id]: 1 });
  });

  it("is accepted beside a source whose write key the API key cannot read", async () => {
    const { id: sourceId, key: writeKey } = await newSource(harness);
    const inputs = { ...readers(), sourceId, writeKey, events: [track()] };
    expect(await send(harness, inputs)).toMatchObject({ accepted: 1 });
    expect(harness.simulator.us.tracking.counts.bySource).toEqual({ [sourceId]: 1 });
  });

  it("is read once per run, and again after ten minutes", async () => {
    const { id: sourceId } = await newSource(harness);
    const inputs = { sourceId, event: "E", userId: "u1" };
    const reads = () =>
      harness.simulator.requests.filter(
        ({ method, path }) => method === "GET" && path === `/sources/${sourceId}`,
      ).length;
    await harness.onClock(async (clock) => {
      const counts: number[] = [];
      for (const waitMs of [0, 0, 590_000, 11_000, 0]) {
        clock.tick(waitMs);
        await act(harness, "trackEvent", inputs);
        counts.push(reads());
      }
      expect(counts).toEqual([1, 1, 1, 2, 2]);
    });
    beginRun(harness);
    await act(harness, "trackEvent", inputs);
    expect(reads()).toBe(3);
    expect(sentEvents(harness)).toHaveLength(6);
  });

  it.each([200, 400, 401, 500])(
    "is in no result, log or error, even if Segment quotes it in a %i",
    async (status) => {
      harness.debug = true;
      const { id: sourceId, key } = await newSource(harness);
      const basic = Buffer.from(`${key}:`).toString("base64");
      const undo = harness.simulator.intercept(({ path }) => {
        if (path !== "/v1/batch" || status === 200) return undefined;
        const message = `write key ${key} of Basic ${basic} is wrong`;
        return { status, body: { success: false, code: message, message, errors: [{ message }] } };
      });
      const outputs: unknown[] = [];
      for (const keys of [{ sourceId }, { writeKey: key }, { sourceId, writeKey: key }]) {
        for (const step of ["trackEvent", "sendEvents"]) {
          const inputs =
            step === "trackEvent" ? { event: "E", userId: "u1" } : { events: [track()] };
          const { result } = await harness.onClock(() =>
            harness.result(step, { ...keys, ...inputs }).catch((error: unknown) => error),
          );
          expect(result instanceof Error).toBe(status !== 200);
          outputs.push(result, (result as Error).stack, String(result));
        }
      }
      undo();
      expect(trackingRequests(harness).length).toBeGreaterThanOrEqual(6);
      const everything =
        JSON.stringify(outputs) + inspect([outputs, harness.logged], { depth: 20 });
      expect(harness.logged.length).toBeGreaterThan(0);
      expect(everything).not.toContain(key);
      expect(everything).not.toContain(basic);
      expect(everything).not.toContain(harness.simulator.us.token);
    },
  );
});

describe("a tracking plan", () => {
  const RULES = [
    {
      type: "TRACK",
      key: "Order Completed",
      version: 1,
      jsonSchema: {
        $schema: "http://json-schema.org/draft-07/schema#",
        type: "object",
        properties: {
          properties: {
            type: "object",
            required: ["orderId"],
            properties: { orderId: { type: "string" }, total: { type: "number" } },
          },
        },
      },
    },
  ];
  const GOOD = track({ properties: { orderId: "o1", total: 5 } });
  const BAD = track({ properties: { orderId: "o2", total: "hunter22" } });
  const UNPLANNED = track({ event: "Order Cancelled" });
  const RULE = 'track "Order Completed"';
  const VIOLATION = {
    path: "properties.total",
    rule: RULE,
    problem: "expected a number, got text",
  };
  const REASON = `violates the tracking plan: properties.total: expected a number, got text (${RULE}).`;

  /** Creates a source and a tracking plan with the rules, by the steps. */
  async function planned() {
    const { id: sourceId } = await newSource(harness);
    type Created = { data: { trackingPlan: { id: string } } };
    const { trackingPlan } = (
      await harness.run<Created>("createTrackingPlan", { name: "Orders", type: "LIVE" })
    ).data;
    const trackingPlanId = trackingPlan.id;
    await harness.run("replaceRulesInTrackingPlan", { trackingPlanId, rules: RULES });
    return { sourceId, trackingPlanId };
  }

  it("fails Send Events before it sends anything, with place, path and rule", async () => {
    const inputs = { ...(await planned()), events: [GOOD, BAD, UNPLANNED] };
    const expected = `Send Events: 1 of 3 events cannot be sent, and none was. Events[1] ${REASON}`;
    expect(await refusal(harness, "sendEvents", inputs)).toBe(expected);
    expect(await refusal(harness, "sendEvents", { ...inputs, skipInvalid: true })).toBe(expected);
  });

  it("skips the events that violate it if told so", async () => {
    const inputs = { ...(await planned()), events: [GOOD, BAD, UNPLANNED], onViolation: "skip" };
    expect(await send(harness, inputs)).toMatchObject({
      accepted: 2,
      skipped: [{ index: 1, reason: `Events[1] ${REASON}` }],
      violations: [],
      unplanned: 1,
    });
    expect(sentEvents(harness).map(({ event, properties }) => [event, properties])).toEqual([
      ["Order Completed", { orderId: "o1", total: 5 }],
      ["Order Cancelled", {}],
    ]);
  });

  it("lets a later event have the message ID of one that it skips", async () => {
    const events = [BAD, GOOD].map((event) => ({ ...event, messageId: "m1" }));
    const inputs = { ...(await planned()), events, onViolation: "skip" };
    expect(await send(harness, inputs)).toMatchObject({ accepted: 1, messageIds: ["m1"] });
  });

  it("reports the violations of events that are sent if told so", async () => {
    const inputs = { ...(await planned()), events: [GOOD, BAD, UNPLANNED], onViolation: "send" };
    expect(await send(harness, inputs)).toMatchObject({
      accepted: 3,
      skipped: [],
      violations: [{ index: 1, ...VIOLATION }],
      unplanned: 1,
    });
    expect(sentEvents(harness)).toHaveLength(3);
  });

  it("fails, skips or reports the event of a single step", async () => {
    const plan = await planned();
    const inputs = { ...plan, event: BAD.event, userId: "u1", properties: { orderId: 1 } };
    const violation = {
      path: "properties.orderId",
      rule: RULE,
      problem: "expected text, got a number",
    };
    const reason = `The event violates the tracking plan: properties.orderId: expected text, got a number (${RULE}).`;
    expect(await refusal(harness, "trackEvent", inputs)).toContain(reason);
    expect(await act(harness, "trackEvent", { ...inputs, onViolation: "skip" })).toEqual({
      accepted: false,
      event: null,
      reason,
      violations: [],
      unplanned: false,
    });
    expect(trackingRequests(harness)).toEqual([]);
    const sent = await act(harness, "trackEvent", { ...inputs, onViolation: "send" });
    expect(sent).toMatchObject({ accepted: true, reason: "", violations: [violation] });
    expect(sentEvents(harness)).toEqual([sent.event]);
  });

  it("is no reason to refuse an event that it does not contain", async () => {
    const plan = await planned();
    const result = await act(harness, "identifyUser", { ...plan, userId: "u1" });
    expect(result).toMatchObject({ accepted: true, violations: [], unplanned: true });
  });

  it("is read once per run", async () => {
    const inputs = { ...(await planned()), events: [GOOD] };
    const reads = () =>
      harness.simulator.requests.filter(
        ({ operationId }) => operationId === "listRulesFromTrackingPlan",
      ).length;
    const before = reads();
    await send(harness, inputs);
    await send(harness, inputs);
    expect(reads() - before).toBe(1);
    beginRun(harness);
    await send(harness, inputs);
    expect(reads() - before).toBe(2);
  });
});
