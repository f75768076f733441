import { textList } from "./fields";

/** Filters of the events to count. */
export const eventFilter = {
  eventName: textList({
    label: "Event Name",
    comments: "The names of the events to count; leave empty to count all.",
    example: "Order Completed",
  }),
  eventType: textList({
    label: "Event Type",
    comments:
      "The types of the events to count: track, identify, page, screen, group or alias. Leave empty to count all.",
    example: "track",
  }),
  appVersion: textList({
    label: "App Version",
    comments: "The app versions whose events to count; leave empty to count all.",
    example: "2.1.0",
  }),
};
