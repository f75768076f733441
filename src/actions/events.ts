import { pagination, source } from "../examples/resources";
import { choice, idList, required, textList, time } from "../inputs/fields";
import { segmentAction } from "../segmentAction";

const granularity = required(
  choice(
    {
      label: "Granularity",
      comments: "The size of each bucket of the time frame.",
    },
    { MINUTE: "Minute", HOUR: "Hour", DAY: "Day" },
  ),
);

const startTime = required(
  time({
    label: "Start Time",
    comments: "The beginning of the time frame, included, in ISO 8601.",
    example: "2026-01-01T00:00:00.000Z",
  }),
);

const endTime = required(
  time({
    label: "End Time",
    comments:
      "The end of the time frame, not included, in ISO 8601. Counts settle about a minute behind the clock.",
    example: "2026-01-02T00:00:00.000Z",
  }),
);

const groupBy = textList({
  label: "Group By",
  comments: "The dimensions to count by: eventName, eventType or source.",
  example: "eventName",
});

const sourceId = idList({
  label: "Source IDs",
  comments: "Count events of these sources only.",
  example: "qQEHquLrjRDN9j1ByrChyn",
  dataSource: "sources",
});

const eventName = textList({
  label: "Event Name",
  comments: "Count events of these names only.",
  example: "Order Completed",
});

const eventType = textList({
  label: "Event Type",
  comments: "Count events of these types only.",
  example: "track",
});

const appVersion = textList({
  label: "App Version",
  comments: "Count events of these app versions only.",
  example: "2.1.0",
});

export const getEventsVolumeFromWorkspace = segmentAction("getEventsVolumeFromWorkspace", {
  label: "Get Events Volume From Workspace",
  description: "Count the events of the workspace over time.",
  route: "GET /events/volume",
  pages: "result",
  inputs: {
    granularity,
    startTime,
    endTime,
    groupBy,
    sourceId,
    eventName,
    eventType,
    appVersion,
  },
  example: {
    path: "/events/volume",
    query: {
      workspaceId: source.workspaceId,
      granularity: "DAY",
      startTime: "2026-01-01T00:00:00.000Z",
      endTime: "2026-01-02T00:00:00.000Z",
      groupBy: ["eventName"],
    },
    result: [
      {
        eventName: "Order Completed",
        total: 42,
        series: [{ time: "2026-01-01T00:00:00.000Z", count: 42 }],
      },
    ],
    pagination,
  },
});
