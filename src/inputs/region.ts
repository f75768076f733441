import { REGION_NAMES } from "../http/hosts";
import { choice, required } from "./fields";

/** The region of the workspace. */
export const region = required(
  choice(
    {
      label: "Region",
      comments:
        "The region of the workspace's data: US for app.segment.com, EU for eu1.app.segment.com. An API key works in its own region only.",
      default: "api",
    },
    REGION_NAMES,
  ),
);
