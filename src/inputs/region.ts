import { REGION_NAMES } from "../http/hosts";
import { choice, required } from "./fields";

/** The region that the workspace is in. */
export const region = required(
  choice(
    {
      label: "Region",
      comments: "The region the workspace is in; an API key works in its own region only.",
      default: "api",
    },
    REGION_NAMES,
  ),
);
