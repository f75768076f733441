import { textList } from "./fields";

/** Which events are counted. */
export const eventFilter = {
  eventName: textList({
    label: "Event Name",
    comments: "Count events of these names only.",
    example: "Order Completed",
  }),
  eventType: textList({
    label: "Event Type",
    comments: "Count events of these types only: track, identify, page, screen, group or alias.",
    example: "track",
  }),
  appVersion: textList({
    label: "App Version",
    comments: "Count events of these versions of the app only.",
    example: "2.1.0",
  }),
};
