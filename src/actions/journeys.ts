import { journey, sendingState } from "../examples/journeys";
import { deleted } from "../examples/resources";
import { choice, id, json, required, text, time, wholeNumber } from "../inputs/fields";
import { spaceId } from "../inputs/ids";
import { definition, description, newInitial, newInitialState, newStates } from "../inputs/journey";
import { segmentAction } from "../kit/segmentAction";

const containerId = required(
  id({
    label: "Journey Container ID",
    comments: "The container ID of the journey, which Create Journey returns.",
    example: "2KvXz6TnWqLc8RbM4YhJpG",
  }),
);

const version = required(
  wholeNumber(
    {
      label: "Journey Version",
      comments: "The number of a version of the journey. Get Journey returns the latest version.",
      example: "1",
    },
    0,
  ),
);

const name = required(
  text({
    label: "Name",
    comments: "The name that Segment shows for the journey.",
    example: "Win back",
  }),
);

const stateDestinations = required(
  json("updateDestinationsForJourney", "stateDestinations", {
    label: "State Destinations",
    comments:
      "The steps to change, as a list. Each entry has a stateId, which is the ID in the key of the step, and all destinations of the step with their activations.",
    example:
      '[{"stateId": "send", "destinations": [{"destinationId": "5GFhvtz8fha42Cm4B9E6L8", "activations": [{"eventName": "Coupon Sent", "actionDefinition": {"actionId": "uD9jEQ4DxJZzhzVqppM7UD", "mappings": {"partitionKey": "coupons"}}}]}]}]',
  }),
);

const action = required(
  choice(
    {
      label: "Journey Action",
      comments:
        "The change to the status of the version. After Pause Entry, no new profiles enter.",
    },
    { PUBLISH: "Publish", PAUSE_ENTRY: "Pause Entry", ARCHIVE: "Archive" },
  ),
);

const fromDate = required(
  time({
    label: "Start Time",
    comments: "The start of the time frame, in ISO 8601.",
    example: "2026-01-01T00:00:00.000Z",
  }),
);

const toDate = time({
  label: "End Time",
  comments: "The end of the time frame, in ISO 8601. If left empty, now.",
  example: "2026-02-01T00:00:00.000Z",
});

const changed = { containerId: journey.containerId, versionNumber: 1 };

export const createJourney = segmentAction("createJourney", {
  description: "Create a draft of a journey in a space.",
  route: "POST /spaces/{spaceId}/journeys",
  inputs: {
    spaceId,
    name,
    description,
    definition,
  },
  example: { journey: changed },
});

export const getJourney = segmentAction("getJourney", {
  description: "Get a journey of a space by its container ID.",
  route: "GET /spaces/{spaceId}/journeys/{containerId}",
  inputs: { spaceId, containerId },
  example: { journey },
});

export const getJourneyAnalytics = segmentAction("getJourneyAnalytics", {
  description: "Count the profiles that entered, completed and left a journey.",
  route: "GET /spaces/{spaceId}/journeys/{containerId}/analytics",
  inputs: { spaceId, containerId, version, fromDate, toDate },
  example: {
    journeyAnalytics: {
      topLevelAnalytics: {
        entered: { total: 120, unique: 118 },
        completed: { total: 90, unique: 89 },
        inProgress: { total: 25, unique: 25 },
        exited: { total: 5, unique: 5 },
      },
      stepLevelAnalytics: [
        {
          from: { id: "entry", name: "Left the checkout" },
          to: sendingState.key,
          analytics: { total: 95, unique: 93 },
        },
      ],
    },
  },
});

export const removeJourneyFromSpace = segmentAction("removeJourneyFromSpace", {
  description: "Delete a version of a journey.",
  route: "DELETE /spaces/{spaceId}/journeys/{containerId}",
  inputs: { spaceId, containerId, version },
  example: deleted,
});

export const replaceStepsForJourney = segmentAction("replaceStepsForJourney", {
  description: "Replace all steps of a journey.",
  route: "PUT /spaces/{spaceId}/journeys/{containerId}/steps",
  inputs: {
    spaceId,
    containerId,
    initialState: newInitialState,
    initial: newInitial,
    states: newStates,
  },
  example: { ...changed, versionNumber: 2 },
});

export const updateDestinationsForJourney = segmentAction("updateDestinationsForJourney", {
  description: "Replace the destinations of steps of a journey.",
  route: "PATCH /spaces/{spaceId}/journeys/{containerId}/destinations",
  inputs: { spaceId, containerId, stateDestinations },
  example: { containerId: journey.containerId, version: 1, destinations: [sendingState] },
});

export const updateStatusForJourney = segmentAction("updateStatusForJourney", {
  description: "Publish, pause or archive a version of a journey.",
  route: "PATCH /spaces/{spaceId}/journeys/{containerId}/status",
  inputs: { spaceId, containerId, version, action },
  example: { containerId: journey.containerId, version: 1, status: "PUBLISHED" },
});
