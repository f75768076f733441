import fc from "fast-check";
import type { Interceptor } from "../../simulator";
import { openPolling, type Polled, type Polling, START } from "./pollingHarness";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OVERLAP = 5 * MINUTE;

let segment: Polling;

beforeAll(async () => {
  segment = await openPolling();
});
afterAll(() => segment.close());

const iso = (time: number): string => new Date(time).toISOString();

/** One step of a run. Times are in milliseconds. */
type Step =
  | { kind: "pass"; ms: number }
  | { kind: "change"; late: number; ms: number; count: number }
  | { kind: "lose" }
  | {
      kind: "poll";
      /** The page that fails, from 0. */
      failAt: number;
      flowFails: boolean;
      /** Changes while the pages are read, one after each page. */
      during: { late: number; ms: number; count: number }[];
    };

const changes = (latest: number, longest: number, most: number) =>
  fc.record({
    late: fc.oneof(fc.constant(0), fc.nat(latest)),
    ms: fc.integer({ min: 1, max: longest }),
    count: fc.integer({ min: 1, max: most }),
  });

/** The choices of a kind of runs. */
interface Range {
  /** The largest lateness of a change. */
  latest: number;
  /** The longest duration of a change. */
  longest: number;
  /** The largest number of a change. */
  most: number;
  /** The longest time between two steps. */
  pause: number;
  loses: boolean;
}

const stepsOf = ({ latest, longest, most, pause, loses }: Range): fc.Arbitrary<Step[]> => {
  const change = changes(latest, longest, most);
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: change.map((one): Step => ({ kind: "change", ...one })) },
      { weight: 3, arbitrary: fc.nat(pause).map((ms): Step => ({ kind: "pass", ms })) },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant("poll" as const),
          failAt: fc.oneof(
            { weight: 3, arbitrary: fc.constant(99) },
            { weight: 1, arbitrary: fc.nat(3) },
          ),
          flowFails: fc.oneof(
            { weight: 3, arbitrary: fc.constant(false) },
            { weight: 1, arbitrary: fc.constant(true) },
          ),
          during: fc.array(change, { maxLength: 2 }),
        }),
      },
      ...(loses ? [{ weight: 1, arbitrary: fc.constant<Step>({ kind: "lose" }) }] : []),
    ),
    { minLength: 3, maxLength: 25 },
  );
};

/** A simulated part of Segment that changes. */
interface World<Item> {
  change(change: { late: number; ms: number; count: number }): void;
  /** Returns all items in the order of the list. */
  list(query: URLSearchParams): Item[];
}

/** A page that a test serves. */
type Envelope = (entries: unknown[], pagination: object) => object;

/** The record of a run. */
interface Run<Item> {
  polls: Polled<Item>[];
  /** The items that a flow has received and not failed on, in order. */
  received: Item[];
  /** The time of the first poll whose state was saved. */
  firstPoll: number;
  repeats: number;
  state: Record<string, unknown>;
}

/** Runs the steps, then polls until nothing comes. Cursors are positions, so that changes shift them. */
async function runSteps<Listed, Item>(
  trigger: string,
  inputs: Record<string, unknown>,
  steps: readonly Step[],
  world: World<Listed>,
  { pageSize, envelope }: { pageSize: number; envelope: Envelope },
): Promise<Run<Item>> {
  segment.now = START;
  segment.simulator.reset();
  let step: Step = { kind: "pass", ms: 0 };
  let page = 0;
  const serve: Interceptor = ({ query: text }) => {
    const query = new URLSearchParams(text);
    const from = Number(query.get("pagination[cursor]") ?? query.get("cursor") ?? 0);
    const failed = step.kind === "poll" && step.failAt === page;
    const change = step.kind === "poll" ? step.during[page] : undefined;
    page += 1;
    if (failed) return { status: 400, body: { errors: [{ type: "x", message: "no" }] } };
    const all = world.list(query);
    const next = from + pageSize < all.length ? String(from + pageSize) : null;
    const entries = all.slice(from, from + pageSize);
    if (change) world.change(change);
    return { status: 200, body: { data: envelope(entries, { current: String(from), next }) } };
  };
  segment.simulator.intercept(serve);

  const run: Run<Item> = { polls: [], received: [], firstPoll: Number.NaN, repeats: 0, state: {} };
  const pollOnce = async (flowFails: boolean): Promise<number> => {
    segment.now += 1;
    page = 0;
    const polled = await segment.poll<Item>(trigger, inputs, run.state);
    run.polls.push(polled);
    if (flowFails && polled.items.length > 0) {
      run.repeats += 1;
      return polled.items.length;
    }
    if (Number.isNaN(run.firstPoll)) run.firstPoll = segment.now;
    run.state = polled.state;
    run.received.push(...polled.items);
    return polled.items.length;
  };
  for (step of steps) {
    if (step.kind === "pass") segment.now += step.ms;
    else if (step.kind === "change") world.change(step);
    else if (step.kind === "lose") {
      run.state = {};
      run.repeats += 1;
    } else {
      await pollOnce(step.flowFails).catch((error: Error) => {
        expect(error.message).toMatch(/: 400|400 /);
      });
    }
  }
  step = { kind: "pass", ms: 0 };
  for (let left = 50; (await pollOnce(false)) > 0; left -= 1) {
    if (left === 0) throw new Error("polls never stop returning items");
  }
  // The poll before may have been the first one, or have come after a long time.
  expect(await pollOnce(false)).toBe(0);
  return run;
}

