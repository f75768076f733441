import type { CompactSchema } from "../contract/compactSchema";
import type { EventType } from "../inputs/eventTypes";
import { compositeAction } from "../kit/compositeAction";
import { ownValue } from "../values/record";
import { LIBRARY, type TrackingEvent } from "./event";
import {
  checkInputs,
  context,
  deduplicateBy,
  deduplicationKey,
  integrations,
  messageId,
  sourceId,
  timestamp,
} from "./inputs";
import type { Violation } from "./planCheck";
import { type TrackInputs, trackEvents } from "./track";

/** The schema of a violation in a result. */
export const VIOLATION: CompactSchema = { path: "s", rule: "s", problem: "s" };

/** The inputs that follow those of the type. */
const ending = {
  timestamp,
  context,
  integrations,
  deduplicateBy,
  deduplicationKey,
  messageId,
  ...checkInputs,
};

/** The declaration of a step that sends one event. */
interface EventDeclaration<Fields> {
  label: string;
  /** One imperative sentence. */
  description: string;
  /** The inputs of the event's own fields, by the name of the field. */
  inputs: Fields;
  /** The event in the example of the result. */
  example: Omit<TrackingEvent, "type" | "messageId" | "timestamp" | "context" | "integrations">;
}

/** The result of a step that sends one event. */
interface EventResult {
  /** False if the event violates the tracking plan and was skipped. */
  accepted: boolean;
  /** The event as sent; null if it was skipped. */
  event: TrackingEvent | null;
  /** The reason the event was skipped; empty if it was sent. */
  reason: string;
  violations: Violation[];
  /** True if the tracking plan has no rule for the event. */
  unplanned: boolean;
}

const EXAMPLE = {
  messageId: "prismatic-mX0kU9m3J1pYyQ2vB7rTzWc5dE8fG4hL6nSaKxVbPqo",
  timestamp: "2026-01-31T08:00:00.000Z",
  context: { library: LIBRARY },
  integrations: {},
};

/** Puts the source after the inputs that must be filled in, which stand first in every step. */
function sourceAfterRequired<const Fields extends object>(fields: Fields) {
  const isRequired = ([, field]: [string, { required: boolean }]) => field.required;
  const entries: [string, { required: boolean }][] = Object.entries(fields);
  const first = Object.fromEntries(entries.filter(isRequired));
  return { ...first, sourceId, ...fields };
}

/**
 * Makes the action that sends one event of a type. Its result has the event as it was sent.
 * @returns the function that makes it, called when the step is first read.
 */
export function eventAction<const Fields extends object>(
  type: EventType,
  { label, description, inputs, example }: EventDeclaration<Fields>,
) {
  return () => {
    const fields = { ...inputs, ...ending };
    const labels: Record<string, string> = Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [key, (field as { label: string }).label]),
    );
    const sent = { type, ...EXAMPLE, ...example } as TrackingEvent;
    return compositeAction({
      label,
      description,
      inputs: sourceAfterRequired(fields),
      async perform(run, values): Promise<EventResult> {
        const given = values as unknown as Record<string, unknown> & TrackInputs;
        const names = [...Object.keys(inputs), "timestamp", "messageId"];
        const raw = Object.fromEntries(names.map((name) => [name, given[name]]));
        const { first, skipped, violations, unplanned } = await trackEvents(
          run,
          [{ type, ...raw }],
          given,
          {
            label,
            nameOf: (_index, path = "") =>
              path === "" ? "The event" : String(ownValue(labels, path) ?? path),
            keyOf: () => given.deduplicationKey,
            keyPath: "deduplicationKey",
            perSecond: 0,
            skipInvalid: false,
          },
        );
        return {
          accepted: first !== undefined,
          event: first ?? null,
          reason: skipped[0]?.reason ?? "",
          violations: violations.map(({ index: _index, ...violation }) => violation),
          unplanned: unplanned > 0,
        };
      },
      resultSchema: {
        accepted: "b",
        event: { "|": [{ type: "s", messageId: "s", timestamp: "s", "*": "*" }, "0"] },
        reason: "s",
        violations: [VIOLATION],
        unplanned: "b",
      },
      example: { accepted: true, event: sent, reason: "", violations: [], unplanned: false },
    })();
  };
}
