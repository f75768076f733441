import type { Models } from "../contract/models";

/** A label as Segment returns it. */
export const label: Models["LabelV1"] = {
  key: "environment",
  value: "production",
  description: "Live resources that customers use.",
};
