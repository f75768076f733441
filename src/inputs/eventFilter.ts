import { EVENT_TYPE_LABELS } from "./eventTypes";
import { textList, withChoices } from "./fields";

/** The filters for the events that are counted. */
export const eventFilter = {
  eventName: textList({
    label: "Event Name",
    comments: "Counts only events of these names. If left empty, counts events of all names.",
    example: "Order Completed",
  }),
  eventType: withChoices(
    textList({
      label: "Event Type",
      comments:
        "Counts only events of these types: track, identify, page, screen, group or alias. If left empty, counts events of all types.",
      example: "track",
    }),
    EVENT_TYPE_LABELS,
  ),
  appVersion: textList({
    label: "App Version",
    comments:
      "Counts only events of these versions of the app. If left empty, counts events of all versions.",
    example: "2.1.0",
  }),
};
