import { describe } from "./describe";
import type { StepNode } from "./nodes";
import type { Report } from "./report";
import { describeMissingVariable } from "./values";
import type { Variables } from "./variables";

/** Checks the schedule of a schedule trigger. Other steps must not have one. */
export function checkSchedule(step: StepNode, report: Report, variables: Variables): void {
  const { action, schedule, path } = step;
  const subject = `step ${step.name}`;
  if (action?.component !== "schedule-triggers") {
    if (schedule) report.at(schedule.path, `${subject}: only a schedule trigger has a schedule`);
    return;
  }
  if (!schedule) {
    report.at(path, `${subject}: schedule is missing`);
    return;
  }
  const { type, value, scheduleType } = schedule;
  const at = [...schedule.path, "value"];
  if (type === "configVar") {
    const variable = variables.get(value);
    if (!variable) report.at(at, `${subject}: ${describeMissingVariable(value, variables)}`);
    else if (variable.dataType !== "schedule" && variable.dataType !== "string") {
      const got = `"${value}", of type ${variable.dataType}`;
      report.at(at, `${subject}: expected a config variable of type schedule, got ${got}`);
    }
  } else if (!isSchedule(value, scheduleType)) {
    report.at(at, `${subject}: schedule: expected ${CRON}, got ${describe(value)}`);
  }
}

export const CRON = 'five fields such as "0 6 * * *"';

/**
 * Tells if text has the five fields of a cron schedule. A schedule that runs once needs none. The
 * platform checks the fields.
 */
export const isSchedule = (text: string, scheduleType = "custom"): boolean =>
  ["none", "once"].includes(scheduleType) ||
  /^[\dA-Za-z*?#,/-]+(\s+[\dA-Za-z*?#,/-]+){4}$/.test(text.trim());
