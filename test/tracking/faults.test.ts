import { isConnectionError } from "@prismatic-io/spectral";
import {
  type Fault,
  fault,
  type RecordedRequest,
  responseFault,
  type ScriptedResponse,
} from "../../simulator";
import { seededRandom } from "../../simulator/state/ids";
import type { SegmentFailure } from "../../src/http/failure";
import { openHarness, type TestHarness } from "../support/segment";

type Failure = Error & SegmentFailure;
type Scripted = Fault | ScriptedResponse | undefined;

/** The result of a step that sends events. */
interface Sent {
  data: { data: { accepted: number; requests: number } } | undefined;
  error: Failure | undefined;
  ms: number;
  /** The requests to the tracking host. */
  batches: RecordedRequest[];
}

/** The labels of Deduplicate By. */
type By = "run" | "key" | "content";

const EIGHT = Array.from({ length: 8 }, (_, index) => index);

/** Events whose content differs by a number. */
const eventsOf = (numbers: readonly number[], more: object = {}) =>
  numbers.map((number) => ({
    type: "track",
    userId: "customer-42",
    event: "Order Completed",
    timestamp: "2026-01-31T08:00:00Z",
    properties: { number, ...more },
  }));

let harness: TestHarness;
let runs = 0;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** The source of the simulated Segment that receives the events. */
function receiver() {
  const [source] = harness.simulator.workspace("us").sources.all;
  if (!source) throw new Error("the workspace has no source");
  return source;
}

function reset(): void {
  harness.simulator.reset();
  harness.simulator.fill("us", { sources: 1 });
}

/** Runs a step in a new execution, with these faults for its requests to the tracking host. */
async function send(
  inputs: object,
  faults: readonly Scripted[] = [],
  step = "sendEvents",
): Promise<Sent> {
  const { simulator } = harness;
  const left = [...faults];
  const first = simulator.requests.length;
  const undo = simulator.intercept(({ path }) => (path === "/v1/batch" ? left.shift() : undefined));
  runs += 1;
  harness.executionId = `run ${runs}`;
  const values = { sourceId: receiver().id, ...inputs };
  const { result, ms } = await harness.onClock(() =>
    harness.run<Sent["data"]>(step, values).then(
      (data) => ({ data, error: undefined }),
      (error: Failure) => ({ data: undefined, error }),
    ),
  );
  while (simulator.connections > 0) {
    simulator.closeIdle();
    await new Promise((resolve) => setImmediate(resolve));
  }
  undo();
  const batches = simulator.requests.slice(first).filter(({ path }) => path === "/v1/batch");
  return { ...result, ms, batches };
}

/** The numbers of the stored events, in the order in which they were stored. */
const stored = (): unknown[] =>
  harness.simulator.us.tracking
    .events(receiver().id)
    .map(({ properties }) => (properties as { number: number }).number);

const sorted = (numbers: readonly unknown[]) =>
  [...(numbers as number[])].sort((one, other) => one - other);

/** The milliseconds between the requests. */
const gaps = ({ batches }: Sent): number[] =>
  batches.slice(1).map(({ at }, index) => at - (batches[index]?.at ?? 0));

const REJECTED = { success: false, message: "no" };
const limited: ScriptedResponse = { status: 429, headers: { "Retry-After": "7" }, body: REJECTED };

/** Each fault with the outcome if it never ends, and the least wait after each attempt in milliseconds. */
const FAULTS: readonly [string, Scripted, "unknown" | "not_applied", number[]][] = [
  ["a response lost after the work", fault("connection closed", "after"), "unknown", [0, 0, 0]],
  ["a reset before the work", fault("connection reset", "before"), "unknown", [0, 0, 0]],
  ["a reset after the work", fault("connection reset", "after"), "unknown", [0, 0, 0]],
  ["408", { status: 408 }, "unknown", [0, 0, 0]],
  ["429 with Retry-After", limited, "not_applied", [7000, 7000, 7000]],
  ["429 without Retry-After", { status: 429 }, "not_applied", [1000, 2000, 4000]],
  ["500", { status: 500 }, "unknown", [0, 0, 0]],
  ["502 after the work", responseFault({ status: 502 }, "after"), "unknown", [0, 0, 0]],
  [
    "503 with Retry-After",
    { status: 503, headers: { "Retry-After": "3" } },
    "unknown",
    [3000, 3000, 3000],
  ],
  ["504 after the work", responseFault({ status: 504 }, "after"), "unknown", [0, 0, 0]],
  ["a late response", fault("silence", "late"), "unknown", [30_000, 30_000, 30_000]],
  ["silence", fault("silence", "before"), "unknown", [30_000, 30_000, 30_000]],
  ["an HTML page with 200", fault("HTML page", "before"), "unknown", [0, 0, 0]],
  ["success: false with 200", { status: 200, body: { success: false } }, "unknown", [0, 0, 0]],
  ["an object without success", fault("no data", "before"), "unknown", [0, 0, 0]],
  ["an empty 200", fault("empty body", "before"), "unknown", [0, 0, 0]],
  ["an empty 204", { status: 204 }, "unknown", [0, 0, 0]],
];

