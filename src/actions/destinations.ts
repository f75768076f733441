import { deliveryMetrics } from "../examples/deliveryOverview";
import { deleted, destination, pagination } from "../examples/resources";
import { flag, text } from "../inputs/fields";
import { destinationId, destinationMetadataId as metadataId, sourceId } from "../inputs/ids";
import { endTime, granularity, startTime } from "../inputs/timeFrame";
import { segmentAction } from "../kit/segmentAction";
import { describeDestination, describeDestinationType } from "../settings/describe";
import { describedSettings, requiredSettings } from "../settings/inputs";

export { upsertDestination } from "../composite/upsertDestination";

const createdForSourceId = {
  ...sourceId,
  comments:
    "The source that the destination receives data from; the choices are those of the workspace.",
};

const deliveringSourceId = {
  ...sourceId,
  comments:
    "The source whose deliveries are summed up: the one that the destination is connected to.",
};

const summedGranularity = {
  ...granularity,
  comments:
    "How long each count of the time frame spans; Minute if left empty. Minute allows 4 hours of the last 48 hours, Hour the last 7 days and Day the last 14 days.",
};

const summedStartTime = {
  ...startTime,
  comments:
    "The beginning of the time frame, included, in ISO 8601; an hour ago for Minute and 7 days ago for Hour if left empty.",
};

const summedEndTime = {
  ...endTime,
  comments: "The end of the time frame, not included, in ISO 8601; now if left empty.",
};

const enabled = flag({
  label: "Enabled",
  comments: "When true, the destination receives data.",
});

const name = text({
  label: "Name",
  comments: "The name the destination shows in Segment.",
  example: "Event stream",
});

const settings = {
  comments:
    "The settings of the destination: keys and values, or a whole object from an earlier step. Get Destination Metadata lists those of a type under options; text becomes what they say.",
  example: "stream: events",
  jsonExample: '{"stream": "events", "useMessageId": true}',
  form: "Enter Destination Settings",
};

const newSettings = requiredSettings({
  ...settings,
  describe: describeDestinationType,
  writes: "all",
});

const changedSettings = describedSettings({
  ...settings,
  comments:
    "The settings to change: keys and values, or a whole object from an earlier step. Those not named stay as they are; text becomes what the destination's type says.",
  describe: describeDestination,
  writes: "changes",
});

export const createDestination = segmentAction("createDestination", {
  label: "Create Destination",
  description: "Create a destination for a source.",
  route: "POST /destinations",
  inputs: {
    sourceId: createdForSourceId,
    metadataId,
    name,
    enabled,
    settings: newSettings,
  },
  example: { destination },
});

export const deleteDestination = segmentAction("deleteDestination", {
  label: "Delete Destination",
  description: "Delete a destination.",
  route: "DELETE /destinations/{destinationId}",
  inputs: { destinationId },
  example: deleted,
});

export const getDestination = segmentAction("getDestination", {
  label: "Get Destination",
  description: "Get a destination by its ID.",
  route: "GET /destinations/{destinationId}",
  inputs: { destinationId },
  example: { destination },
});

export const listDeliveryMetricsSummaryFromDestination = segmentAction(
  "listDeliveryMetricsSummaryFromDestination",
  {
    label: "List Delivery Metrics Summary from Destination",
    description: "Get a summary of the deliveries of a source to a destination.",
    route: "GET /destinations/{destinationId}/delivery-metrics",
    inputs: {
      destinationId,
      sourceId: deliveringSourceId,
      granularity: summedGranularity,
      startTime: summedStartTime,
      endTime: summedEndTime,
    },
    example: { deliveryMetricsSummary: deliveryMetrics },
  },
);

export const listDestinations = segmentAction("listDestinations", {
  label: "List Destinations",
  description: "List the destinations of the workspace.",
  route: "GET /destinations",
  pages: "destinations",
  inputs: {},
  example: { destinations: [destination], pagination },
});

export const updateDestination = segmentAction("updateDestination", {
  label: "Update Destination",
  description: "Update a destination.",
  route: "PATCH /destinations/{destinationId}",
  inputs: { destinationId, name, enabled, settings: changedSettings },
  example: { destination },
});
