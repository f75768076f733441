import { deliveryMetrics } from "../examples/deliveryOverview";
import { deleted, destination, pagination } from "../examples/resources";
import { flag, id, keyValues, required, text } from "../inputs/fields";
import { destinationId, sourceId } from "../inputs/ids";
import { endTime, granularity, startTime } from "../inputs/timeFrame";
import { segmentAction } from "../segmentAction";

export { upsertDestination } from "./upsertDestination";

const metadataId = required(
  id({
    label: "Metadata ID",
    comments: "The destination type, from the catalog.",
    example: "57da359580412f644ff33fb9",
    dataSource: "selectDestinationMetadata",
  }),
);

const enabled = flag({
  label: "Enabled",
  comments: "When true, the destination receives data.",
});

const name = text({
  label: "Name",
  comments: "The name the destination shows in Segment.",
  example: "Event stream",
});

const settings = keyValues({
  label: "Settings",
  comments:
    "The settings of the destination type: keys and values, or a whole object from an earlier step. Get Destination Metadata lists them under options.",
  example: "stream: events",
});

export const createDestination = segmentAction("createDestination", {
  label: "Create Destination",
  description: "Create a destination for a source.",
  route: "POST /destinations",
  inputs: { sourceId, metadataId, name, enabled, settings: required(settings) },
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
    description: "Summarize the deliveries of a source to a destination.",
    route: "GET /destinations/{destinationId}/delivery-metrics",
    inputs: { destinationId, sourceId, granularity, startTime, endTime },
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
  inputs: { destinationId, name, enabled, settings },
  example: { destination },
});
