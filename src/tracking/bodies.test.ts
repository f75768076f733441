import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import { createBodies, createSplit } from "./bodies";
import { TRACKING_LIMITS } from "./event";
import { createPreparation, type PreparedEvent } from "./prepare";

const WRITE_KEY = "3YdEudTwjouyC5WPjpbTik";

/** The bytes of a body around its events. */
const around = (writeKey: string) => JSON.stringify({ batch: [], writeKey }).length;

/** Splits events into the lists of their requests. */
function splitEvents(events: readonly PreparedEvent[], writeKey: string): PreparedEvent[][] {
  const begins = createSplit(writeKey);
  const lists: PreparedEvent[][] = [];
  for (const event of events) {
    if (begins(event)) lists.push([]);
    lists.at(-1)?.push(event);
  }
  return lists;
}

/** An event of this size. Only its size matters: its JSON is short. */
const sized = (bytes: number, index: number): PreparedEvent => ({
  index,
  messageId: "",
  hasOwnId: false,
  json: "",
  bytes,
});

/** The bytes of a body with these events. */
const bodyBytes = (events: readonly PreparedEvent[], writeKey = WRITE_KEY) =>
  around(writeKey) +
  events.reduce((sum, { bytes }) => sum + bytes, 0) +
  Math.max(0, events.length - 1);

/** Checks that lists have all events in their order, fit, and could not be longer. */
function expectRight(events: readonly PreparedEvent[], writeKey = WRITE_KEY): void {
  const lists = splitEvents(events, writeKey);
  const all = lists.flat();
  // Compared one by one: toEqual on thousands of lists takes minutes.
  if (all.length !== events.length) throw new Error(`${all.length} of ${events.length} events`);
  for (const [at, event] of events.entries()) {
    if (all[at] !== event) throw new Error(`another event at ${at}`);
  }
  for (const [at, list] of lists.entries()) {
    const bytes = bodyBytes(list, writeKey);
    if (list.length === 0 || list.length > 2500 || bytes > 475_000) {
      throw new Error(`list ${at} has ${list.length} events and ${bytes} bytes`);
    }
    const [next] = lists[at + 1] ?? [];
    // A comma is counted for the last event, too.
    const fits = next && bodyBytes([...list, next], writeKey) + 1 <= 475_000;
    if (fits && list.length < 2500) {
      throw new Error(`list ${at} has room for the first event of the next`);
    }
  }
}

/** Sizes of 50 B to 32 KB by a generator of one seed, between two bounds. */
function sizes(seed: number, count: number, least: number, most: number): PreparedEvent[] {
  let state = seed;
  return Array.from({ length: count }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return sized(least + Math.floor((state / 2 ** 32) * (most - least + 1)), index);
  });
}

const anySizes = fc
  .tuple(
    fc.nat(2 ** 31 - 1),
    fc.oneof({ weight: 39, arbitrary: fc.nat(120) }, { weight: 1, arbitrary: fc.nat(6000) }),
    fc.constantFrom([50, 190], [50, 32_768], [180, 200], [20_000, 32_768], [32_768, 32_768]),
  )
  .map(([seed, count, [least = 50, most = 50]]) => sizes(seed, count, least, most));

const anyEvents = fc.array(
  fc.record({
    type: fc.constant("track"),
    userId: anyText({ maxLength: 20 }).map((text) => `u${text}`),
    event: anyText({ maxLength: 20 }).map((text) => `E${text}`),
    properties: fc.record({
      text: anyText({ maxLength: 10 }),
      long: fc
        .tuple(fc.constantFrom("a", "ö", "日", "😀", '"'), fc.integer({ min: 0, max: 16_000 }))
        .map(([character, times]) => character.repeat(times)),
    }),
  }),
  { maxLength: 80 },
);

describe("splitting events into requests", () => {
  it("keeps the order, fits the limits and fills each list, for 9,900 random lists of up to 6,000 events", () => {
    fc.assert(
      fc.property(anySizes, (events) => expectRight(events)),
      { numRuns: 9900 },
    );
  });

  it("counts the bytes that go out, for 100 random lists of whole events", () => {
    fc.assert(
      fc.property(anyEvents, anyText({ minLength: 1, maxLength: 30 }), (raws, writeKey) => {
        const options = {
          startedAt: "2026-01-31T08:00:00.000Z",
          keyOf: () => "",
          keyPath: "",
          onViolation: "fail" as const,
        };
        const prepare = createPreparation(raws, { ...options, by: "run", writeKey });
        const events = raws.flatMap((_, index) => prepare(index).prepared ?? []);
        const jsonOf = new Map(events.map(({ index, json }) => [index, json]));
        const bodies = createBodies(writeKey);
        for (const event of events) bodies.add(event);
        const all = bodies.finish();
        expect(all.flatMap(({ indexes }) => indexes)).toEqual(events.map(({ index }) => index));
        for (const [at, { indexes, data }] of all.entries()) {
          const batch = indexes.map((index) => JSON.parse(jsonOf.get(index) ?? ""));
          expect(JSON.parse(data.toString())).toEqual({ batch, writeKey });
          expect(data.length).toBeLessThanOrEqual(TRACKING_LIMITS.bodyBytes);
          const next = jsonOf.get(all[at + 1]?.indexes[0] ?? -1);
          if (next === undefined) continue;
          const more = data.length + 1 + Buffer.byteLength(next);
          expect(more).toBeGreaterThan(TRACKING_LIMITS.bodyBytes - 1);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("splits nothing into nothing", () => {
    expect(splitEvents([], WRITE_KEY)).toEqual([]);
  });

  it("puts 2,500 events into one request, and one more into the next", () => {
    const small = sizes(1, 2501, 60, 60);
    expect(splitEvents(small.slice(1), WRITE_KEY).map(({ length }) => length)).toEqual([2500]);
    expect(splitEvents(small, WRITE_KEY).map(({ length }) => length)).toEqual([2500, 1]);
  });
});
