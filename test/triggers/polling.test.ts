import component from "../../src";
import { openPolling, type Polled, type Polling, START } from "./pollingHarness";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const AMPLITUDE = "54521fd525e721e32a72ee91";

let segment: Polling;

beforeAll(async () => {
  segment = await openPolling();
});
beforeEach(() => {
  segment.now = START;
  segment.simulator.reset();
});
afterAll(() => segment.close());

const iso = (time: number): string => new Date(time).toISOString();
const workspace = () => segment.simulator.workspace("us");
const message = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "no error",
    (error: Error) => error.message,
  );

/** Polls one after the other, each with the state of the one before. */
function series<Item>(trigger: string, inputs: Record<string, unknown> = {}) {
  let last: Polled<Item> | undefined;
  return async (): Promise<Polled<Item>> => {
    last = await segment.poll<Item>(trigger, inputs, last?.state);
    expect(last.resultType).toBe(last.items.length > 0 ? "completed" : "polled_no_changes");
    return last;
  };
}

const idsOf = ({ items }: Polled<{ id: string }>) => items.map(({ id }) => id);

const audit = (id: string, time: number, type = "Source Created", resourceId = "s1") =>
  workspace().auditTrail.add({
    id,
    type,
    timestamp: iso(time),
    resource: { id: resourceId, type: "SOURCE", name: "Web" },
  });

describe("the polling triggers", () => {
  const KEYS = [
    "newAuditEvents",
    "reverseEtlSyncFinished",
    "deliveryFailures",
    "warehouseSyncFinished",
  ];

  test.each(KEYS)("%s tells the platform that it polls and gives lists of items", (key) => {
    const trigger = (component.triggers as unknown as Record<string, Record<string, unknown>>)[key];
    expect(trigger).toMatchObject({
      isPollingTrigger: true,
      scheduleSupport: "required",
      synchronousResponseSupport: "invalid",
      triggerResolverSupport: "valid",
    });
    const inputs = trigger?.inputs as { key: string }[];
    expect(inputs.map((input) => input.key).slice(0, 2)).toEqual(["connectionInput", "region"]);
    expect(inputs.at(-1)?.key).toBe("lookBackDate");
    const resolve = trigger?.resolveTriggerItems as (...args: unknown[]) => unknown;
    const example = trigger?.examplePayload as { payload: { body: { data: unknown[] } } };
    expect(resolve({}, example)).toEqual(example.payload.body.data);
    expect(example.payload.body.data).toHaveLength(1);
  });
});

