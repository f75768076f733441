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
