import { destination, SETTINGS, settingName } from "../answers";
import { callerOf, checkId, HEADERS, ORIGIN } from "../client/callers";
import { loadBundle, stepsOf } from "../client/component";
import { MIB, peakOf } from "../client/memory";
import { measureOn, type Task } from "../client/run";

/** What is moved: settings or rules to Segment, or an answer from it. */
export type Payload = "settings" | "rules" | "answer" | "refused answer";

interface PayloadTask extends Task {
  caller: "component" | "axios";
  payload: Payload;
  /** Of the body that is sent or answered. */
  bytes: number;
  bundle: string;
}

/** As many as Segment takes in one request. */
const RULES = 200;
const PROPERTIES = 50;
const DESTINATION = `/destinations/${destination.id}`;
const PLAN = "rp_plan";

const text = (bytes: number): string => "Orders of the shop. ".repeat(bytes / 20);

const settingsOf = (bytes: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: SETTINGS }, (_, index) => [settingName(index), text(bytes / SETTINGS)]),
  );

function rulesOf(bytes: number): object[] {
  const description = text(bytes / RULES / PROPERTIES);
  return Array.from({ length: RULES }, (_, index) => ({
    type: "TRACK",
    key: `Event ${index}`,
    version: 1,
    jsonSchema: {
      type: "object",
      properties: Object.fromEntries(
        Array.from({ length: PROPERTIES }, (_, at) => [
          `property${at}`,
          { type: "string", description },
        ]),
      ),
    },
  }));
}

type Work = () => Promise<unknown>;

/** The same requests as the component's. */
async function axiosWork(payload: Payload, bytes: number): Promise<Work> {
  const { default: axios } = await import("axios");
  const http = axios.create({ baseURL: ORIGIN, headers: HEADERS });
  switch (payload) {
    case "settings": {
      const settings = settingsOf(bytes);
      return async () => {
        await http.get(DESTINATION);
        return http.patch(DESTINATION, { settings });
      };
    }
    case "rules": {
      const rules = rulesOf(bytes);
      return () => http.put(`/tracking-plans/${PLAN}/rules`, { rules });
    }
    default:
      return () => http.get(`/large/${bytes}`);
  }
}

function componentWork(payload: Payload, bytes: number, bundle: string): Work {
  const { action } = stepsOf(loadBundle(bundle));
  switch (payload) {
    case "settings": {
      const settings = settingsOf(bytes);
      return () => action("updateDestination", { destinationId: destination.id, settings });
    }
    case "rules": {
      const rules = rulesOf(bytes);
      return () => action("replaceRulesInTrackingPlan", { trackingPlanId: PLAN, rules });
    }
    case "answer":
      return () => action("rawRequest", { url: `/large/${bytes}`, method: "GET" });
    case "refused answer":
      return async () => {
        const refused = await action("rawRequest", { url: `/large/${bytes}`, method: "GET" }).then(
          () => undefined,
          ({ code }) => code,
        );
        if (refused !== "ANSWER_TOO_LARGE") throw new Error(`expected a refusal, got ${refused}`);
      };
  }
}

// Moves one large payload in a process that has called before.
measureOn<PayloadTask>(async ({ caller: name, payload, bytes, bundle }) => {
  const caller = await callerOf(name, bundle);
  for (let index = 0; index < 20; index += 1) checkId(await caller.read());
  const work =
    name === "axios" ? await axiosWork(payload, bytes) : componentWork(payload, bytes, bundle);
  let ms = 0;
  const { peakMiB } = await peakOf(async () => {
    const began = performance.now();
    await work();
    ms = performance.now() - began;
  });
  return { payloadMs: ms, peakMiB, peakTimes: (peakMiB * MIB) / bytes };
});
