import { loadBundle, stepsOf } from "../client/component";
import { eventsOf } from "../client/events";
import { measureOn, type Task } from "../client/run";
import { type Pace, setPace } from "../place";
import { AUDIT_EVENTS, SOURCES, sourceAt } from "../responses";

/** A flow that is built every day. */
export type EverydayFlow = "step" | "creates" | "list" | "events" | "poll";

interface EverydayTask extends Task {
  bundle: string;
  flow: EverydayFlow;
  pace: Pace;
}

type Steps = ReturnType<typeof stepsOf>;

const CREATES = 100;
/** They fit one request of Send Events. */
const EVENTS = 300;
const EVENT_BYTES = 1024;
const HOUR_MS = 60 * 60_000;

/** Made before the flow starts, since its trigger would have received them. */
const EVENTS_TO_SEND = eventsOf(EVENTS, EVENT_BYTES);

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : Number.NaN);

/** The result of a step: the source, the list of them, or the number of events. */
interface Returned {
  data: { source?: object; sources?: unknown[]; accepted?: number };
}

/** Runs a flow and returns the number of things that it has read, created or sent. */
const FLOWS: Record<EverydayFlow, (steps: Steps) => Promise<number>> = {
  async step({ action }) {
    const { data } = (await action("getSource", { sourceId: sourceAt(0).id })) as Returned;
    return data.source ? 1 : 0;
  },
  async creates({ action }) {
    let created = 0;
    for (let index = 0; index < CREATES; index += 1) {
      const inputs = { slug: `ios-app-${index}`, metadataId: "iUjMyEkJrq", enabled: true };
      const { data } = (await action("createSource", inputs)) as Returned;
      if (data.source) created += 1;
    }
    return created;
  },
  async list({ action }) {
    return lengthOf(((await action("listSources", { fetchAll: "true" })) as Returned).data.sources);
  },
  async events({ action }) {
    const inputs = { writeKey: "3YdEudTwjouyC5WPjpbTik", events: EVENTS_TO_SEND };
    return ((await action("sendEvents", inputs)) as Returned).data.accepted ?? 0;
  },
  async poll({ poll }) {
    const lookBackDate = new Date(Date.now() - HOUR_MS).toISOString();
    return lengthOf(await poll("newAuditEvents", { lookBackDate }));
  },
};

const EXPECTED: Record<EverydayFlow, number> = {
  step: 1,
  creates: CREATES,
  list: SOURCES,
  events: EVENTS,
  poll: AUDIT_EVENTS,
};

// Runs one flow in a new process, as the platform does: it loads the component and runs the steps.
measureOn<EverydayTask>(async ({ place, bundle, flow, pace }) => {
  const before = await setPace(place, pace);
  const began = performance.now();
  const done = await FLOWS[flow](stepsOf(loadBundle(bundle)));
  const flowMs = performance.now() - began;
  const after = await setPace(place, {});
  if (done !== EXPECTED[flow]) throw new Error(`${flow}: expected ${EXPECTED[flow]}, got ${done}`);
  return {
    flowMs,
    requests: after.requests - before.requests,
    connections: after.accepted - before.accepted,
  };
});
