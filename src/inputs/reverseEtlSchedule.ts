import type { Operations } from "../contract/operations";
import type { Cleaner } from "../values/cleaner";
import { inputError } from "../values/inputError";

type Schedule = NonNullable<
  Operations["updateSubscriptionForDestination"]["args"]["input"]["reverseETLSchedule"]
>;

/** The fields of each strategy's config. The contract does not say which config a strategy needs. */
const CONFIG_FIELDS: Readonly<Record<string, readonly string[]>> = {
  CRON: ["spec", "timezone"],
  DBT_CLOUD: ["jobId", "accountId"],
  PERIODIC: ["interval"],
  SPECIFIC_DAYS: ["days", "hours", "timezone"],
};

/**
 * Also refuses a reverse ETL schedule without the config that its strategy needs. MANUAL needs none.
 * Segment checks that the config matches the strategy, since the contract accepts any of them.
 * @throws an input error that names the config and the fields that the strategy needs.
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