test.each(FAULTS)(
  "%s is retried three times, and every event is stored once",
  async (_name, what, outcome, waits) => {
    for (const times of [1, 3]) {
      reset();
      const sent = await send({ events: eventsOf(EIGHT) }, Array(times).fill(what));
      expect(sent.error).toBeUndefined();
      expect(sent.data?.data).toMatchObject({ accepted: 8, requests: 1 });
      expect(sent.batches).toHaveLength(times + 1);
      expect(gaps(sent).every((gap, index) => gap >= (waits[index] ?? 0))).toBe(true);
      expect(sorted(stored())).toEqual(EIGHT);
    }
    reset();
    const inputs = { events: eventsOf(EIGHT), deduplicateBy: "content" };
    const failed = await send(inputs, Array(9).fill(what));
    expect(failed.batches).toHaveLength(4);
    expect(failed.error).toMatchObject({ attempts: 4, outcome });
    const state =
      outcome === "unknown"
        ? "Segment may have received Events[0] to Events[7]."
        : "Segment did not accept Events[0] or any event after it.";
    expect(failed.error?.message).toMatch(/^Send Events: .*, after 4 attempts\. /);
    expect(failed.error?.message).toContain(
      `${state} Run the step again with the same events within 24 hours: Segment drops those that it already has.`,
    );
    expect((await send(inputs)).error).toBeUndefined();
    expect(sorted(stored())).toEqual(EIGHT);
  },
);

test("a wait beyond 90 seconds fails at once and says when to try again", async () => {
  reset();
  const hour = { status: 429, headers: { "Retry-After": "3600" } };
  const { error, batches, ms } = await send({ events: eventsOf(EIGHT) }, [hour]);
  expect(batches).toHaveLength(1);
  expect(ms).toBeLessThan(100);
  expect(error?.message).toBe(
    "Send Events: 429 Too Many Requests. Try again in 3600 seconds. Segment did not accept Events[0] or any event after it. Running the step again records nothing twice.",
  );
});

const REFUSED = "Segment did not accept Events[0] or any event after it.";
const KEY =
  "Segment refused the write key in the US region: check the key and the region of its source.";
const TRANSIT =
  "The response has no reason of Segment's: check the write key, and that proxies and firewalls allow HTTPS to api.segment.io.";

test.each([
  [400, REJECTED, "400 no. Correct the events that the reason is about."],
  [401, REJECTED, `401 no. ${KEY}`],
  [401, "Unauthorized", `401 Unauthorized. ${TRANSIT}`],
  [403, REJECTED, `403 no. ${KEY}`],
  [403, "<html>no</html>", `403 Forbidden. ${TRANSIT}`],
  [
    404,
    REJECTED,
    "404 no. A proxy or firewall on the way may have refused the request: allow POST to /v1/batch.",
  ],
  [
    413,
    REJECTED,
    "413 no. Segment or a proxy on the way takes no request of this size: send fewer or smaller events in one step.",
  ],
])(
  "%d with %j ends the step at once, leaves the connection alone and says what to do",
  async (status, body, said) => {
    reset();
    const { error, batches } = await send({ events: eventsOf(EIGHT) }, [{ status, body }]);
    expect(batches).toHaveLength(1);
    expect(error).toMatchObject({ status, attempts: 1, outcome: "not_applied" });
    expect(isConnectionError(error)).toBe(false);
    expect(error?.message).toBe(
      `Send Events: ${said} ${REFUSED} Running the step again records nothing twice.`,
    );
    expect(stored()).toEqual([]);
  },
);

