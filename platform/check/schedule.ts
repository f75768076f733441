import type { BuiltTrigger } from "../component";
import { describe } from "./describe";
import type { StepNode } from "./nodes";
import type { Report } from "./report";
import { describeMissingVariable } from "./values";
import type { Variables } from "./variables";

/**
 * Checks the schedule of a step.
 * @param support tells if the step must have one, may have one or has none.
 */
export function checkSchedule(
  step: StepNode,
  support: BuiltTrigger["scheduleSupport"],
  report: Report,
  variables: Variables,
): void {
  const { schedule, path } = step;
  const subject = `step ${step.name}`;
  if (!schedule) {
    if (support === "required") report.at(path, `${subject}: schedule is missing`);
    return;
  }
  if (support === "invalid") {
    const message = `${subject}: only a schedule trigger or a polling trigger has a schedule`;
    report.at(schedule.path, message);
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