describe("New Audit Events", () => {
  test("a change in the workspace starts the flow once, and the changes before the first poll do not", async () => {
    const poll = series<{ id: string; type: string }>("newAuditEvents");
    await segment.run("createLabel", { key: "team", value: "web", description: "Web" });
    segment.now += 1000;
    expect((await poll()).items).toEqual([]);
    segment.now += MINUTE;
    await segment.run("createLabel", { key: "team", value: "app", description: "App" });
    segment.now += MINUTE;
    const { items, requests } = await poll();
    expect(items).toMatchObject([{ type: "Label Created", timestamp: iso(START + 1000 + MINUTE) }]);
    expect(requests).toHaveLength(1);
    segment.now += HOUR;
    const quiet = await poll();
    expect(quiet.items).toEqual([]);
    expect(quiet.requests).toHaveLength(1);
  });

  test("a workspace without changes gives nothing, and then its first change", async () => {
    const poll = series<{ id: string }>("newAuditEvents");
    audit("long ago", START - 24 * HOUR - MINUTE);
    expect(idsOf(await poll())).toEqual([]);
    segment.now += 30 * MINUTE;
    expect(idsOf(await poll())).toEqual([]);
    audit("first", segment.now - MINUTE);
    expect(idsOf(await poll())).toEqual(["first"]);
  });

  test("an event that appears late is found if it is at most five minutes older than the newest", async () => {
    const poll = series<{ id: string }>("newAuditEvents");
    audit("newest", START - 1000);
    await poll();
    audit("late", START - 1000 - 5 * MINUTE);
    audit("too late", START - 1001 - 5 * MINUTE);
    audit("same time", START - 1000);
    expect(idsOf(await poll())).toEqual(["late", "same time"]);
    expect(idsOf(await poll())).toEqual([]);
  });

  test("the watermark is the time of the newest event, not of the clock", async () => {
    const poll = series<{ id: string }>("newAuditEvents");
    audit("first", START - HOUR);
    await poll();
    segment.now += 6 * HOUR;
    expect((await poll()).state.since).toBe(START - HOUR);
    audit("hours later", START - 30 * MINUTE);
    expect(idsOf(await poll())).toEqual(["hours later"]);
  });

  test("a clock that was set back asks for a range all the same", async () => {
    const poll = series<{ id: string }>("newAuditEvents");
    audit("first", START - 1000);
    await poll();
    segment.now -= 30 * 24 * HOUR;
    audit("second", START);
    expect(idsOf(await poll())).toEqual(["second"]);
  });

  test("Event Types selects events in any case, and the watermark moves past the others", async () => {
    const poll = series<{ id: string }>("newAuditEvents", {
      eventTypes: [" source created ", "Source Deleted"],
    });
    await poll();
    audit("a", START, "Source Created");
    audit("b", START + 10, "Source Deleted");
    audit("c", START + HOUR, "Label Created");
    segment.now += 2 * HOUR;
    const { items, state } = await poll();
    expect(items.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(state.since).toBe(START + HOUR);
  });

  test("Resource ID and Resource Type are sent to Segment", async () => {
    const inputs = { resourceId: "s2", resourceType: "SOURCE", lookBackDate: iso(START - HOUR) };
    const poll = series<{ id: string }>("newAuditEvents", inputs);
    audit("of s1", START - 1000, "Source Created", "s1");
    audit("of s2", START - 1000, "Source Created", "s2");
    expect(idsOf(await poll())).toEqual(["of s2"]);
  });

  test("with a Look-back Date, the first poll gives everything since then, the oldest first", async () => {
    const poll = series<{ id: string }>("newAuditEvents", { lookBackDate: iso(START - HOUR) });
    audit("after", START - HOUR + 1000);
    audit("just then", START - HOUR);
    audit("before", START - HOUR - 1);
    expect(idsOf(await poll())).toEqual(["just then", "after"]);
    // The overlap reaches back to before the date.
    expect(idsOf(await poll())).toEqual([]);
  });

  test("a Look-back Date in the future is refused before anything is sent", async () => {
    const inputs = { lookBackDate: iso(START + 1000) };
    expect(await message(segment.poll("newAuditEvents", inputs))).toBe(
      'Look-back Date: expected a time in the past, got text "2026-03-02T10:00:01.000Z".',
    );
    expect(segment.simulator.requests).toEqual([]);
  });

  test("6,000 events at once come in polls of at most 1,000, each once, with bounded state", async () => {
    const poll = series<{ id: string; timestamp: string }>("newAuditEvents");
    await poll();
    const TOTAL = 6000;
    for (let number = 0; number < TOTAL; number += 1) {
      // Groups of 600 share a time.
      audit(
        `e${String((number * 3001) % TOTAL).padStart(21, "0")}`,
        START + (number % 10) * 20_000,
      );
    }
    segment.now += 5 * MINUTE;
    const came: string[] = [];
    for (;;) {
      const { items, state, requests } = await poll();
      expect(Object.keys(state.seen as object).length).toBeLessThanOrEqual(5000);
      expect(JSON.stringify(state).length).toBeLessThan(250_000);
      if (items.length === 0) break;
      expect(items).toHaveLength(1000);
      expect(requests).toHaveLength(6);
      const places = items.map(({ timestamp, id }) => `${timestamp} ${id}`);
      expect(places).toEqual([...places].sort());
      came.push(...items.map(({ id }) => id));
    }
    expect(came).toHaveLength(TOTAL);
    expect(new Set(came).size).toBe(TOTAL);
    audit("late", START + 190_000);
    expect(idsOf(await poll())).toEqual(["late"]);
  });

  test("a rate limit is an error with its time, and the state is unchanged", async () => {
    const first = await segment.poll("newAuditEvents");
    segment.simulator.intercept(() => ({
      status: 429,
      headers: { "retry-after": "120" },
      body: { errors: [{ type: "rate-limit-exceeded", message: "slow down" }] },
    }));
    expect(await message(segment.poll("newAuditEvents", {}, first.state))).toBe(
      "New Audit Events: 429 slow down. Try again in 120 seconds.",
    );
  });

  test("an event without a usable time is an error, not a gap", async () => {
    segment.simulator.intercept(() => ({
      status: 200,
      body: { data: { events: [{ id: "odd", timestamp: "yesterday", type: "X" }] } },
    }));
    expect(await message(segment.poll("newAuditEvents"))).toBe(
      'New Audit Events: Segment returned the item "odd" without a usable time.',
    );
  });

  test("a missing right is an error with the label, and asks for a connection", async () => {
    segment.simulator.intercept(() => ({
      status: 403,
      body: { errors: [{ type: "forbidden", message: "no" }] },
    }));
    expect(await message(segment.poll("newAuditEvents"))).toMatch(/^New Audit Events: /);
  });

  test.each([
    ["nothing", {}],
    ["of another form", { since: "2026-01-01", seen: [] }],
    ["of another trigger", { of: "x", since: START, seen: {} }],
  ])("state that is %s counts as lost: the poll is a first one", async (_, state) => {
    audit("before", START - 1000);
    const { items, state: next } = await segment.poll("newAuditEvents", {}, state);
    expect(items).toEqual([]);
    expect(next).toMatchObject({ since: START - 1000, seen: { before: [START - 1000] } });
  });
});

test.each([
  ["watermark", { since: 1e300 }],
  ["watermark beyond the year 9999", { since: 8.64e15 }],
  ["floor", { floor: [1e300, "x"] }],
])("state with a %s that is no time does not stop the trigger", async (_, broken) => {
  const first = await segment.poll("newAuditEvents");
  audit("next", START + 1000);
  segment.now += MINUTE;
  const state = { ...first.state, ...broken };
  const second = await segment.poll<{ id: string }>("newAuditEvents", {}, state);
  audit("last", segment.now + 1000);
  segment.now += MINUTE;
  const third = await segment.poll<{ id: string }>("newAuditEvents", {}, second.state);
  expect(idsOf(third)).toEqual(["last"]);
});

describe("Reverse ETL Sync Finished", () => {
  interface Sync {
    syncId: string;
    syncStatus: string;
  }
  const inputs = { modelId: "m1", subscriptionId: "sub1" };
  const put = (id: string, startedAt: number, more: object = {}) =>
    workspace().reverseEtlSyncs.put({
      id,
      modelId: "m1",
      sourceId: "s1",
      subscriptionId: "sub1",
      startedAt,
      fails: false,
      first: false,
      ...more,
    });
  const finished = ({ items }: Polled<Sync>) => items.map(({ syncId }) => syncId);

  beforeEach(() => {
    const { reverseEtlModels, subscriptions } = workspace();
    reverseEtlModels.put({
      id: "m1",
      sourceId: "s1",
      name: "Customers",
      description: "",
      enabled: true,
      query: "SELECT 1",
      queryIdentifierColumn: "id",
    });
    subscriptions.put({ id: "sub1", destinationId: "d1", modelId: "m1" } as never);
  });

  test("a sync starts the flow once it has ended, with its result", async () => {
    const poll = series<Sync>("reverseEtlSyncFinished", inputs);
    put("old", START - HOUR);
    expect(finished(await poll())).toEqual([]);
    put("works", START);
    put("fails", START + 1, { fails: true });
    segment.now += 10_000;
    expect(finished(await poll())).toEqual([]);
    segment.now += MINUTE;
    const { items, requests } = await poll();
    expect(items).toMatchObject([
      { syncId: "fails", syncStatus: "FAIL", errorCode: "ExtractQueryFailed" },
      { syncId: "works", syncStatus: "SUCCESS" },
    ]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.get("count")).toBe("100");
    const quiet = await poll();
    expect(finished(quiet)).toEqual([]);
    expect(quiet.requests).toHaveLength(1);
  });

  test("a long sync is found behind 150 shorter ones that started and ended after it", async () => {
    const poll = series<Sync>("reverseEtlSyncFinished", inputs);
    put("earlier", START - 2 * HOUR);
    put("long", START - MINUTE, { loadingMs: 30 * HOUR });
    await poll();
    for (let number = 0; number < 150; number += 1) put(`n${number}`, START + number * 10 * MINUTE);
    segment.now = START + 29 * HOUR;
    const many = await poll();
    expect(finished(many)).toHaveLength(150);
    expect(many.requests).toHaveLength(2);
    segment.now = START + 31 * HOUR;
    expect(finished(await poll())).toEqual(["long"]);
    const quiet = await poll();
    expect(finished(quiet)).toEqual([]);
    expect(quiet.requests).toHaveLength(1);
  });

  test("a list that begins with old syncs of one time may run from old to new: it is read to its end", async () => {
    const poll = series<Sync>("reverseEtlSyncFinished", inputs);
    const sync = (syncId: string, startedAt: number) => ({
      syncId,
      modelId: "m1",
      sourceId: "s1",
      syncStatus: "SUCCESS",
      duration: "",
      startedAt: iso(startedAt),
      finishedAt: iso(startedAt + MINUTE),
    });
    const pages = [
      Array.from({ length: 100 }, (_, number) => sync(`old ${number}`, START - 48 * HOUR)),
      [sync("latest", START - HOUR)],
    ];
    segment.simulator.intercept(({ query }) => {
      const isLast = query.includes("last");
      const pagination = { current: isLast ? "last" : "first", next: isLast ? undefined : "last" };
      const syncStatuses = pages[isLast ? 1 : 0];
      return { status: 200, body: { data: { syncStatuses, pagination } } };
    });
    expect(finished(await poll())).toEqual([]);
    segment.now += HOUR;
    pages[1]?.push(sync("new", START));
    expect(finished(await poll())).toEqual(["new"]);
  });

  test("a long sync that ends without a finish time is found, because it was open", async () => {
    const poll = series<Sync>("reverseEtlSyncFinished", inputs);
    const sync = (syncId: string, startedAt: number, syncStatus: string) => ({
      syncId,
      modelId: "m1",
      sourceId: "s1",
      syncStatus,
      duration: "",
      startedAt: iso(startedAt),
    });
    let list = [sync("long", START, "RUNNING")];
    segment.simulator.intercept(() => ({ status: 200, body: { data: { syncStatuses: list } } }));
    segment.now = START + 20 * HOUR;
    await poll();
    list = [sync("short", START + 20 * HOUR, "SUCCESS"), sync("long", START, "RUNNING")];
    expect(finished(await poll())).toEqual(["short"]);
    list = [sync("short", START + 20 * HOUR, "SUCCESS"), sync("long", START, "FAILED")];
    expect(finished(await poll())).toEqual(["long"]);
    expect(finished(await poll())).toEqual([]);
  });

  test.each(["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", undefined])(
    "a sync that has ended with the finish time %s counts from its start",
    async (finishedAt) => {
      const startedAt = iso(START - HOUR);
      const sync = { syncId: "done", modelId: "m1", sourceId: "s1", duration: "", startedAt };
      const syncStatuses = [{ ...sync, syncStatus: "SUCCESS", finishedAt }];
      segment.simulator.intercept(() => ({ status: 200, body: { data: { syncStatuses } } }));
      const poll = series<Sync>("reverseEtlSyncFinished", {
        ...inputs,
        lookBackDate: iso(START - 2 * HOUR),
      });
      expect(finished(await poll())).toEqual(["done"]);
      expect(finished(await poll())).toEqual([]);
    },
  );

  test("a sync that never ends does not make later polls read back for it", async () => {
    const poll = series<Sync>("reverseEtlSyncFinished", inputs);
    put("stuck", START - 5 * 24 * HOUR, { loadingMs: 1000 * HOUR });
    for (let number = 0; number < 150; number += 1)
      put(`n${number}`, START - (150 - number) * HOUR);
    await poll();
    expect((await poll()).requests).toHaveLength(1);
  });

  test("another model begins anew, without what the first one has left", async () => {
    put("old", START - HOUR);
    const first = await segment.poll<Sync>("reverseEtlSyncFinished", inputs);
    const { reverseEtlModels, reverseEtlSyncs, subscriptions } = workspace();
    const [model] = reverseEtlModels.all;
    if (model) reverseEtlModels.put({ ...model, id: "m2" });
    subscriptions.put({ id: "sub2", destinationId: "d1", modelId: "m2" } as never);
    const [sync] = reverseEtlSyncs.all;
    if (sync) reverseEtlSyncs.put({ ...sync, id: "other", modelId: "m2", subscriptionId: "sub2" });
    const other = { modelId: "m2", subscriptionId: "sub2" };
    const next = await segment.poll<Sync>("reverseEtlSyncFinished", other, first.state);
    expect(finished(next)).toEqual([]);
    expect(next.state.floor).toEqual([START - HOUR + 40_000, "other"]);
  });
});

describe("Warehouse Sync Finished", () => {
  interface Report {
    sourceId: string;
    start: string;
    end: string;
    status: string;
  }
  let warehouseId: string;

  beforeEach(() => {
    segment.simulator.fill("us", { sources: 3, warehouses: 1 });
    warehouseId = workspace().warehouses.all[0]?.id ?? "";
    for (const { id } of workspace().sources.all) {
      workspace().connections.put({ id: `${warehouseId}/${id}`, sourceId: id, warehouseId });
    }
  });

  test("each sync starts the flow once it has ended, in the order of the ends", async () => {
    const poll = series<Report>("warehouseSyncFinished", { warehouseId });
    expect((await poll()).items).toEqual([]);
    const came: Report[] = [];
    for (let round = 0; round < 30; round += 1) {
      segment.now += 12 * MINUTE;
      const { items, requests } = await poll();
      expect(requests).toHaveLength(1);
      expect(items.map(({ end }) => end)).toEqual(items.map(({ end }) => end).sort());
      came.push(...items);
    }
    const { reports } = (
      await segment.run<{ data: { reports: Report[] } }>("listSyncsFromWarehouse", { warehouseId })
    ).data;
    const expected = reports.filter(({ end }) => end !== null && end > iso(START));
    expect(expected.length).toBeGreaterThan(12);
    const keys = (list: Report[]) => list.map(({ sourceId, end }) => `${end} ${sourceId}`).sort();
    expect(keys(came)).toEqual(keys(expected));
    expect(came.every(({ status }) => status !== "RUNNING")).toBe(true);
  });

  test("a long sync with a placeholder for its end is found once it has ended", async () => {
    const report = (sourceId: string, start: number, end: string) => ({
      sourceId,
      start: iso(start),
      end,
      duration: 0,
      status: "SUCCESS",
      error: "",
      notices: [],
      noticesCount: 0,
    });
    const short = (number: number) =>
      report("short", START + number * MINUTE, iso(START + (number + 1) * MINUTE));
    let pages = [[short(0), report("long", START - MINUTE, "0001-01-01T00:00:00Z")]];
    segment.simulator.intercept(({ query }) => {
      const at = query.includes("second") ? 1 : 0;
      const next = at + 1 < pages.length ? "second" : undefined;
      const pagination = { current: at === 0 ? "first" : "second", next };
      return { status: 200, body: { data: { reports: pages[at], pagination } } };
    });
    segment.now += 5 * MINUTE;
    const poll = series<Report>("warehouseSyncFinished", { warehouseId });
    expect((await poll()).items).toEqual([]);
    // The next page begins before the time in which late syncs are looked for.
    const many = Array.from({ length: 100 }, (_, number) => short(20 * (100 - number)));
    pages = [many, [report("long", START - MINUTE, "0001-01-01T00:00:00Z")]];
    segment.now = START + 34 * HOUR;
    expect((await poll()).items).toHaveLength(100);
    pages = [many, [report("long", START - MINUTE, iso(START + 34 * HOUR))]];
    segment.now = START + 35 * HOUR;
    expect((await poll()).items).toMatchObject([{ sourceId: "long" }]);
  });

  test("a poll every minute stays within the limit of two requests a minute", async () => {
    segment.simulator.limit(600);
    const poll = series<Report>("warehouseSyncFinished", { warehouseId });
    for (let round = 0; round < 5; round += 1) {
      expect((await poll()).requests).toHaveLength(1);
      segment.now += MINUTE;
    }
  });
});

describe("Delivery Failures", () => {
  interface Failures {
    startTime: string;
    endTime: string;
    eventName?: string;
    total: number;
    series: { time: string; count: number }[];
  }
  let inputs: Record<string, unknown>;

  /** Receives tracked events; one in 25 of those that no filter takes fails. */
  const receive = (event: string, count: number) => {
    for (let number = 0; number < count; number += 1) {
      workspace().receivedEvents.add(
        inputs.sourceId as string,
        { eventName: event, eventType: "track" },
        segment.now,
      );
    }
  };

  beforeEach(() => {
    segment.simulator.fill("us", { sources: 1, destinations: 1 });
    // The failures of a webhook are those of its requests.
    const [destination] = workspace().destinations.all;
    if (destination) workspace().destinations.put({ ...destination, metadataId: AMPLITUDE });
    inputs = {
      sourceId: workspace().sources.all[0]?.id,
      destinationConfigId: workspace().destinations.all[0]?.id,
      groupBy: ["eventName"],
      eventName: ["Paid", "Left"],
    };
  });

  test("new failures come with their minutes, and again by their growth while Segment retries", async () => {
    const poll = series<Failures>("deliveryFailures", inputs);
    receive("Paid", 200);
    segment.now += 5 * MINUTE;
    expect((await poll()).items).toEqual([]);
    receive("Paid", 100);
    segment.now += 5 * MINUTE;
    const { items, requests } = await poll();
    expect(requests).toHaveLength(1);
    expect(items).toEqual([
      {
        startTime: iso(START + 5 * MINUTE),
        endTime: iso(START + 6 * MINUTE),
        eventName: "Paid",
        total: 3,
        series: [{ time: iso(START + 5 * MINUTE), count: 3 }],
      },
    ]);
    expect((await poll()).items).toEqual([]);
    const later = segment.now;
    segment.now = START + 5 * MINUTE;
    receive("Paid", 100);
    receive("Left", 100);
    segment.now = later + 3 * HOUR;
    const grown = await poll();
    expect(grown.items.map(({ eventName, total }) => [eventName, total])).toEqual([
      ["Left", 3],
      ["Paid", 4],
    ]);
    // More than an hour has passed: growth is looked for in more than four hours.
    expect(grown.requests).toHaveLength(2);
    segment.now += MINUTE;
    const quiet = await poll();
    expect(quiet.items).toEqual([]);
    expect(quiet.requests).toHaveLength(1);
  });

  test("after a pause it asks in time frames of four hours, at most 48 hours back", async () => {
    const poll = series<Failures>("deliveryFailures", inputs);
    await poll();
    segment.now += 30 * MINUTE;
    receive("Paid", 100);
    segment.now += 40 * HOUR;
    const { items, requests } = await poll();
    expect(items).toMatchObject([{ eventName: "Paid", total: 3 }]);
    expect(requests).toHaveLength(11);
    for (const request of requests) {
      const [start, end] = ["startTime", "endTime"].map((name) =>
        Date.parse(request.get(name) ?? ""),
      );
      expect((end as number) - (start as number)).toBeLessThanOrEqual(4 * HOUR);
      expect(request.get("granularity")).toBe("MINUTE");
    }
    segment.now += 100 * HOUR;
    const long = await poll();
    expect(long.requests).toHaveLength(12);
    expect(Date.parse(long.requests[0]?.get("startTime") ?? "")).toBeGreaterThan(
      segment.now - 48 * HOUR,
    );
  });

  test("only what is chosen is counted", async () => {
    const { requests } = await segment.poll("deliveryFailures", { ...inputs, audienceId: ["a1"] });
    const [request] = requests;
    expect(request?.get("filter[eventName][0]")).toBe("Paid");
    expect(request?.get("filter[audienceId][0]")).toBe("a1");
    expect(request?.get("groupBy[0]")).toBe("eventName");
    expect(request?.get("sourceId")).toBe(inputs.sourceId);
  });

  test("a part that fails gives nothing, and the state is unchanged", async () => {
    const first = await segment.poll("deliveryFailures", inputs);
    segment.now += 10 * HOUR;
    let count = 0;
    segment.simulator.intercept(() => {
      count += 1;
      return count < 3
        ? undefined
        : { status: 400, body: { errors: [{ type: "x", message: "no" }] } };
    });
    expect(await message(segment.poll("deliveryFailures", inputs, first.state))).toMatch(
      /^Delivery Failures: /,
    );
  });
});
