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
  comments: "The source that sends data to the destination.",
};

const deliveringSourceId = {
  ...sourceId,
  comments: "The source that the destination is connected to.",
};

const summedGranularity = {
  ...granularity,
  comments:
    "The length of each interval that is counted. If left empty, Minute. Minute allows 4 hours of the last 48 hours, Hour the last 7 days and Day the last 14 days.",
};

const summedStartTime = {
  ...startTime,
  comments:
    "The start of the time frame (inclusive), in ISO 8601. If left empty, an hour ago for Minute and 7 days ago for Hour.",
};

const summedEndTime = {
  ...endTime,
  comments: `${endTime.comments} If left empty, now.`,
};

const enabled = flag({
  label: "Enabled",
  comments: "When true, the destination receives data.",
});

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the destination.",
  example: "Event stream",
});

const settings = {
  comments:
    "The settings of the destination: keys and values, or an object from an earlier step. Get Destination Metadata lists the settings of a type under options. Text is converted to the type given there.",
  example: "stream: events",
  jsonExample: '{"region": "us-west-2", "stream": "events", "useMessageId": true}',
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
    "The settings to change: keys and values, or an object from an earlier step. Other settings are not changed. Text is converted to the type that Segment's catalog gives for the setting.",
  describe: describeDestination,
  writes: "changes",
});

export const createDestination = segmentAction("createDestination", {
  description: "Create a destination for a source.",
  important: true,
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
  description: "Delete a destination.",
  route: "DELETE /destinations/{destinationId}",
  inputs: { destinationId },
  example: deleted,
});

export const getDestination = segmentAction("getDestination", {
  description: "Get a destination by its ID.",
  route: "GET /destinations/{destinationId}",
  inputs: { destinationId },
  example: { destination },
});

export const listDeliveryMetricsSummaryFromDestination = segmentAction(
  "listDeliveryMetricsSummaryFromDestination",
  {
    description: "Get delivery counts for the events of a source at a destination.",
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
  description: "List the destinations of the workspace.",
  important: true,
  route: "GET /destinations",
  pages: "destinations",
  inputs: {},
  example: { destinations: [destination], pagination },
});

export const updateDestination = segmentAction("updateDestination", {
  description: "Update a destination.",
  route: "PATCH /destinations/{destinationId}",
  inputs: { destinationId, name, enabled, settings: changedSettings },
  example: { destination },
});