test("a refusal after an attempt whose response was lost leaves it open", async () => {
  reset();
  const faults = [fault("connection reset", "after"), { status: 401, body: REJECTED }];
  const { error } = await send({ events: eventsOf(EIGHT) }, faults);
  expect(error).toMatchObject({ status: 401, attempts: 2, outcome: "unknown" });
  expect(error?.message).toContain(
    "Segment may have received Events[0] to Events[7]. Running the step again may record them twice.",
  );
});

/** 40 events in three batches of 15, 15 and 10. */
const FORTY = Array.from({ length: 40 }, (_, index) => index);
const large = eventsOf(FORTY, { text: "x".repeat(30_000) });
const LOST = Array(4).fill(fault("connection reset", "after"));
const BUSY = Array(4).fill({ status: 429 });
const AGAIN =
  "Run the step again with the same events within 24 hours: Segment drops those that it already has.";
const OPEN =
  "Segment may have received Events[15] to Events[29], and has received none after them.";
const CLOSED = "Segment did not accept Events[15] or any event after it.";
const TWICE = "If the whole list is sent again, the accepted events are recorded twice.";

test.each<[By, string, Scripted[], string]>([
  ["key", "lost", LOST, `${OPEN} ${AGAIN}`],
  ["content", "lost", LOST, `${OPEN} ${AGAIN}`],
  [
    "run",
    "lost",
    LOST,
    `${OPEN} To go on, send only the events from Events[15] on in another run, which may record Events[15] to Events[29] twice. ${TWICE}`,
  ],
  ["key", "refused", BUSY, `${CLOSED} ${AGAIN}`],
  ["content", "refused", BUSY, `${CLOSED} ${AGAIN}`],
  [
    "run",
    "refused",
    BUSY,
    `${CLOSED} To go on, send only the events from Events[15] on in another run. ${TWICE}`,
  ],
])(
  "by %s, a second batch of three that is %s for good is resumed as its error says",
  async (by, kind, faults, said) => {
    reset();
    const common = { deduplicateBy: by, keyField: "properties.number", eventsPerSecond: "0" };
    const failed = await send({ events: large, ...common }, [undefined, ...faults]);
    expect(failed.error?.message).toContain(
      `, after 4 attempts. 15 of 40 events were accepted. ${said}`,
    );
    expect(failed.error?.message.endsWith(said)).toBe(true);
    expect(failed.batches).toHaveLength(5);
    const rest = by === "run" ? large.slice(15) : large;
    const resumed = await send({ events: rest, ...common });
    expect(resumed.error).toBeUndefined();
    const twice = by === "run" && kind === "lost" ? FORTY.slice(15, 30) : [];
    expect(sorted(stored())).toEqual(sorted([...FORTY, ...twice]));
  },
);

test("the error of a single event is about the event, and knows its own message ID", async () => {
  reset();
  const event = { userId: "u1", event: "Signed Up" };
  const lost = await send(event, LOST, "trackEvent");
  expect(lost.error?.message).toBe(
    "Track Event: api.segment.io closed the connection (ECONNRESET), after 4 attempts. Segment may have received the event. Running the step again may record it twice.",
  );
  const own = await send({ ...event, messageId: "m1" }, LOST, "trackEvent");
  expect(own.error?.message).toContain(
    "Segment may have received the event. Run the step again with the same event",
  );
});

test("without deduplication the copies are as many as the lost responses of stored batches", async () => {
  await harness.close();
  harness = await openHarness({ tracking: { deduplicate: false } });
  reset();
  const random = seededRandom(18);
  const choices = [
    fault("connection reset", "after"),
    fault("connection reset", "before"),
    fault("HTML page", "after"),
    fault("HTML page", "before"),
    fault("silence", "late"),
    responseFault({ status: 502 }, "after"),
    { status: 429 },
    { status: 500 },
  ];
  const batches: RecordedRequest[] = [];
  const STEPS = 30;
  for (let step = 0; step < STEPS; step += 1) {
    const faults = Array.from(
      { length: Math.floor(random() * 4) },
      () => choices[Math.floor(random() * choices.length)],
    );
    const sent = await send({ events: eventsOf([step]) }, faults);
    expect(sent.error).toBeUndefined();
    batches.push(...sent.batches);
  }
  const ids = harness.simulator.us.tracking.events().map(({ messageId }) => messageId);
  const lost = batches.filter((request) => request.committed && request.fault !== undefined);
  expect(new Set(ids).size).toBe(STEPS);
  expect(lost.length).toBeGreaterThan(10);
  expect(ids.length - STEPS).toBe(lost.length);
});
