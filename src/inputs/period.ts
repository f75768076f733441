import { date, required } from "./fields";

/** The month whose usage is counted. */
export const period = required(
  date({
    label: "Period",
    comments: "The month to count, given by its first day.",
    example: "2026-01-01",
  }),
);
