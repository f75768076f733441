import { callerOf, checkId, HEADERS, ORIGIN } from "../client/callers";
import { loadBundle, stepsOf } from "../client/component";
import { MIB, peakOf } from "../client/memory";
import { measureOn, type Task } from "../client/run";
import { countsOf } from "../place";
import { destination, SETTINGS, settingName } from "../responses";

/** The payload: settings or rules sent to Segment, or a response from it. */
export type Payload = "settings" | "rules" | "response" | "refused response";

interface PayloadTask extends Task {
  caller: "component" | "axios";
  payload: Payload;
  /** The payload's size. */
  bytes: number;
  /** The largest response that is read, in bytes. */
  cap: number;
  bundle: string;
}

/** The most rules that Segment takes in one request. */
const RULES = 200;
const PROPERTIES = 50;
const DESTINATION = `/destinations/${destination.id}`;
const PLAN = "rp_plan";

const CALLS_BEFORE = 20;

const text = (bytes: number): string => "".padEnd(bytes, "Orders of the shop. ");

/** Builds an object with `count` entries of the same value. */
const record = <Value>(count: number, key: (index: number) => string, value: Value) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [key(index), value]));

const settingsOf = (bytes: number) => record(SETTINGS, settingName, text(bytes / SETTINGS));

const rulesOf = (bytes: number) => {
  const properties = (description: string) =>
    record(PROPERTIES, (index) => `property${index}`, { type: "string", description });
  const bare = JSON.stringify(properties("")).length / PROPERTIES;
  const description = text(bytes / RULES / PROPERTIES - bare);
  return Array.from({ length: RULES }, (_, index) => ({
    type: "TRACK",
    key: `Event ${index}`,
    version: 1,
    jsonSchema: { type: "object", properties: properties(description) },
  }));
};

type Work = () => Promise<unknown>;

/** Wraps work that must fail with this code. */
const refusedWith =
  (expected: string, work: Work): Work =>
  async () => {
    const code = await work().then(
      () => "a response",
      (error) => error.code,
    );
    if (code !== expected) throw new Error(`expected ${expected}, got ${code}`);
  };

/** Sends the same requests as the component, under the same limit. */
async function axiosWork({ payload, bytes, cap }: PayloadTask): Promise<Work> {
  const { default: axios } = await import("axios");
  const http = axios.create({ baseURL: ORIGIN, headers: HEADERS, maxContentLength: cap });
  switch (payload) {
    case "settings": {
      const settings = settingsOf(bytes);
      return () => http.get(DESTINATION).then(() => http.patch(DESTINATION, { settings }));
    }
    case "rules": {
      const rules = rulesOf(bytes);
      return () => http.put(`/tracking-plans/${PLAN}/rules`, { rules });
    }
    case "response":
      return () => http.get(`/large/${bytes}`);
    case "refused response":
      return refusedWith("ERR_BAD_RESPONSE", () => http.get(`/large/${bytes}`));
  }
}

function componentWork({ payload, bytes, bundle }: PayloadTask): Work {
  const { action } = stepsOf(loadBundle(bundle));
  const large = () => action("rawRequest", { url: `/large/${bytes}`, method: "GET" });
  switch (payload) {
    case "settings": {
      const settings = settingsOf(bytes);
      return () => action("updateDestination", { destinationId: destination.id, settings });
    }
    case "rules": {
      const rules = rulesOf(bytes);
      return () => action("replaceRulesInTrackingPlan", { trackingPlanId: PLAN, rules });
    }
    case "response":
      return large;
    case "refused response":
      return refusedWith("ANSWER_TOO_LARGE", large);
  }
}

// Sends or receives one large payload in a process that has made calls before.
measureOn<PayloadTask>(async (task) => {
  const { place, caller, bytes, bundle } = task;
  const { read } = await callerOf(caller, bundle);
  for (let index = 0; index < CALLS_BEFORE; index += 1) checkId(await read());
  const work = caller === "axios" ? await axiosWork(task) : componentWork(task);
  const before = await countsOf(place);
  let payloadMs = 0;
  const peakMiB = await peakOf(async () => {
    const began = performance.now();
    await work();
    payloadMs = performance.now() - began;
  });
  const after = await countsOf(place);
  const requests = after.requests - before.requests;
  const sentBytes = after.bytes - before.bytes;
  return { payloadMs, peakMiB, peakTimes: (peakMiB * MIB) / bytes, requests, sentBytes };
});
