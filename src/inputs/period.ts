import { date, required } from "./fields";

/** The month to count usage in. */
export const period = required(
  date({
    label: "Period",
    comments: "The month to count usage in, as its first day.",
    example: "2026-01-01",
  }),
);
