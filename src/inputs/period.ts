import { date, required } from "./fields";

/** The month to count usage in. */
export const period = required(
  date({
    label: "Month",
    comments: "The first day of the month whose usage is counted.",
    example: "2026-01-01",
  }),
);