interface AuditEvent {
  id: string;
  timestamp: string;
  type: string;
}

/** An audit trail in an order of its own. */
class Trail implements World<AuditEvent> {
  readonly all: (AuditEvent & { addedAt: number })[] = [];

  constructor(private readonly order: "newest" | "oldest" | "mixed") {}

  change({ late, ms, count }: { late: number; ms: number; count: number }): void {
    // Beyond the state's 5,000, late events are lost: see the test of 6,000 events.
    const room = 5000 - this.all.length;
    for (let number = 0; number < Math.min(count, room); number += 1) {
      // Every other event has the same time as the one before it.
      const time = segment.now - Math.max(0, late - Math.floor(number / 2) * ms);
      const id = `e${(this.all.length * 7919) % 100_003}`;
      this.all.push({ id, timestamp: iso(time), type: "Source Created", addedAt: segment.now });
    }
  }

  list(query: URLSearchParams): AuditEvent[] {
    const [start, end] = ["startTime", "endTime"].map((name) => query.get(name) ?? "");
    const within = this.all.filter(
      ({ timestamp }) => timestamp >= (start as string) && timestamp < (end as string),
    );
    const sign = this.order === "newest" ? -1 : 1;
    const key = ({ timestamp, id }: AuditEvent) =>
      this.order === "mixed" ? [...id].reverse().join("") : timestamp;
    return within.sort((a, b) => sign * (Number(key(a) > key(b)) - Number(key(a) < key(b))));
  }
}

const auditPage: Envelope = (events, pagination) => ({ events, pagination });
const counted = (ids: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

async function checkTrail(
  steps: readonly Step[],
  order: "newest" | "oldest" | "mixed",
  pageSize: number,
  lookBack: boolean,
): Promise<void> {
  const trail = new Trail(order);
  const inputs = lookBack ? { lookBackDate: iso(START - HOUR) } : {};
  const options = { pageSize, envelope: auditPage };
  const run = await runSteps<AuditEvent, AuditEvent>(
    "newAuditEvents",
    inputs,
    steps,
    trail,
    options,
  );
  const counts = counted(run.received.map(({ id }) => id));
  const losses = steps.filter(({ kind }) => kind === "lose").length;
  for (const { id, addedAt } of trail.all) {
    const count = counts.get(id) ?? 0;
    const isOld = !lookBack && addedAt < run.firstPoll;
    const isDuringFirst = !lookBack && addedAt === run.firstPoll;
    if (isOld) expect([id, count]).toEqual([id, 0]);
    else if (!isDuringFirst) expect([id, count > 0]).toEqual([id, true]);
    expect([id, count <= 1 + losses]).toEqual([id, true]);
  }
  for (const { items, state, resultType } of run.polls) {
    const places = items.map(({ timestamp, id }) => `${timestamp} ${id}`);
    expect(places).toEqual([...new Set(places)].sort());
    expect(items.length).toBeLessThanOrEqual(1000);
    expect(resultType).toBe(items.length > 0 ? "completed" : "polled_no_changes");
    const seen = Object.values(state.seen as Record<string, number[]>);
    expect(seen.length).toBeLessThanOrEqual(5000);
    const since = state.since as number;
    expect(seen.every(([time = 0]) => time >= since - OVERLAP && time <= since)).toBe(true);
    expect(JSON.stringify(state).length).toBeLessThan(500 + 35 * seen.length);
  }
  // A page of Segment's own size: a quiet poll is one request, however much has gone before.
  const from = iso((run.state.since as number) - OVERLAP);
  const within = trail.all.filter(({ timestamp }) => timestamp >= from);
  if (pageSize >= 1000 && within.length < 1000) {
    expect(run.polls.at(-1)?.requests).toHaveLength(1);
  }
}

const orders = fc.constantFrom("newest" as const, "oldest" as const, "mixed" as const);
/** A failing case is shown as it is: to make it smaller would take minutes. */
const runs = (numRuns: number) => ({ seed: 1, numRuns, endOnFailure: true });

describe("New Audit Events, whatever happens between and during polls", () => {
  const range: Range = { latest: OVERLAP, longest: 1000, most: 3, pause: 4 * MINUTE, loses: false };

  test("each event that comes after the first poll starts the flow exactly once", async () => {
    await fc.assert(
      fc.asyncProperty(
        stepsOf(range),
        orders,
        fc.integer({ min: 1, max: 5 }),
        (steps, order, size) => checkTrail(steps, order, size, false),
      ),
      runs(25),
    );
  });

  test("with a Look-back Date, each event comes even if the state is lost, and again only then", async () => {
    await fc.assert(
      fc.asyncProperty(
        stepsOf({ ...range, loses: true }),
        orders,
        fc.integer({ min: 1, max: 5 }),
        (steps, order, size) => checkTrail(steps, order, size, true),
      ),
      runs(25),
    );
  });

  test("hundreds of events at once come in order, at most 1,000 a poll, and a quiet poll is one request", async () => {
    await fc.assert(
      fc.asyncProperty(
        stepsOf({ ...range, most: 700 }),
        orders,
        fc.boolean(),
        (steps, order, back) => checkTrail(steps, order, 1000, back),
      ),
      runs(4),
    );
  });
});

interface Sync {
  syncId: string;
  startedAt: string;
}

/** A history of syncs, newest first, in which some never show when they ended. */
class History implements World<object> {
  readonly all: { id: string; start: number; end: number; showsEnd: boolean }[] = [];

  change({ late, ms, count }: { late: number; ms: number; count: number }): void {
    for (let number = 0; number < count; number += 1) {
      const start = segment.now + number;
      const id = `s${this.all.length}`;
      this.all.push({ id, start, end: start + ms, showsEnd: late % 4 > 0 });
    }
  }

  list(): object[] {
    return this.all
      .filter(({ start }) => start <= segment.now)
      .sort((a, b) => b.start - a.start)
      .map(({ id, start, end, showsEnd }) => ({
        syncId: id,
        modelId: "m",
        sourceId: "s",
        duration: "",
        startedAt: iso(start),
        syncStatus: end <= segment.now ? "SUCCESS" : "IN_PROGRESS",
        ...(end <= segment.now && showsEnd && { finishedAt: iso(end) }),
      }));
  }
}

test("Reverse ETL Sync Finished: each sync that ends after the first poll starts the flow exactly once", async () => {
  const steps = stepsOf({ latest: 10, longest: 20 * HOUR, most: 3, pause: 9 * HOUR, loses: false });
  const inputs = { modelId: "m", subscriptionId: "s" };
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 7 }), async (steps, pageSize) => {
      const history = new History();
      const envelope: Envelope = (syncStatuses, pagination) => ({ syncStatuses, pagination });
      const all: Step[] = [
        ...steps,
        { kind: "pass", ms: 40 * HOUR },
        { kind: "poll", failAt: 99, flowFails: false, during: [] },
        { kind: "change", late: 1, ms: 1000, count: 1 },
        { kind: "pass", ms: MINUTE },
      ];
      const run = await runSteps<object, Sync>("reverseEtlSyncFinished", inputs, all, history, {
        pageSize,
        envelope,
      });
      const counts = counted(run.received.map(({ syncId }) => syncId));
      for (const { id, end } of history.all) {
        expect([id, counts.get(id) ?? 0]).toEqual([id, end <= run.firstPoll ? 0 : 1]);
      }
      expect(run.state.open).toBeUndefined();
    }),
    runs(25),
  );
});

