import { choice, time } from "./fields";

/** The length of each interval of a time frame. */
export const granularity = choice(
  { label: "Granularity", comments: "The length of each interval that is counted." },
  { MINUTE: "Minute", HOUR: "Hour", DAY: "Day" },
);

/** The start of a time frame. */
export const startTime = time({
  label: "Start Time",
  comments: "The start of the time frame (inclusive), in ISO 8601.",
  example: "2026-01-01T00:00:00.000Z",
});

/** The end of a time frame. */
export const endTime = time({
  label: "End Time",
  comments: "The end of the time frame (exclusive), in ISO 8601.",
  example: "2026-01-02T00:00:00.000Z",
});
