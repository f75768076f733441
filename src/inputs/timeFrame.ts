import { choice, time } from "./fields";

/** How wide each count of a time frame is. */
export const granularity = choice(
  { label: "Granularity", comments: "How long each count of the time frame spans." },
  { MINUTE: "Minute", HOUR: "Hour", DAY: "Day" },
);

/** Where a time frame begins. */
export const startTime = time({
  label: "Start Time",
  comments: "The beginning of the time frame, included, in ISO 8601.",
  example: "2026-01-01T00:00:00.000Z",
});

/** Where a time frame ends. */
export const endTime = time({
  label: "End Time",
  comments: "The end of the time frame, not included, in ISO 8601.",
  example: "2026-01-02T00:00:00.000Z",
});
