import type { CompactSchema } from "../contract/compactSchema";
import { argumentShape } from "../contract/runtimeContract";
import { checked, id, keyValues, required } from "../inputs/fields";
import { pureAction } from "../kit/pureAction";
import { type Cleaner, isBlank } from "../values/cleaner";
import { writtenForm } from "../values/exactNumber";
import { inputError, refuse } from "../values/inputError";
import { fromJson } from "../values/jsonCleaners";
import { isRecord } from "../values/record";
import { type ConvertedJourney, convertJourney } from "./convertJourney";
import { EVENT_NAMES_LABEL } from "./eventNames";
import type { LearningLockerJourney, Unchecked } from "./model";
import { JOURNEY_LABEL } from "./notes";

const EXPECTED = "an object, as JSON text or as a value";

const asJourney: Cleaner<Unchecked<LearningLockerJourney>> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const value = fromJson(raw, label, EXPECTED);
  return isRecord(value) ? value : refuse(value, label, EXPECTED, false);
};

const VERBS = "http://adlnet.gov/expapi/verbs/";

const EXAMPLE: LearningLockerJourney = {
  description: "Comments on a course, then completes it",
  isActive: true,
  isSequential: true,
  waypoints: [
    { conditions: { "statement.verb.id": `${VERBS}commented` } },
    {
      description: "Completion",
      conditions: {
        "statement.verb.id": `${VERBS}completed`,
        "statement.object.definition.type": "http://adlnet.gov/expapi/activities/course",
      },
    },
  ],
};

const journey = required({
  type: "code" as const,
  language: "json" as const,
  ...checked(
    {
      label: JOURNEY_LABEL,
      comments: "The journey as Learning Locker returns it.",
      example: JSON.stringify(EXAMPLE),
    },
    asJourney,
    EXPECTED,
  ),
});

const eventNames = keyValues({
  label: EVENT_NAMES_LABEL,
  comments:
    "The event for each verb, by the IRI of the verb. Other events have the name at the end of the IRI, such as completed.",
  example: `${VERBS}completed: Course Completed`,
});

const LONGEST_WAIT = "182d";
/** Minutes of each unit. */
const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };
const [LEAST_MINUTES, MOST_MINUTES] = [5, 182 * 1440];

const asWait: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const [text, count, unit = ""] =
    /^([1-9]\d{0,5})([mhd])$/.exec((writtenForm(raw) ?? "").trim()) ?? [];
  const minutes = Number(count) * (UNITS[unit] ?? 0);
  return text && minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES
    ? text
    : refuse(raw, label, `a time from 5m to ${LONGEST_WAIT}, such as 30m, 12h or 7d`);
};

const longestWait = {
  type: "string" as const,
  ...checked(
    {
      label: "Longest Wait",
      comments: `The longest time to wait for each event: 5m to ${LONGEST_WAIT}. If left empty, ${LONGEST_WAIT}.`,
      example: LONGEST_WAIT,
    },
    asWait,
    "a time",
  ),
};

const WEBHOOK = "Webhook Destination ID";
const ACTION = "Webhook Action ID";

const webhookDestinationId = id({
  label: WEBHOOK,
  comments:
    "The ID of the Webhooks (Actions) destination that calls the URLs of outcomes, from List Destinations. If left empty, outcomes are not carried over.",
  example: "5GFhvtz8fha42Cm4B9E6L8",
});

const webhookActionId = id({
  label: ACTION,
  comments:
    "The ID of its action that sends a request, from Get Destination. Required with Webhook Destination ID.",
  example: "uD9jEQ4DxJZzhzVqppM7UD",
});

const definitionShape = (name: keyof ConvertedJourney) =>
  argumentShape("createJourney", `definition.${name}`);

/** Converts a journey of Learning Locker into the inputs of Create Journey. Sends nothing. */
export const convertLearningLockerJourney = pureAction({
  label: "Convert Learning Locker Journey",
  description: "Convert a journey of Learning Locker into the inputs of Create Journey.",
  inputs: {
    journey,
    eventNames,
    longestWait,
    webhookDestinationId,
    webhookActionId,
  },
  perform({
    journey,
    eventNames = {},
    longestWait = LONGEST_WAIT,
    webhookDestinationId: destinationId,
    webhookActionId: actionId,
  }): ConvertedJourney {
    if (!destinationId !== !actionId) {
      throw inputError(actionId ? WEBHOOK : ACTION, "an id, as the other one is set", "nothing");
    }
    const webhook = destinationId && actionId ? { destinationId, actionId } : undefined;
    return convertJourney(journey, { eventNames, longestWait, webhook });
  },
  get resultSchema(): CompactSchema {
    return {
      name: "s",
      description: "s",
      initialState: "s",
      entryRules: definitionShape("entryRules"),
      exitRules: definitionShape("exitRules"),
      states: definitionShape("states"),
      audienceQuery: "s?",
      notCarriedOver: [{ path: "s", why: "s" }],
    };
  },
  get example() {
    return convertJourney(EXAMPLE, { eventNames: {}, longestWait: LONGEST_WAIT });
  },
});