/** Failed deliveries by minute, which grow for up to three hours. */
class Failed implements World<object> {
  readonly counts = new Map<number, number>();

  change({ late, count }: { late: number; count: number }): void {
    const minute = Math.floor((segment.now - late) / MINUTE) * MINUTE;
    this.counts.set(minute, (this.counts.get(minute) ?? 0) + count);
  }

  list(query: URLSearchParams): object[] {
    const [start = 0, end = 0] = ["startTime", "endTime"].map((name) =>
      Date.parse(query.get(name) ?? ""),
    );
    const series = [...this.counts]
      .filter(([minute]) => minute >= start && minute < end)
      .map(([minute, count]) => ({ time: iso(minute), count }));
    return series.length === 0 ? [] : [{ total: 0, series }];
  }
}

test("Delivery Failures: the growth that polls return adds up to all failures after the first poll", async () => {
  const steps = stepsOf({
    latest: 3 * HOUR,
    longest: 1,
    most: 9,
    pause: 40 * MINUTE,
    loses: false,
  });
  const inputs = { sourceId: "s", destinationConfigId: "d" };
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const failed = new Failed();
      const quiet: Step[] = steps.map((step) =>
        step.kind === "poll" ? { ...step, during: [] } : step,
      );
      const all: Step[] = [
        { kind: "change", late: 5 * MINUTE, ms: 1, count: 50 },
        { kind: "poll", failAt: 99, flowFails: false, during: [] },
        ...quiet,
        { kind: "pass", ms: 10 * MINUTE },
      ];
      const run = await runSteps<object, { total: number; series: { count: number }[] }>(
        "deliveryFailures",
        inputs,
        all,
        failed,
        {
          pageSize: 10,
          envelope: (dataset, pagination) => ({ total: 0, dataset, pagination }),
        },
      );
      const total = [...failed.counts.values()].reduce((sum, count) => sum + count, 0);
      const received = run.received.reduce((sum, one) => sum + one.total, 0);
      expect(received).toBe(total - 50);
      for (const { items } of run.polls) {
        for (const { total, series } of items) {
          expect(total).toBe(series.reduce((sum, { count }) => sum + count, 0));
        }
      }
      expect(run.polls.at(-1)?.requests).toHaveLength(1);
    }),
    runs(25),
  );
});
