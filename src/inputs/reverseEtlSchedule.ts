import type { Operations } from "../contract/operations";
import type { Cleaner } from "../values/cleaner";
import { inputError } from "../values/inputError";

type Schedule = NonNullable<
  Operations["updateSubscriptionForDestination"]["args"]["input"]["reverseETLSchedule"]
>;

/** The fields of each strategy's config. The contract lists the configs, but ties none to a strategy. */
const CONFIG_FIELDS: Readonly<Record<string, readonly string[]>> = {
  CRON: ["spec", "timezone"],
  DBT_CLOUD: ["jobId", "accountId"],
  PERIODIC: ["interval"],
  SPECIFIC_DAYS: ["days", "hours", "timezone"],
};

/**
 * Adds to the check of a reverse ETL schedule's shape that a strategy that needs a config has one; that
 * it is the right one is left to Segment, since the contract takes any of them. MANUAL needs none.
 * @throws an input error naming the config, with the fields that the strategy needs.
 */
export const withConfigOfStrategy =
  (clean: Cleaner<Schedule>): Cleaner<Schedule> =>
  (raw, label) => {
    const schedule = clean(raw, label);
    const fields = CONFIG_FIELDS[schedule?.strategy ?? ""];
    if (!schedule || !fields || schedule.config) return schedule;
    const expected = `an object with ${fields.join(", ")} for ${schedule.strategy}`;
    throw inputError(`${label}.config`, expected, "nothing");
  };
