import { hash } from "node:crypto";
import https from "node:https";
import { loadBundle, stepsOf } from "../client/component";
import { type Event, eventsOf } from "../client/events";
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

/**
 * Makes the bodies that Send Events makes: as many events in each, and as many bytes. It does the least
 * that any sender must do for an event: write it as JSON, hash it for its message ID, and encode it.
 */
function* bodiesOf(events: readonly Event[]): Generator<Buffer> {
  const context = { library: { name: "prismatic-segment", version: "0.1.0" } };
  const added = JSON.stringify({ timestamp: new Date().toISOString(), context, integrations: {} });
  const [head, tail] = ['{"batch":[', `],"writeKey":${JSON.stringify(WRITE_KEY)}}`];
  let body = Buffer.allocUnsafe(BODY_BYTES);
  let end = body.write(head);
  for (const event of events) {
    const json = JSON.stringify(event);
    const messageId = `prismatic-${hash("sha256", json, "base64url")}`;
    const text = `{"messageId":"${messageId}",${added.slice(1, -1)},${json.slice(1)}`;
    if (end + text.length + 1 + tail.length > BODY_BYTES) {
      // In place of the comma after its last event.
      end += body.write(tail, end - 1) - 1;
      yield body.subarray(0, end);
      body = Buffer.allocUnsafe(BODY_BYTES);
      end = body.write(head);
    }
    end += body.write(`${text},`, end);
  }
  end += body.write(tail, end - 1) - 1;
  yield body.subarray(0, end);
}

/**
 * The minimum for Node: `node:https` with one kept connection, and one body after the other.
 * @param writes true if each body is made just before it is sent, false if all of them were made before.
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
    const made = writes ? undefined : [...bodiesOf(events)];
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
