import { SpectralError } from "@prismatic-io/spectral";
import { listAll } from "../api/lists";
import type { CompositeRun } from "../kit/compositeAction";
import { inputProblem } from "../values/inputError";
import { oneLine } from "../values/oneLine";
import { createBodies } from "./bodies";
import { type Delivery, deliverEvents } from "./deliver";
import type { TrackingEvent } from "./event";
import type { DeduplicateBy } from "./messageId";
import { createPlanCheck, type PlanCheck, type Violation } from "./planCheck";
import { createPreparation, describeViolations, type OnViolation } from "./prepare";
import { ADDED_BY_SEGMENT, type EventDefaults } from "./readEvent";
import { findWriteKey, type SourceInputs } from "./source";

const listRules = listAll(
  "listRulesFromTrackingPlan",
  "GET /tracking-plans/{trackingPlanId}/rules",
  "rules",
  ["type", "version"],
);

/** The inputs that all steps that send events share, cleaned. */
export interface TrackInputs extends SourceInputs, EventDefaults {
  deduplicateBy: DeduplicateBy;
  trackingPlanId?: string;
  onViolation: OnViolation;
}

/** The way one step names its events, and what it does with those that cannot be sent. */
export interface TrackOptions {
  label: string;
  /** Names an event, or a field of it, in errors: `Events[3].userId`. */
  nameOf(index: number, path?: string): string;
  keyOf(event: Readonly<Record<string, unknown>>): unknown;
  keyPath: string;
  perSecond: number;
  /** Sends the other events if some cannot be sent. */
  skipInvalid: boolean;
}

/** A violation of the tracking plan, with the place of its event. */
export type IndexedViolation = Violation & { index: number };

/** The result of sending events. */
export interface TrackResult extends Delivery {
  accepted: number;
  messageIds: string[];
  /** The events that were not sent, with the reason. */
  skipped: { index: number; reason: string }[];
  /** The violations of events that were sent: the first {@link MOST_VIOLATIONS}. */
  violations: IndexedViolation[];
  /** The number of events for which the tracking plan has no rule. */
  unplanned: number;
  /** The first event as sent. */
  first?: TrackingEvent;
}

/** The most events that an error names. */
const MOST_NAMED = 20;
/** The most violations that a result has. */
const MOST_VIOLATIONS = 1000;

async function planOf(
  { client, once }: CompositeRun,
  trackingPlanId: string | undefined,
): Promise<PlanCheck | undefined> {
  if (trackingPlanId === undefined) return undefined;
  return once(["tracking plan check", trackingPlanId], async () =>
    createPlanCheck(await listRules(client, { trackingPlanId })),
  );
}

/** The error of events that cannot be sent. It names the first of them, each with its reason. */
function refuseEvents(
  label: string,
  { count, named }: { count: number; named: readonly string[] },
  total: number,
): SpectralError {
  if (total === 1) return new SpectralError(oneLine(named[0] ?? ""));
  const rest = count - named.length;
  const more = rest > 0 ? ` ${rest} more cannot be sent either.` : "";
  const sum = `${count} of ${total} events cannot be sent, and none was.`;
  return new SpectralError(oneLine(`${label}: ${sum} ${named.join(" ")}${more}`));
}

/** Names the fields of exported events that are not sent again. */
function logAdded(run: CompositeRun, raws: readonly unknown[]): void {
  const added = new Set<string>();
  for (const raw of raws) {
    for (const name of Object.keys(raw ?? {})) if (ADDED_BY_SEGMENT.has(name)) added.add(name);
  }
  if (added.size === 0) return;
  run.log(
    `left out ${[...added].sort().join(", ")}: Segment and its libraries add them to events.`,
  );
}

/**
 * Checks and sends events: all checks come before the first request to the Tracking API.
 * @throws if an event cannot be sent, unless invalid events are skipped.
 */
export async function trackEvents(
  run: CompositeRun,
  raws: readonly unknown[],
  inputs: TrackInputs,
  options: TrackOptions,
): Promise<TrackResult> {
  const { label, nameOf, skipInvalid, perSecond, keyOf, keyPath } = options;
  const writeKey = await findWriteKey(run, label, inputs);
  const check = await planOf(run, inputs.trackingPlanId);
  const prepare = createPreparation(raws, {
    by: inputs.deduplicateBy,
    writeKey,
    invocation: run.invocation,
    startedAt: run.startedAt,
    context: inputs.context,
    integrations: inputs.integrations,
    keyOf,
    keyPath,
    check,
    onViolation: inputs.onViolation,
  });
  const bodies = createBodies(writeKey);
  const refused = { count: 0, named: [] as string[] };
  const refuse = (reason: string) => {
    refused.count += 1;
    if (refused.named.length < MOST_NAMED) refused.named.push(reason);
  };
  const result: TrackResult = {
    accepted: 0,
    requests: 0,
    bytes: 0,
    messageIds: [],
    skipped: [],
    violations: [],
    unplanned: 0,
  };
  for (const index of raws.keys()) {
    const { event, prepared, problem, repeats, violations, unplanned } = prepare(index);
    const violates = violations.length > 0 && inputs.onViolation !== "send";
    if (repeats !== undefined) {
      result.skipped.push({ index, reason: `It is the same event as ${nameOf(repeats)}.` });
    } else if (problem) {
      const { path, expected, came } = problem;
      const reason = inputProblem(nameOf(index, path), expected, came);
      if (skipInvalid) result.skipped.push({ index, reason });
      else refuse(reason);
    } else if (violates) {
      const reason = `${nameOf(index)} violates the tracking plan: ${describeViolations(violations)}.`;
      if (inputs.onViolation === "skip") result.skipped.push({ index, reason });
      else refuse(reason);
    } else if (event && prepared) {
      result.first ??= event;
      result.unplanned += unplanned ? 1 : 0;
      const room = MOST_VIOLATIONS - result.violations.length;
      result.violations.push(...violations.slice(0, room).map((one) => ({ index, ...one })));
      result.messageIds.push(prepared.messageId);
      bodies.add(prepared);
    }
  }
  if (refused.count > 0) throw refuseEvents(label, refused, raws.length);
  logAdded(run, raws);
  const client = run.trackingClient(writeKey);
  const by = inputs.deduplicateBy;
  const delivery = await deliverEvents(bodies.finish(), {
    client,
    by,
    perSecond,
    log: run.log,
    nameOf,
  });
  return { ...result, ...delivery, accepted: result.messageIds.length };
}
