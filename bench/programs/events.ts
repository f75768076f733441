import https from "node:https";
import { loadBundle, stepsOf } from "../client/component";
import { peakOf } from "../client/memory";
import { measureOn, type Task } from "../client/run";
import { countsOf } from "../place";

/** The ways to send a list of events. */
export type Sender = "component" | "analytics" | "loop" | "writing loop";

interface EventsTask extends Task {
  sender: Sender;
  bundle: string;
  /** The number of events. */
  events: number;
  /** The size of an event as given, in bytes. */
  eventBytes: number;
}

/** Sends one list. Whatever it needs was made before. */
type Send = () => Promise<void>;

const WRITE_KEY = "3YdEudTwjouyC5WPjpbTik";
const WARM_UP = 1000;

/** The most bytes of a body of Send Events. */
const BODY_BYTES = 475_000;

/** The events of a body of analytics-node, for lists. Its default is 15. */
const FLUSH_AT = 100;
/** The events that analytics-node holds at once. A complete list would open a connection for each body. */
const FLUSH_AFTER = 5000;

type Event = ReturnType<typeof eventAt>;

const eventAt = (index: number, note: string) => ({
  type: "track",
  userId: `customer-${String(index).padStart(8, "0")}`,
  event: "Order Completed",
  properties: {
    order_id: `order-${String(index).padStart(8, "0")}`,
    total: 42.5,
    currency: "EUR",
    products: [
      { sku: "mug-blue", name: "Blue mug", quantity: 2, price: 10.5 },
      { sku: "tea-green", name: "Green tea", quantity: 1, price: 21.5 },
    ],
    note,
  },
});

function eventsOf(count: number, bytes: number): Event[] {
  const bare = JSON.stringify(eventAt(0, "")).length;
  return Array.from({ length: count }, (_, index) =>
    eventAt(index, "".padEnd(bytes - bare, `Order ${index} of the shop. `)),
  );
}

/** Makes the bodies that Send Events makes: as many events in each, and as many bytes. */
function bodiesOf(events: readonly Event[]): Buffer[] {
  const timestamp = new Date().toISOString();
  const context = { library: { name: "prismatic-segment", version: "0.1.0" } };
  const [head, tail] = ['{"batch":[', `],"writeKey":${JSON.stringify(WRITE_KEY)}}`];
  const bodies: Buffer[] = [];
  let batch: string[] = [];
  let bytes = 0;
  const close = () => bodies.push(Buffer.from(`${head}${batch.join(",")}${tail}`));
  for (const [index, event] of events.entries()) {
    const messageId = `prismatic-${String(index).padStart(43, "0")}`;
    const json = JSON.stringify({ ...event, messageId, timestamp, context, integrations: {} });
    if (bytes + json.length + 1 > BODY_BYTES - head.length - tail.length) {
      close();
      batch = [];
      bytes = 0;
    }
    batch.push(json);
    bytes += json.length + 1;
  }
  close();
  return bodies;
}

/**
 * The minimum for Node: `node:https` with one kept connection, and one body after the other.
 * @param writes true if the bodies are made on the way, as they are by any sender of a list of events.
 */
function loopSender(writes: boolean): (events: readonly Event[]) => Send {
  const agent = new https.Agent({ keepAlive: true });
  const headers = {
    Authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString("base64")}`,
    "Content-Type": "application/json",
  };
  const post = (body: Buffer) =>
    new Promise<void>((resolve, reject) => {
      const options = {
        method: "POST",
        agent,
        headers: { ...headers, "Content-Length": body.length },
      };
      const request = https.request("https://api.segment.io/v1/batch", options, (response) => {
        response.resume().once("end", resolve).once("error", reject);
      });
      request.once("error", reject);
      request.end(body);
    });
  return (events) => {
    const made = writes ? undefined : bodiesOf(events);
    return async () => {
      for (const body of made ?? bodiesOf(events)) await post(body);
    };
  };
}

function componentSender(bundle: string): (events: readonly Event[]) => Send {
  const { action } = stepsOf(loadBundle(bundle));
  return (events) => async () => {
    await action("sendEvents", { writeKey: WRITE_KEY, events, eventsPerSecond: "0" });
  };
}

/** Segment's own library. */
async function analyticsSender(): Promise<(events: readonly Event[]) => Send> {
  const { Analytics } = await import("@segment/analytics-node");
  return (events) => async () => {
    const analytics = new Analytics({ writeKey: WRITE_KEY, flushAt: FLUSH_AT });
    let failure: unknown;
    analytics.on("error", (error) => {
      failure = error;
    });
    for (const [index, event] of events.entries()) {
      analytics.track(event);
      if ((index + 1) % FLUSH_AFTER === 0) await analytics.flush();
    }
    await analytics.closeAndFlush();
    if (failure !== undefined) throw new Error(`analytics-node: ${JSON.stringify(failure)}`);
  };
}

async function senderOf({
  sender,
  bundle,
}: EventsTask): Promise<(events: readonly Event[]) => Send> {
  switch (sender) {
    case "component":
      return componentSender(bundle);
    case "analytics":
      return analyticsSender();
    case "loop":
      return loopSender(false);
    case "writing loop":
      return loopSender(true);
  }
}

// Sends one list of events in a process that has sent a short one before.
measureOn<EventsTask>(async (task) => {
  const { place, events: count, eventBytes } = task;
  const senderFor = await senderOf(task);
  await senderFor(eventsOf(WARM_UP, eventBytes))();
  const send = senderFor(eventsOf(count, eventBytes));
  const before = await countsOf(place);
  let sendMs = 0;
  let cpuMs = 0;
  const peakMiB = await peakOf(async () => {
    const began = performance.now();
    const used = process.cpuUsage();
    await send();
    sendMs = performance.now() - began;
    const { user, system } = process.cpuUsage(used);
    cpuMs = (user + system) / 1000;
  });
  const after = await countsOf(place);
  const sentBytes = after.bytes - before.bytes;
  if (sentBytes < count * eventBytes) throw new Error(`only ${sentBytes} bytes arrived`);
  return { sendMs, cpuMs, peakMiB, requests: after.requests - before.requests, sentBytes };
});
