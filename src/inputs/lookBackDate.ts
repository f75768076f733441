import { time } from "./fields";

/** The time from which the first poll of a trigger returns items. */
export const lookBackDate = time({
  label: "Look-back Date",
  comments:
    "The first poll starts the flow for everything since this time, in ISO 8601. If left empty, the first poll starts no run: it only remembers what is there. Later polls ignore it.",
  example: "2026-01-01T00:00:00.000Z",
});
