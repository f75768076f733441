import { pagination, source } from "../examples/resources";
import { eventFilter } from "../inputs/eventFilter";
import { idList, required, textList, time } from "../inputs/fields";
import { granularity, startTime } from "../inputs/timeFrame";
import { segmentAction } from "../kit/segmentAction";

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
  comments: "Count events of these sources only; the choices are those of the workspace.",
  example: "qQEHquLrjRDN9j1ByrChyn",
  dataSource: "sources",
});

export const getEventsVolumeFromWorkspace = segmentAction("getEventsVolumeFromWorkspace", {
  label: "Get Events Volume From Workspace",
  description: "Count over time the events of the workspace.",
  route: "GET /events/volume",
  pages: "result",
  inputs: {
    granularity: required(granularity),
    startTime: required(startTime),
    endTime,
    groupBy,
    sourceId,
    ...eventFilter,
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
