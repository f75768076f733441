import { pagination, source } from "../examples/resources";
import { eventFilter } from "../inputs/eventFilter";
import { idList, required, textList, time, withChoices } from "../inputs/fields";
import { granularity, startTime } from "../inputs/timeFrame";
import { segmentAction } from "../kit/segmentAction";

const endTime = required(
  time({
    label: "End Time",
    comments:
      "The end of the time frame (exclusive), in ISO 8601. Counts of the last minute are not final.",
    example: "2026-01-02T00:00:00.000Z",
  }),
);

const groupBy = withChoices(
  textList({
    label: "Group By",
    comments:
      "The dimensions to count by: eventName, eventType or source. If left empty, all events are counted together.",
    example: "eventName",
  }),
  { eventName: "Event Name", eventType: "Event Type", source: "Source" },
);

const sourceId = idList({
  label: "Source IDs",
  comments: "Counts only events of these sources. If left empty, counts events of all sources.",
  example: "qQEHquLrjRDN9j1ByrChyn",
  dataSource: "sources",
});

export const getEventsVolumeFromWorkspace = segmentAction("getEventsVolumeFromWorkspace", {
  label: "Get Events Volume From Workspace",
  description: "Count the events of the workspace over time.",
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
