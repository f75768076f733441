import type { RecordedRequest } from "../../simulator";
import type { TestHarness } from "../support/segment";

/** The JavaScript source of the catalog: one that takes events. */
export const JAVASCRIPT = "IqDTy1TpoU";
/** A cloud source of the catalog: Segment fetches its data, and it takes no events. */
export const STRIPE = "1bow82lmk";

/** A source of the simulated workspace. */
interface NewSource {
  id: string;
  writeKeys: string[];
  /** The first write key. */
  key: string;
}

let sources = 0;

/** Creates a source in the US workspace. */
export async function newSource(harness: TestHarness, changes: object = {}): Promise<NewSource> {
  sources += 1;
  const inputs = { slug: `shop-${sources}`, enabled: true, metadataId: JAVASCRIPT, ...changes };
  type Created = { data: { source: Omit<NewSource, "key"> } };
  const { source } = (await harness.run<Created>("createSource", inputs)).data;
  return { ...source, key: source.writeKeys[0] ?? "" };
}

/** An event as it was sent. */
export type Sent = Record<string, unknown> & { messageId: string; timestamp: string };

/** The requests to a tracking host so far. */
export const trackingRequests = ({ simulator }: TestHarness): RecordedRequest[] =>
  simulator.requests.filter(({ headers }) =>
    [simulator.us.trackingHost, simulator.eu.trackingHost].includes(headers.host ?? ""),
  );

/** The events of all requests to a tracking host so far, as sent. */
export const sentEvents = (harness: TestHarness): Sent[] =>
  trackingRequests(harness).flatMap(({ body }) => (body as { batch: Sent[] }).batch);

/** The result of Send Events. */
interface SendResult {
  accepted: number;
  requests: number;
  bytes: number;
  messageIds: string[];
  skipped: { index: number; reason: string }[];
  violations: { index: number; path: string; rule: string; problem: string }[];
  unplanned: number;
}

/** The result of a step that sends one event. */
interface EventResult {
  accepted: boolean;
  event: Sent | null;
  reason: string;
  violations: object[];
  unplanned: boolean;
}

/** Runs Send Events. */
export const send = async (harness: TestHarness, inputs: object): Promise<SendResult> =>
  (await harness.run<{ data: SendResult }>("sendEvents", { ...inputs })).data;

/** Runs a step that sends one event. */
export const act = async (
  harness: TestHarness,
  step: string,
  inputs: object,
): Promise<EventResult> => (await harness.run<{ data: EventResult }>(step, { ...inputs })).data;

/** Runs a step that must fail before it sends anything to a tracking host, and returns its message. */
export async function refusal(harness: TestHarness, step: string, inputs: object): Promise<string> {
  const before = trackingRequests(harness).length;
  const error = await harness.run(step, { ...inputs }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  expect(trackingRequests(harness)).toHaveLength(before);
  return (error as Error).message;
}

let runs = 0;

/** Begins another run of the flow: nothing is remembered of the last one. */
export function beginRun(harness: TestHarness): void {
  runs += 1;
  harness.executionId = `execution-${runs}`;
}

/** The timestamp of {@link track}. */
export const GIVEN = "2025-06-07T08:09:10Z";

/** A valid event with these changes. */
export const track = (changes: object = {}) => ({
  type: "track",
  userId: "u1",
  event: "Order Completed",
  timestamp: GIVEN,
  ...changes,
});
