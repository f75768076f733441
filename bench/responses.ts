/** The number of sources in the listed workspace. */
export const SOURCES = 10_000;
/** The largest page size. */
export const PAGE = 200;

const KIND = {
  id: "iUjMyEkJrq",
  name: "iOS",
  slug: "ios",
  description: "Collects events from iOS apps, with a library for Swift and Objective-C.",
  logos: { default: "https://example.com/ios.svg", mark: null, alt: null },
  options: [
    { name: "trackVersion", type: "boolean", required: false, label: "Track the app's version" },
    { name: "flushAt", type: "number", required: false, label: "Flush at", defaultValue: 20 },
  ],
  categories: ["Mobile"],
  isCloudEventSource: false,
  status: "PUBLIC",
};

/** A source as Segment returns it; the same index gives the same source. */
export const sourceAt = (index: number) => ({
  id: `source${String(index).padStart(16, "0")}`,
  slug: `ios-app-${index}`,
  name: `iOS app ${index}`,
  metadata: KIND,
  workspaceId: "9aQ1Lj62S4bomZKLF4DPqW",
  enabled: true,
  writeKeys: [`key${String(index).padStart(29, "0")}`],
  settings: { trackVersion: true, flushAt: 20 },
  labels: [{ key: "environment", value: "production" }],
});

/** The number of settings of {@link destination}. */
export const SETTINGS = 200;

/** The name of a setting of {@link destination}. */
export const settingName = (index: number): string => `setting${index}`;

/** A destination with many settings, as Segment returns it. */
export const destination = {
  id: "5GFhvtz8fha42Cm4B9E6L8",
  name: "Event stream",
  enabled: true,
  sourceId: sourceAt(0).id,
  settings: {},
  metadata: {
    id: "57da359580412f644ff33fb9",
    name: "Event Stream",
    slug: "event-stream",
    description: "Sends events to a stream.",
    logos: { default: "https://example.com/stream.svg", mark: null, alt: null },
    options: Array.from({ length: SETTINGS }, (_, index) => ({
      name: settingName(index),
      type: "string",
      required: false,
      label: `Setting ${index}`,
    })),
    status: "PUBLIC",
    categories: ["Analytics"],
  },
};

/** The body of a response with this `data`. */
export const bodyOf = (data: object): Buffer => Buffer.from(JSON.stringify({ data }));

/** The number of events in {@link auditPage}. */
export const AUDIT_EVENTS = 20;

/**
 * The only page of the audit trail.
 * @param now the time of its newest event, in milliseconds since 1970. The others are seconds older.
 */
export const auditPage = (now: number): Buffer => {
  const events = Array.from({ length: AUDIT_EVENTS }, (_, index) => ({
    id: `event${String(index).padStart(17, "0")}`,
    timestamp: new Date(now - index * 1000).toISOString(),
    type: "Source Modified",
    actor: "sgJDWk3K21k6LE",
    actorEmail: "ada@example.com",
    resourceId: sourceAt(index).id,
    resourceType: "SOURCE",
    resourceName: sourceAt(index).name,
  }));
  return bodyOf({ events, pagination: { current: cursorOf(0), totalEntries: AUDIT_EVENTS } });
};

const cursorOf = (start: number): string => Buffer.from(String(start)).toString("base64");

/** Returns pages of the workspace's sources. Each page is built once and kept. */
export function sourcePages(): (query: URLSearchParams) => Buffer {
  const kept = new Map<string, Buffer>();
  const pageOf = (start: number, count: number): Buffer => {
    const end = Math.min(SOURCES, start + count);
    const pagination = {
      current: cursorOf(start),
      ...(end < SOURCES && { next: cursorOf(end) }),
      totalEntries: SOURCES,
    };
    const sources = Array.from({ length: end - start }, (_, index) => sourceAt(start + index));
    return bodyOf({ sources, pagination });
  };
  return (query) => {
    const count = Math.min(PAGE, Number(query.get("pagination[count]") ?? 10));
    const cursor = query.get("pagination[cursor]") ?? "";
    const start = Number(Buffer.from(cursor, "base64").toString());
    const key = `${start} ${count}`;
    const body = kept.get(key) ?? pageOf(start, count);
    kept.set(key, body);
    return body;
  };
}

/** Yields a body of exactly `bytes` bytes: a list of sources, and a filler text. */
export function* largeBody(bytes: number): Generator<Buffer> {
  const head = Buffer.from('{"data":{"sources":[');
  const block = Buffer.from(
    Array.from({ length: 100 }, (_, index) => `${JSON.stringify(sourceAt(index))},`).join(""),
  );
  const [quote, tail] = [Buffer.from('"'), Buffer.from('"]}}')];
  const rest = bytes - head.length - quote.length - tail.length;
  yield head;
  for (let left = rest; left >= block.length; left -= block.length) yield block;
  yield quote;
  yield Buffer.alloc(rest % block.length, "x");
  yield tail;
}
