import { EVENT_TYPES, type EventType } from "../inputs/eventTypes";
import { isBlank } from "../values/cleaner";
import { inputError, refuse } from "../values/inputError";
import { asEntry } from "../values/textCleaners";

/** The labels of the inputs that choose events. */
export const CHOICE_LABELS = {
  eventTypes: "Event Types",
  eventNames: "Event Names",
  condition: "Condition",
} as const;

/** The inputs that choose events. All may be left out. */
export interface EventChoice {
  eventTypes?: readonly EventType[];
  /** The names of track events. */
  eventNames?: readonly string[];
  /** A condition in FQL. It excludes the other two. */
  condition?: string;
}

/** Accepts the name of an event. FQL cannot express a quotation mark within a text. */
export const asEventName = (raw: unknown, label: string): string | undefined => {
  const name = asEntry(raw, label);
  if (!name?.includes('"')) return name;
  return refuse(name, label, "a name without quotation marks, which a condition cannot contain");
};

const isType = (type: EventType): string => `type = "${type}"`;
const isEvent = (name: string): string => `(${isType("track")} and event = "${name}")`;

/** Returns the types to receive: those chosen, or track if only names are, or all. */
function typesOf({ eventTypes, eventNames }: EventChoice): readonly EventType[] {
  if (!eventTypes) return eventNames ? ["track"] : EVENT_TYPES;
  if (!eventNames || eventTypes.includes("track")) return eventTypes;
  throw inputError(
    CHOICE_LABELS.eventTypes,
    `track among the types, since ${CHOICE_LABELS.eventNames} names track events`,
    eventTypes.join(", "),
  );
}

/** Refuses event types and names beside a condition. */
function refuseOthers({ eventTypes, eventNames }: EventChoice): void {
  const { condition, ...labels } = CHOICE_LABELS;
  const given = eventTypes ? labels.eventTypes : eventNames && labels.eventNames;
  if (given) throw inputError(condition, `nothing beside ${given}`, "a condition");
}

/**
 * Returns the condition, in FQL, that a subscription has for the chosen events. It is a flat `or`:
 * Segment's parser misreads `and` beside `or` without parentheses, and does not nest parentheses.
 * @param choice with event names as {@link asEventName} accepts them.
 * @throws an input error for choices that exclude each other.
 */
export function conditionOf(choice: EventChoice): string {
  const { eventNames, condition } = choice;
  if (!isBlank(condition)) {
    refuseOthers(choice);
    return condition;
  }
  const parts = typesOf(choice).flatMap((type) =>
    type === "track" && eventNames ? eventNames.map(isEvent) : [isType(type)],
  );
  return [...new Set(parts)].join(" or ");
}
